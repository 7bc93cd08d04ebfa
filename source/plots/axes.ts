type Tick = {readonly value: number; readonly label: string};

/** An axis of a chart: its ends, its ticks (those that matter most come first), and what share (0–1) of it lies before a value. */
export type Axis = {
	readonly from: number;
	readonly to: number;
	readonly ticks: readonly Tick[];
	readonly share: (value: number) => number;
};

/** Ascending ticks with the ends before those between: where room is short the ends are what is needed. */
const endsFirst = (ticks: readonly Tick[]): readonly Tick[] => {
	const [first, ...rest] = ticks;
	const last = rest.at(-1);
	return [first, last, ...rest.slice(0, -1)].flatMap(tick => tick ? [tick] : []);
};

/** A share kept within the axis; 0 where it is no number. */
const clampShare = (share: number): number => share > 0 ? Math.min(1, share) : 0;

type Options = {
	/** Steps between ticks at the most; one at least. */
	readonly maximum: number;
	/** The least step; 1 for what is counted. */
	readonly minStep?: number;
};

/** A linear axis whose ends and ticks are multiples of 1, 2 or 5 times a power of ten; a single value gets room on both sides. */
export function linearAxis(minimum: number, greatest: number, {maximum, minStep = 0}: Options): Axis {
	const room = minimum === greatest ? Math.max(Math.abs(minimum) * 0.1, minStep, Number.MIN_VALUE * 1e6) : 0;
	const [low, high] = [minimum - room, greatest + room];
	const step = stepFor(low, high, {maximum: Math.max(1, maximum), minStep});
	const first = Math.floor(low / step);
	const count = Math.max(1, Math.ceil(high / step) - first);
	const values = Array.from({length: count + 1}, (_, index) => (first + index) * step);
	const [from, to] = [first * step, (first + count) * step];
	const label = labels(step, Math.max(Math.abs(from), Math.abs(to)));
	return {
		from, to, ticks: endsFirst(values.map(value => ({value, label: label(value)}))), share: value => clampShare((value - from) / (to - from)),
	};
}

/** The smallest step of 1, 2 or 5 times a power of ten with which at most that many steps lead from low to high. */
function stepFor(low: number, high: number, {maximum, minStep}: Required<Options>): number {
	const finest = Math.floor(Math.log10((high - low) / maximum));
	const steps = [0, 1, 2].flatMap(index => [1, 2, 5].map(factor => Number(`${factor}e${finest + index}`)));
	const fits = (step: number) => step >= minStep && Math.ceil(high / step) - Math.floor(low / step) <= maximum;
	return steps.find(step => fits(step)) ?? Math.max(minStep, Number(`1e${finest + 3}`));
}

const scales = [['G', 1e9], ['M', 1e6], ['k', 1e3]] as const;
const smallest = 1e-4;
const largest = 1e13;

/** As many digits as tell one step from the next, in thousands, millions or billions where the axis goes that far. */
function labels(step: number, size: number): (value: number) => string {
	if (size >= largest || step < smallest) {
		const digits = Math.min(15, Math.max(0, Math.floor(Math.log10(size)) - Math.floor(Math.log10(step))));
		return value => value === 0 ? '0' : value.toExponential(digits);
	}

	const [suffix, scale] = scales.find(item => size >= item[1] * 10) ?? ['', 1];
	const digits = Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
	return value => value === 0 ? '0' : `${(value / scale).toFixed(digits)}${suffix}`;
}

/**
 * A log axis in whole decades, one at least, that holds all values above zero; what is below its beginning (zero, too) stands
 * there. Ticks at powers of ten, below three decades at 2 and 5 times these as well.
 */
export function logAxis(values: readonly number[]): Axis {
	const positive = values.filter(value => value > 0 && Number.isFinite(value));
	const minimum = positive.reduce((a, b) => Math.min(a, b), positive[0] ?? 1);
	const greatest = positive.reduce((a, b) => Math.max(a, b), minimum);
	const low = Math.floor(Math.log10(minimum) + 1e-9);
	const decades = Math.max(1, Math.ceil(Math.log10(greatest) - 1e-9) - low);
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

/** A value of a log axis, short: `0.001`, `20`, `5k`, `1M`. */
export function logLabel(value: number): string {
	if (value >= 1e12 || (value > 0 && value < 1e-3)) {
		return value.toExponential(0);
	}

	const [suffix, scale] = scales.find(item => value >= item[1]) ?? ['', 1];
	return `${value / scale}${suffix}`;
}

/** An axis over the given columns: its rule with a mark at each tick that has room, and the labels below these; the ends come first, labels never touch. */
export function axisLines({ticks, share}: Axis, columns: number, ascii: boolean): readonly [rule: string, labels: string] {
	const rule: string[] = Array.from({length: columns}, () => ascii ? '-' : '─');
	const labels = Array.from({length: columns}, () => ' ');
	for (const {value, label} of ticks) {
		const column = Math.round(share(value) * (columns - 1));
		const start = Math.max(0, Math.min(column - Math.floor((label.length - 1) / 2), columns - label.length));
		if (label.length <= columns && labels.slice(Math.max(0, start - 1), start + label.length + 1).every(cell => cell === ' ')) {
			labels.splice(start, label.length, ...label);
			rule[column] = ascii ? '+' : '┬';
		}
	}

	return [`${ascii ? '+' : '└'}${rule.join('')}`, labels.join('').trimEnd()];
}

/** An axis over the given rows (0 at the bottom): labels by their rows, at least a free row between two. */
export function rowLabels({ticks, share}: Axis, rows: number): ReadonlyMap<number, string> {
	const taken = new Map<number, string>();
	for (const {value, label} of ticks) {
		const row = Math.round(share(value) * (rows - 1));
		if (![row - 1, row, row + 1].some(near => taken.has(near)) || (rows === 2 && !taken.has(row))) {
			taken.set(row, label);
		}
	}

	return taken;
}
