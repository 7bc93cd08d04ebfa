/** An axis of values from 0 whose ticks stand on exact rows. */
export type ValueAxis = {
	/** The value at its top. */
	readonly to: number;
	readonly step: number;
	/** Steps between 0 and its top. */
	readonly count: number;
	/** Rows of the plot: the steps divide them. */
	readonly rows: number;
};

const mantissas = [1, 2, 2.5, 5] as const;
/** Rows between two ticks at the least. */
const minRows = 2;

/**
 * The axis that holds values up to `top` in at most `maxRows` rows: steps of 1, 2, 2.5 or 5 times a power of ten, of equally many whole rows.
 * Of those that fit the one that leaves least of the height unused; whole steps where values are counted.
 */
export function valueAxis(top: number, maxRows: number, {isWhole = false}: {readonly isWhole?: boolean} = {}): ValueAxis {
	const greatest = top > 0 && Number.isFinite(top) ? top : 1;
	const exponent = Math.floor(Math.log10(greatest));
	const maxSteps = Math.max(1, Math.floor(maxRows / minRows));
	const steps = [exponent - 1, exponent, exponent + 1].flatMap(power => mantissas.map(mantissa => Number(`${mantissa}e${power}`)));
	let best: ValueAxis | undefined;
	let bestUse = 0;
	for (const step of steps) {
		const count = Math.max(1, Math.ceil(greatest / step - 1e-9));
		const rows = Math.floor(Math.max(1, maxRows) / count) * count;
		// A tick between 0 and the top is worth a third of the height.
		const use = (rows / Math.max(1, maxRows)) * (greatest / (count * step)) * (count > 1 ? 1 : 2 / 3);
		const isAllowed = count <= maxSteps && rows > 0 && (!isWhole || Number.isInteger(step));
		// With the same use of the height more ticks say more.
		if (isAllowed && (use > bestUse + 1e-9 || (use > bestUse - 1e-9 && count > (best?.count ?? 0)))) {
			best = {
				to: count * step, step, count, rows,
			};
			bestUse = use;
		}
	}

	return best ?? {
		to: greatest, step: greatest, count: 1, rows: Math.max(1, maxRows),
	};
}

/** The labels of its ticks by how many rows they stand above 0. */
export function tickLabels({step, count, rows, to}: ValueAxis): ReadonlyMap<number, string> {
	const digits = Math.max(0, Math.ceil(-Math.log10(step) + (String(step).includes('5') && step < 10 ? 0.5 : 0) - 1e-9));
	const format = (value: number) => to >= 1e15 || step < 1e-4 ? value.toExponential(1) : value.toFixed(Math.min(6, digits));
	return new Map(Array.from({length: count + 1}, (_, tick) => [tick * (rows / count), tick === 0 ? '0' : trimZeros(format(tick * step))]));
}

const trimZeros = (text: string): string => text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/v, '') : text;
