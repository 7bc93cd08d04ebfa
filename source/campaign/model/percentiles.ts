import {itemAt} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import {curvesInBins, logStart, type CurveInBin} from './cumulative-curve.js';
import {clampBin} from './density.js';
import {binsOf, type Bin} from './distribution.js';
import {fitToSums} from './fit-sums.js';
import type {Latency} from './iteration.js';

/** Guaranteed bounds of a percentile (ms). */
export type PercentileBounds = {
	readonly low: number;
	readonly high: number;
	/** Number of samples above it. */
	readonly beyond: number;
};

/** A percentile (ms): an estimate, and its bounds. */
export type Percentile = PercentileBounds & {readonly value: number};

/** Samples as ascending bins and sums (ms, ms²). */
export type BinnedSamples = Pick<Latency, 'min' | 'max' | 'total' | 'sumOfSquares'> & {readonly bins: readonly Bin[]};

/** A percentile (50, 99.9) of a latency; null without samples. Memoized per latency and percentage. */
export const percentileOf = (latency: Latency, percent: number): Percentile | null => estimatorOf(latency).percentile(percent);

/** Just the bounds, which are much cheaper: for when a thousand widths are needed but only ten values are visible. */
export const percentileBounds = (latency: Latency, percent: number): PercentileBounds | null => estimatorOf(latency).bounds(percent);

/** The estimated share (0–1) of samples up to each of some ascending latencies (ms), exact at bin edges. */
export type Cumulative = {readonly values: Float64Array; readonly shares: Float64Array};

/** The cumulative shares from `min` to `max`, estimated within bins; null without samples. Memoized per latency. */
export const cumulativeOf = memoizeEach((latency: Latency): Cumulative | null => {
	const bins = filledBins({...latency, bins: binsOf(latency.distribution)});
	if (bins.length === 0) {
		return null;
	}

	const points: Array<readonly [value: number, share: number]> = [];
	const all = countIn(bins);
	const quantiles = quantilesInBins(bins, {...latency, bins});
	let below = 0;
	for (const [index, {from, to, count}] of bins.entries()) {
		points.push([from, below / all]);
		for (let part = 1; part < partsPerBin; part++) {
			points.push([quantiles(index)(part / partsPerBin), (below + count * part / partsPerBin) / all]);
		}

		below += count;
		points.push([to, below / all]);
	}

	return {values: Float64Array.from(points, ([value]) => value), shares: Float64Array.from(points, ([, share]) => share)};
});

/** Points of the cumulative curve per bin. */
const partsPerBin = 12;

const estimatorOf = memoizeEach((latency: Latency) => {
	const estimate = createEstimator({...latency, bins: binsOf(latency.distribution)});
	const known = new Map<number, Percentile | null>();
	return {
		bounds: estimate.bounds,
		percentile(percent: number): Percentile | null {
			const percentile = known.get(percent) ?? estimate.percentile(percent);
			known.set(percent, percentile);
			return percentile;
		},
	};
});

/** Percentiles of some samples; null without samples. */
export type Estimator = {
	readonly bounds: (percent: number) => PercentileBounds | null;
	readonly percentile: (percent: number) => Percentile | null;
};

/**
 * Estimates percentiles of binned samples. The p-quantile is sample number ceil(p · n); its bin is known and bounds it. Within the bin, the
 * cumulative share is a monotone cubic over the logarithm of the latency (`curvesInBins`), adjusted as little as possible to match the measured
 * mean and mean of squares (`fitToSums`). On sixteen known distributions the median error is 0.3 %, the mean 1.1 % (`npm test`).
 */
export function createEstimator(samples: BinnedSamples): Estimator {
	const {min, max} = samples;
	const filled = filledBins(samples);
	const total = countIn(filled);
	let quantiles: Quantiles | undefined;
	/** The bin of a sample, and the number of samples in earlier bins. */
	const locate = (rank: number) => {
		let before = 0;
		let index = 0;
		while (index < filled.length - 1 && before + itemAt(filled, index).count < rank) {
			before += itemAt(filled, index).count;
			index++;
		}

		return {index, before, bin: itemAt(filled, index)};
	};

	const boundsAt = (rank: number): PercentileBounds => {
		const {from: low, to: high} = locate(rank).bin;
		return {low, high, beyond: total - rank};
	};

	const estimate = (rank: number): number => {
		const {index, before, bin} = locate(rank);
		quantiles ??= quantilesInBins(filled, samples);
		return quantiles(index)((rank - 0.5 - before) / bin.count);
	};

	return {
		bounds: percent => total === 0 ? null : boundsAt(rankOf(percent, total)),
		percentile(percent) {
			if (total === 0) {
				return null;
			}

			const rank = rankOf(percent, total);
			const {low, high, beyond} = boundsAt(rank);
			// The first and the last sample are known exactly.
			const known = rank === total ? max : (rank === 1 ? min : null);
			return {
				value: Math.min(high, Math.max(low, known ?? estimate(rank))), low, high, beyond,
			};
		},
	};
}

/** The non-empty bins, clamped to the extremes. */
const filledBins = ({bins, min, max}: BinnedSamples): readonly Bin[] =>
	bins.filter(({count}) => count > 0).map(bin => {
		const {from, to} = clampBin(bin, {min, max});
		return {from, to, count: bin.count};
	});

/** The rank of the sample that is the percentile: ceil(p · n), taking p as its decimal representation. */
export function rankOf(percent: number, total: number): number {
	if (Number.isInteger(percent) && Number.isInteger(total) && total < maxPlainTotal) {
		return Math.max(1, Math.ceil(percent * total / 100));
	}

	const digits = /\.(?<digits>\d+)$/v.exec(String(percent))?.groups?.digits?.length ?? 0;
	const denominator = 100n * 10n ** BigInt(digits);
	const product = BigInt(Math.round(percent * 10 ** digits)) * BigInt(Math.round(total));
	return Math.max(1, Number((product + denominator - 1n) / denominator));
}

/** Below this, the product with a percentage is exact in a double, so that dividing by 100 rounds to the correct side of an integer. */
const maxPlainTotal = 2 ** 40;

/** Cells per bin, equal on the logarithm of the latency. */
const cellsPerBin = 12;

/** The latency below which a share (0–1) of a bin's samples lies. */
type Quantile = (share: number) => number;

/** The quantiles of each bin, by its index. */
type Quantiles = (index: number) => Quantile;

const hasWidth = ({from, to}: Bin): boolean => to > Math.max(from, 0) * (1 + 1e-9);

/** Estimates quantiles within bins, fitted to the sums unless these are NaN. */
function quantilesInBins(bins: readonly Bin[], {total, sumOfSquares}: BinnedSamples): Quantiles {
	const all = countIn(bins);
	const wide: Bin[] = [];
	/** The index of each bin among the wide ones; -1 for others. */
	const indexes = bins.map(bin => hasWidth(bin) ? wide.push({from: logStart(bin), to: bin.to, count: bin.count}) - 1 : -1);
	const curves = curvesInBins(wide);
	const quantiles = (quantileOf: (index: number) => Quantile): Quantiles => index => {
		const wideIndex = itemAt(indexes, index);
		return wideIndex < 0 ? () => itemAt(bins, index).to : quantileOf(wideIndex);
	};

	if (!Number.isFinite(total) || !Number.isFinite(sumOfSquares)) {
		return quantiles(index => quantileAlong(itemAt(wide, index), curves(index)));
	}

	const narrow = bins.filter(bin => !hasWidth(bin));
	const {edges, ...cells} = cellsOf(wide, curves, all);
	const inNarrow = (power: number) => narrow.reduce((sum, {to, count}) => sum + count * to ** power, 0);
	const fitted = fitToSums(cells, {mean: (total - inNarrow(1)) / all, squares: (sumOfSquares - inNarrow(2)) / all});
	return quantiles(index => quantileIn(index, edges, fitted ?? cells.shares));
}

function countIn(bins: readonly Bin[]): number {
	let count = 0;
	for (const bin of bins) {
		count += bin.count;
	}

	return count;
}

/** Like `quantileIn` on the cells of `cellsOf`, without creating them. */
const quantileAlong = ({from, to}: Bin, curve: CurveInBin): Quantile => (share: number): number => {
	const step = (to / from) ** (1 / cellsPerBin);
	let [start, below] = [from, 0];
	for (let cell = 1; cell <= cellsPerBin; cell++) {
		const [end, upTo] = [cell === cellsPerBin ? to : start * step, curve(cell / cellsPerBin)];
		if (share <= upTo && upTo > below) {
			return start * (end / start) ** ((share - below) / (upTo - below));
		}

		start = end;
		below = upTo;
	}

	return to;
};

/** The cells of bins with positive width, and their edges (ms): one more per bin. */
function cellsOf(bins: readonly Bin[], curves: (index: number) => CurveInBin, all: number) {
	const edges = new Float64Array(bins.length * (cellsPerBin + 1));
	const [values, shares] = [new Float64Array(bins.length * cellsPerBin), new Float64Array(bins.length * cellsPerBin)];
	for (const [index, {from, to, count}] of bins.entries()) {
		const [firstEdge, first] = [index * (cellsPerBin + 1), index * cellsPerBin];
		const curve = curves(index);
		const step = (to / from) ** (1 / cellsPerBin);
		edges[firstEdge] = from;
		let below = 0;
		for (let cell = 0; cell < cellsPerBin; cell++) {
			const upTo = curve((cell + 1) / cellsPerBin);
			const [start, end] = [edges[firstEdge + cell]!, cell === cellsPerBin - 1 ? to : edges[firstEdge + cell]! * step];
			edges[firstEdge + cell + 1] = end;
			values[first + cell] = (start + end) / 2;
			shares[first + cell] = Math.max(0, upTo - below) * count / all;
			below = upTo;
		}
	}

	return {
		perBin: cellsPerBin, edges, values, shares,
	};
}

/** Finds the latency below which a share of a bin's samples lies, within its cells. */
const quantileIn = (bin: number, edges: Float64Array, shares: Float64Array): Quantile => (share: number): number => {
	const [firstEdge, first] = [bin * (cellsPerBin + 1), bin * cellsPerBin];
	let sum = 0;
	for (let cell = 0; cell < cellsPerBin; cell++) {
		sum += shares[first + cell]!;
	}

	let left = share * sum;
	for (let cell = 0; cell < cellsPerBin; cell++) {
		const item = shares[first + cell]!;
		const [from, to] = [edges[firstEdge + cell]!, edges[firstEdge + cell + 1]!];
		if (left <= item && item > 0) {
			return from * (to / from) ** (left / item);
		}

		left -= item;
	}

	return edges[firstEdge + cellsPerBin]!;
};
