type Options = {readonly ascii?: boolean};

// Intl.NumberFormat would add 10 ms to every start for this one format.
const grouped = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/gv, ',');

const dash = ({ascii = false}: Options): string => ascii ? '-' : '—';

/** `24,000`; a dash for null. */
export const formatCount = (count: number | null, options: Options = {}): string => count === null ? dash(options) : grouped(count);

/** A count of things: `1 agent`, `1,000 agents`. */
export const formatAmount = (count: number, what: string): string => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** Three significant digits, but all digits before the decimal point: `4.21`, `7.80`, `0.00312`, `12,346`; a dash for null. */
export function formatNumber(value: number | null, options: Options = {}): string {
	if (value === null || Number.isNaN(value)) {
		return dash(options);
	}

	const size = Math.abs(value);
	if (size >= 1e15 || (size > 0 && size < 1e-4)) {
		return value.toExponential(2);
	}

	// Zero, and the notebook's −1 for "no deviation", are not measurements.
	return size >= 999.5 || value === 0 || value === -1 ? grouped(value) : value.toPrecision(3);
}

/** A count as a share of the total: `1.7%`, `<0.1%`, `>99.9%`; `100%` only if exact, a dash if the count or the total is 0. */
export function formatShare(count: number, total: number, {ascii = false}: Options = {}): string {
	if (count === 0 || total === 0) {
		return ascii ? '-' : '–';
	}

	if (count === total) {
		return '100%';
	}

	const percent = count / total * 100;
	if (percent < 0.1) {
		return '<0.1%';
	}

	return percent > 99.9 ? '>99.9%' : `${percent.toFixed(1)}%`;
}

/** A share (0–1) with two significant digits, however small: `0.04 %`, `12 %`; `100 %` only if exact. */
export function formatPercent(share: number): string {
	const percent = Number((share * 100).toPrecision(2));
	return share < 1 && percent >= 100 ? '>99 %' : `${percent < 1e-6 && percent > 0 ? '<0.000001' : percent} %`;
}

/** A spread of counts as `600 (598–612)`. */
export function formatSpread({mean, min, max}: {mean: number | null; min: number | null; max: number | null}, options: Options = {}): string {
	return mean === null
		? dash(options)
		: `${Number.isInteger(mean) ? formatCount(mean, options) : formatNumber(mean, options)} (${formatCount(min, options)}${options.ascii ? '-' : '–'}${formatCount(max, options)})`;
}

/** A percentile with its guaranteed bounds. */
type Bounded = {readonly value: number; readonly low: number; readonly high: number; readonly beyond: number};

/** With fewer samples beyond a percentile, another run would likely give another value. */
const fewSamples = 10;
const closeBounds = 1.05;
/** The usual width of a bin from 4 up. */
const nearBounds = 1.25 + 1e-9;

/**
 * A percentile with the digits that are known: three if its bounds are within 5 %, two if within 25 %, otherwise two after a `≈`; also `≈` if
 * fewer than ten samples lie beyond it. A dash for null.
 */
export function formatPercentile(percentile: Bounded | null, {ascii = false}: Options = {}): string {
	if (percentile === null) {
		return dash({ascii});
	}

	const {value, low, high, beyond} = percentile;
	const factor = low > 0 ? high / low : (low === high ? 1 : Infinity);
	const isSure = beyond >= fewSamples && factor <= nearBounds;
	return `${isSure ? '' : (ascii ? '~' : '≈')}${formatDigits(value, isSure && factor <= closeBounds ? 3 : 2)}`;
}

/** A number with `digits` significant digits: `5.2`, `12`, `3,800`, `0.0031`. */
export function formatDigits(value: number, digits: number): string {
	const size = Math.abs(value);
	if (value === 0) {
		return '0';
	}

	if (size >= 1e15 || size < 1e-4) {
		return value.toExponential(digits - 1);
	}

	const rounded = Number(value.toPrecision(digits));
	return Math.abs(rounded) >= 10 ** (digits - 1) ? grouped(rounded) : rounded.toPrecision(digits);
}

const units = [{name: 'B', size: 1}, {name: 'kB', size: 1e3}, {name: 'MB', size: 1e6}, {name: 'GB', size: 1e9}, {name: 'TB', size: 1e12}] as const;

/** Bytes for display, in powers of 1,000: `940 B`, `1.4 kB`, `215 MB`. */
export function formatBytes(bytes: number): string {
	const {name, size} = units.findLast(unit => bytes >= unit.size) ?? units[0];
	const value = bytes / size;
	return `${size === 1 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${name}`;
}

/** No speed is shown before this: the first reads are not representative. */
const minSeconds = 0.5;
const minShare = 0.05;

/** The read speed and, once it can be estimated, the time left: `212 MB/s, 3 s left`, `90.0 MB/s, 4 min left`. */
export function formatSpeed({bytesDone, bytesTotal, seconds}: {readonly bytesDone: number; readonly bytesTotal: number; readonly seconds: number}): string {
	const speed = seconds > 0 ? bytesDone / seconds : 0;
	if (speed === 0) {
		return formatBytes(bytesTotal);
	}

	const left = Math.ceil((bytesTotal - bytesDone) / speed);
	const isKnown = seconds >= minSeconds && bytesDone >= bytesTotal * minShare;
	return `${formatBytes(speed)}/s${isKnown ? `, ${left < 120 ? `${left} s` : `${Math.ceil(left / 60)} min`} left` : ''}`;
}
