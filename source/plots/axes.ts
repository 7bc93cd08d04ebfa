import {maxOf, minOf} from '../system/lists.js';
import {padStart} from '../text/cells.js';

type Tick = {readonly value: number; readonly label: string};

/** A chart axis: its range, its ticks in order of priority, and the fraction (0–1) of the axis that lies before a value. */
export type Axis = {
	readonly from: number;
	readonly to: number;
	readonly ticks: readonly Tick[];
	readonly share: (value: number) => number;
};

/** Reorders ascending ticks so that both ends come first: they are kept when space is short. */
const endsFirst = (ticks: readonly Tick[]): readonly Tick[] => {
	const [first, ...rest] = ticks;
	const last = rest.at(-1);
	return [first, last, ...rest.slice(0, -1)].flatMap(tick => tick ? [tick] : []);
};

/** Clamps to 0–1; NaN becomes 0. */
const clampShare = (share: number): number => share > 0 ? Math.min(1, share) : 0;

type Options = {
	/** Maximum number of steps between ticks; at least one. */
	readonly maximum: number;
	/** Minimum step; 1 for counts. */
	readonly minStep?: number;
};

/** A linear axis whose ends and ticks are multiples of 1, 2 or 5 times a power of ten; a single value gets padding on both sides. */
export function linearAxis(min: number, max: number, {maximum, minStep = 0}: Options): Axis {
	const padding = min === max ? Math.max(Math.abs(min) * 0.1, minStep, Number.MIN_VALUE * 1e6) : 0;
	const [low, high] = [min - padding, max + padding];
	const step = stepFor(low, high, {maximum: Math.max(1, maximum), minStep});
	const first = Math.floor(low / step);
	const count = Math.max(1, Math.ceil(high / step) - first);
	const values = Array.from({length: count + 1}, (_, index) => (first + index) * step);
	const [from, to] = [first * step, (first + count) * step];
	const label = labelFormat(step, Math.max(Math.abs(from), Math.abs(to)));
	return {
		from, to, ticks: endsFirst(values.map(value => ({value, label: label(value)}))), share: value => clampShare((value - from) / (to - from)),
	};
}

/** The smallest step of 1, 2 or 5 times a power of ten that covers low to high in at most `maximum` steps. */
function stepFor(low: number, high: number, {maximum, minStep}: Required<Options>): number {
	const finest = Math.floor(Math.log10((high - low) / maximum));
	const steps = [0, 1, 2].flatMap(index => [1, 2, 5].map(factor => Number(`${factor}e${finest + index}`)));
	const fits = (step: number) => step >= minStep && Math.ceil(high / step) - Math.floor(low / step) <= maximum;
	return steps.find(step => fits(step)) ?? Math.max(minStep, Number(`1e${finest + 3}`));
}

const scales = [['G', 1e9], ['M', 1e6], ['k', 1e3]] as const;
const smallest = 1e-4;
const largest = 1e13;

/** A format with just enough digits to tell adjacent ticks apart, in thousands, millions or billions on large axes. */
function labelFormat(step: number, size: number): (value: number) => string {
	if (size >= largest || step < smallest) {
		const digits = Math.min(15, Math.max(0, Math.floor(Math.log10(size)) - Math.floor(Math.log10(step))));
		return value => value === 0 ? '0' : value.toExponential(digits);
	}

	const [suffix, scale] = scales.find(item => size >= item[1] * 10) ?? ['', 1];
	const digits = Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
	return value => value === 0 ? '0' : `${(value / scale).toFixed(digits)}${suffix}`;
}

/**
 * A log axis of whole decades, at least one, that covers all values above zero; anything below its start (including zero) is drawn at the start.
 * Ticks at powers of ten, plus 2 and 5 times these below three decades.
 */
export function logAxis(values: readonly number[]): Axis {
	const positive = values.filter(value => value > 0 && Number.isFinite(value));
	const min = positive.length === 0 ? 1 : minOf(positive);
	const max = Math.max(min, maxOf(positive));
	const low = Math.floor(Math.log10(min) + 1e-9);
	const decades = Math.max(1, Math.ceil(Math.log10(max) - 1e-9) - low);
	const tick = (exponent: number, factor = 1) => ({value: power(exponent, factor), label: logLabel(power(exponent, factor))});
	const powers = Array.from({length: decades + 1}, (_, index) => tick(low + index));
	const between = decades < 3 ? [2, 5].flatMap(factor => powers.slice(0, -1).map((_, index) => tick(low + index, factor))) : [];
	return {
		from: power(low), to: power(low + decades),
		ticks: [...endsFirst(powers), ...between],
		share: value => value > 0 ? clampShare((Math.log10(value) - low) / decades) : 0,
	};
}

const power = (exponent: number, factor = 1): number => Number(`${factor}e${exponent}`);

/** A short label for a value on a log axis: `0.001`, `20`, `5k`, `1M`. */
export function logLabel(value: number): string {
	if (value >= 1e12 || (value > 0 && value < 1e-3)) {
		return value.toExponential(0);
	}

	const [suffix, scale] = scales.find(item => value >= item[1]) ?? ['', 1];
	return `${value / scale}${suffix}`;
}

/**
 * A horizontal axis: a rule with a mark at each labelled tick, and the labels below. Ticks are taken in order; labels never touch, those that do
 * not fit are dropped.
 */
export function axisLines({ticks, share}: Axis, columns: number, ascii: boolean): readonly [rule: string, labels: string] {
	const rule: string[] = Array.from({length: columns}, () => ascii ? '-' : '─');
	const labels = Array.from({length: columns}, () => ' ');
	for (const {value, label} of ticks) {
		const column = Math.round(share(value) * (columns - 1));
		const start = Math.max(0, Math.min(column - Math.floor((label.length - 1) / 2), columns - label.length));
		if (writeLabel(labels, label, start)) {
			rule[column] = ascii ? '+' : '┬';
		}
	}

	return [`${ascii ? '+' : '└'}${rule.join('')}`, labels.join('').trimEnd()];
}

/** Writes a label into a row of cells, unless it would touch another label or leave the row; returns whether it was written. */
export function writeLabel(cells: string[], label: string, start: number): boolean {
	const end = start + label.length;
	const isFree = start >= 0 && end <= cells.length && cells.slice(Math.max(0, start - 1), end + 1).every(cell => cell === ' ');
	if (isFree) {
		cells.splice(start, label.length, ...label);
	}

	return isFree;
}

/** The left edge of a row of a plot: the label in `width` cells, and the vertical axis, with a tick if there is a label. */
export const plotEdge = (label: string | undefined, width: number, ascii: boolean): string =>
	`${padStart(label ?? '', width)}${label === undefined ? (ascii ? '|' : '│') : (ascii ? '+' : '┤')}`;

/** Labels of a vertical axis by row (0 at the bottom), with at least one free row between two. */
export function tickRowLabels({ticks, share}: Axis, rows: number): ReadonlyMap<number, string> {
	const taken = new Map<number, string>();
	for (const {value, label} of ticks) {
		const row = Math.round(share(value) * (rows - 1));
		if (![row - 1, row, row + 1].some(near => taken.has(near)) || (rows === 2 && !taken.has(row))) {
			taken.set(row, label);
		}
	}

	return taken;
}
