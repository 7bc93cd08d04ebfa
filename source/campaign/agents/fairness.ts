import {maxOf, minOf} from '../../system/lists.js';
/** How evenly a number (messages, rate, latency …) is distributed over agents; null if undefined. */
export type Fairness = {
	/** Number of agents with a value. */
	readonly count: number;
	readonly mean: number | null;
	readonly stdev: number | null;
	/** 1 if all are equal, 1/n if one of n has everything; null if all are 0. */
	readonly jain: number | null;
	/** σ as a fraction of the mean; null if the mean is 0. */
	readonly variation: number | null;
};

/** The fairness of a column, ignoring NaN (no value); `rows` restricts it to filtered agents. */
export function fairnessOf(values: Float64Array, rows?: Uint32Array): Fairness {
	const known = (rows ? Float64Array.from(rows, row => values[row] ?? Number.NaN) : values).filter(value => !Number.isNaN(value));
	const count = known.length;
	const mean = count === 0 ? null : meanOf(known);
	const stdev = mean === null ? null : Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0));
	return {
		count, mean, stdev, jain: jainIndex(known), variation: mean === null || stdev === null || mean === 0 ? null : stdev / mean,
	};
}

/**
 * (Σx)² / (n·Σx²) of non-negative numbers: the fairness index of R. Jain, D. Chiu and W. Hawe, "A Quantitative Measure of Fairness and
 * Discrimination", DEC TR-301, 1984. Null without values, or if all are 0.
 */
export function jainIndex(values: Float64Array): number | null {
	const largest = Math.max(0, maxOf(values));
	if (largest === 0) {
		return null;
	}

	// Divided by the largest so that squares neither overflow nor underflow; this does not change the index.
	const sum = values.reduce((total, value) => total + value / largest, 0);
	const squares = values.reduce((total, value) => total + (value / largest) ** 2, 0);
	return Math.min(1, sum ** 2 / (values.length * squares));
}

// Clamped to the range of values, so that rounding causes no σ if all are equal.
function meanOf(values: Float64Array): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	return Math.min(maxOf(values), Math.max(minOf(values), mean));
}
