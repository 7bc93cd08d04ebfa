/** A value axis from 0 whose ticks fall exactly on rows. */
export type ValueAxis = {
	/** The value at the top. */
	readonly to: number;
	readonly step: number;
	/** Number of steps from 0 to the top. */
	readonly count: number;
	/** Rows of the plot, a multiple of `count`. */
	readonly rows: number;
};

const mantissas = [1, 2, 2.5, 5] as const;
/** Minimum number of rows between two ticks. */
const minRows = 2;

/**
 * An axis for values up to `top` in at most `maxRows` rows: steps of 1, 2, 2.5 or 5 times a power of ten, each of the same whole number of rows.
 * Of those that fit, the one that leaves the least height unused; integer steps for counts.
 */
export function valueAxis(top: number, maxRows: number, {isWhole = false}: {readonly isWhole?: boolean} = {}): ValueAxis {
	const max = top > 0 && Number.isFinite(top) ? top : 1;
	const exponent = Math.floor(Math.log10(max));
	const maxSteps = Math.max(1, Math.floor(maxRows / minRows));
	const steps = [exponent - 1, exponent, exponent + 1].flatMap(power => mantissas.map(mantissa => Number(`${mantissa}e${power}`)));
	let best: ValueAxis | undefined;
	let bestUse = 0;
	for (const step of steps) {
		const count = Math.max(1, Math.ceil(max / step - 1e-9));
		const rows = Math.floor(Math.max(1, maxRows) / count) * count;
		// A tick between 0 and the top is worth a third of the height.
		const use = (rows / Math.max(1, maxRows)) * (max / (count * step)) * (count > 1 ? 1 : 2 / 3);
		const isAllowed = count <= maxSteps && rows > 0 && (!isWhole || Number.isInteger(step));
		// For the same use of the height, more ticks are better.
		if (isAllowed && (use > bestUse + 1e-9 || (use > bestUse - 1e-9 && count > (best?.count ?? 0)))) {
			best = {
				to: count * step, step, count, rows,
			};
			bestUse = use;
		}
	}

	return best ?? {
		to: max, step: max, count: 1, rows: Math.max(1, maxRows),
	};
}

/** Tick labels by their row above 0. */
export function tickLabels({step, count, rows, to}: ValueAxis): ReadonlyMap<number, string> {
	const digits = Math.max(0, Math.ceil(-Math.log10(step) + (String(step).includes('5') && step < 10 ? 0.5 : 0) - 1e-9));
	const format = (value: number) => to >= 1e15 || step < 1e-4 ? value.toExponential(1) : value.toFixed(Math.min(6, digits));
	return new Map(Array.from({length: count + 1}, (_, tick) => [tick * (rows / count), tick === 0 ? '0' : trimZeros(format(tick * step))]));
}

const trimZeros = (text: string): string => text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/v, '') : text;
