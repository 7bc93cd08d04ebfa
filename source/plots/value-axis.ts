/** A value axis that includes 0, whose ticks fall exactly on rows. */
export type ValueAxis = {
	/** The value at the bottom: 0, or below it. */
	readonly from: number;
	/** The value at the top. */
	readonly to: number;
	readonly step: number;
	/** Number of steps from the bottom to the top. */
	readonly count: number;
	/** Rows of the plot, a multiple of `count`. */
	readonly rows: number;
};

const mantissas = [1, 2, 2.5, 5] as const;
/** Minimum number of rows between two ticks. */
const minRows = 2;

type AxisOptions = {
	/** Whether ticks are integers, as for counts. */
	readonly isWhole?: boolean;
	readonly bottom?: number;
};

/**
 * An axis for values from `bottom`, at most 0, to `top` in at most `maxRows` rows: steps of 1, 2, 2.5 or 5 times a power of ten, each of the same
 * whole number of rows. Of those that fit, the one that leaves the least height unused; integer steps for counts.
 */
export function valueAxis(top: number, maxRows: number, {isWhole = false, bottom = 0}: AxisOptions = {}): ValueAxis {
	const depth = finiteAbove0(-bottom);
	const max = finiteAbove0(top) || (depth === 0 ? 1 : 0);
	const span = max + depth;
	const exponent = Math.floor(Math.log10(Math.max(max, depth)));
	const height = Math.max(1, maxRows);
	const maxSteps = Math.max(1, Math.floor(height / minRows));
	const steps = [exponent - 1, exponent, exponent + 1].flatMap(power => mantissas.map(mantissa => Number(`${mantissa}e${power}`)));
	let best: ValueAxis | undefined;
	let bestUse = 0;
	for (const step of steps.filter(size => !isWhole || Number.isInteger(size))) {
		const below = stepsTo(depth, step);
		const count = Math.max(1, below + stepsTo(max, step));
		const rows = Math.floor(height / count) * count;
		// A tick between both ends is worth a third of the height.
		const use = (rows / height) * (span / (count * step)) * (count > 1 ? 1 : 2 / 3);
		// For the same use of the height, more ticks are better.
		if (count <= maxSteps && rows > 0 && (use > bestUse + 1e-9 || (use > bestUse - 1e-9 && count > (best?.count ?? 0)))) {
			best = {
				from: belowZero(below * step), to: (count - below) * step, step, count, rows,
			};
			bestUse = use;
		}
	}

	return best ?? {
		from: belowZero(depth), to: max, step: span, count: 1, rows: height,
	};
}

const finiteAbove0 = (value: number): number => value > 0 && Number.isFinite(value) ? value : 0;
const stepsTo = (value: number, step: number): number => Math.ceil(value / step - 1e-9);
/** Not −0. */
const belowZero = (depth: number): number => depth === 0 ? 0 : -depth;

/** The row of a value among rows whose centres the axis spans, from the bottom. */
export const rowAt = ({from, to}: ValueAxis, rows: number, value: number): number => Math.round((value - from) / (to - from) * (rows - 1));

/** Tick labels by their row above the bottom. */
export function tickLabels({from, step, count, rows, to}: ValueAxis): ReadonlyMap<number, string> {
	const digits = Math.max(0, Math.ceil(-Math.log10(step) + (String(step).includes('5') && step < 10 ? 0.5 : 0) - 1e-9));
	const format = (value: number) => Math.max(to, -from) >= 1e15 || step < 1e-4 ? value.toExponential(1) : value.toFixed(Math.min(6, digits));
	return new Map(Array.from({length: count + 1}, (_, tick) => {
		const value = from + tick * step;
		// Not exactly 0 if steps of 0.1 are added up.
		return [tick * (rows / count), Math.abs(value) < step / 2 ? '0' : trimZeros(format(value))];
	}));
}

const trimZeros = (text: string): string => text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/v, '') : text;
