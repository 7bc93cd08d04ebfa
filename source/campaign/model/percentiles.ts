import {itemAt} from '../../system/assert.js';
import {memoizeEach} from '../../system/memoize.js';
import {curvesInBins, logStart} from './cumulative-curve.js';
import {clampBin} from './density.js';
import {binsOf, type Bin} from './distribution.js';
import {fitToSums} from './fit-sums.js';
import type {Latency} from './iteration.js';

/** A percentile (ms): an estimate, and between which latencies it lies for certain. */
export type Percentile = {
	readonly value: number;
	readonly low: number;
	readonly high: number;
	/** Samples above it. */
	readonly beyond: number;
};

/** What is known of samples: their bins in ascending order, and sums (ms, ms²). */
export type BinnedSamples = Pick<Latency, 'min' | 'max' | 'total' | 'sumOfSquares'> & {readonly bins: readonly Bin[]};

/** The percentile of so many percent (50, 99.9) of a latency; null without samples. Computed once for each latency and percentage. */
export const percentileOf = (latency: Latency, percent: number): Percentile | null => estimatorOf(latency)(percent);

/** The estimated share (0–1) of samples up to each of some ascending latencies (ms), through what is known at the edges of bins. */
export type Cumulative = {readonly values: Float64Array; readonly shares: Float64Array};

/** The estimate between the edges of the bins, from `min` to `max`; null without samples. Computed once for each latency. */
export const cumulativeOf = memoizeEach((latency: Latency): Cumulative | null => {
	const bins = filledBins({...latency, bins: binsOf(latency.distribution)});
	if (bins.length === 0) {
		return null;
	}

	const points: Array<readonly [value: number, share: number]> = [];
	const all = bins.reduce((sum, {count}) => sum + count, 0);
	const quantiles = quantilesInBins(bins, {...latency, bins});
	let below = 0;
	for (const [index, {from, to, count}] of bins.entries()) {
		points.push([from, below / all]);
		for (let part = 1; part < partsPerBin; part++) {
			points.push([itemAt(quantiles, index)(part / partsPerBin), (below + count * part / partsPerBin) / all]);
		}

		below += count;
		points.push([to, below / all]);
	}

	return {values: Float64Array.from(points, ([value]) => value), shares: Float64Array.from(points, ([, share]) => share)};
});

/** Points of the cumulative share in each bin. */
const partsPerBin = 12;

const estimatorOf = memoizeEach((latency: Latency) => {
	const estimate = createEstimator({...latency, bins: binsOf(latency.distribution)});
	const known = new Map<number, Percentile | null>();
	return (percent: number): Percentile | null => {
		const percentile = known.get(percent) ?? estimate(percent);
		known.set(percent, percentile);
		return percentile;
	};
});

/**
 * Estimates percentiles of binned samples. The p-quantile is sample number ceil(p · n), whose bin is known and bounds it. Inside, the
 * cumulative share is a monotone cubic over the logarithm of the latency (`curvesInBins`), changed as little as the measured mean and
 * mean of squares ask for (`fitToSums`). On sixteen known distributions the median error is 0.3 %, the mean 1.1 % (`npm test`).
 */
export function createEstimator(samples: BinnedSamples): (percent: number) => Percentile | null {
	const {min, max} = samples;
	const filled = filledBins(samples);
	const total = filled.reduce((sum, {count}) => sum + count, 0);
	let quantiles: readonly Quantile[] | undefined;
	return percent => {
		if (total === 0) {
			return null;
		}

		const rank = rankOf(percent, total);
		let before = 0;
		let position = 0;
		while (position < filled.length - 1 && before + itemAt(filled, position).count < rank) {
			before += itemAt(filled, position).count;
			position++;
		}

		const {from: low, to: high, count} = itemAt(filled, position);
		const estimate = () => {
			quantiles ??= quantilesInBins(filled, samples);
			return itemAt(quantiles, position)((rank - 0.5 - before) / count);
		};

		// The first and the last sample are known.
		const known = rank === total ? max : (rank === 1 ? min : null);
		return {
			value: Math.min(high, Math.max(low, known ?? estimate())), low, high, beyond: total - rank,
		};
	};
}

/** The bins that have samples, within the extremes. */
const filledBins = ({bins, min, max}: BinnedSamples): readonly Bin[] =>
	bins.filter(({count}) => count > 0).map(bin => ({...clampBin(bin, {min, max}), count: bin.count}));

/** The number of the sample that is the percentile: ceil(p · n), p taken as the decimal that it is written as. */
export function rankOf(percent: number, total: number): number {
	const digits = /\.(?<digits>\d+)$/v.exec(String(percent))?.groups?.digits?.length ?? 0;
	const denominator = 100n * 10n ** BigInt(digits);
	const product = BigInt(Math.round(percent * 10 ** digits)) * BigInt(Math.round(total));
	return Math.max(1, Number((product + denominator - 1n) / denominator));
}

/** Cells of a bin, equal over the logarithm of the latency. */
const cellsPerBin = 12;

type Quantile = (share: number) => number;

const hasWidth = ({from, to}: Bin): boolean => to > Math.max(from, 0) * (1 + 1e-9);

/** For each bin the latency below which a share (0–1) of its samples lies. */
function quantilesInBins(bins: readonly Bin[], {total, sumOfSquares}: BinnedSamples): readonly Quantile[] {
	const all = bins.reduce((sum, {count}) => sum + count, 0);
	const [wide, narrow] = [bins.filter(bin => hasWidth(bin)).map(bin => ({...bin, from: logStart(bin)})), bins.filter(bin => !hasWidth(bin))];
	const curves = curvesInBins(wide);
	const cells = wide.map((bin, index) => cellsOf(bin, itemAt(curves, index)(cellsPerBin + 1), bin.count / all));
	const inNarrow = (power: number) => narrow.reduce((sum, {to, count}) => sum + count * to ** power, 0);
	const fitted = Number.isFinite(total) && Number.isFinite(sumOfSquares)
		? fitToSums(cells, {mean: (total - inNarrow(1)) / all, squares: (sumOfSquares - inNarrow(2)) / all})
		: undefined;
	const inWide = cells.map(({edges, shares}, index) => quantileOf(edges, fitted?.[index] ?? shares));
	let next = 0;
	return bins.map(bin => hasWidth(bin) ? itemAt(inWide, next++) : () => bin.to);
}

/** The cells of a bin: their edges, middles (ms) and shares, where `curve` gives what part of the bin's own share is below each edge. */
function cellsOf({from, to}: Bin, curve: Float64Array, share: number) {
	const [edges, values, shares] = [new Float64Array(cellsPerBin + 1), new Float64Array(cellsPerBin), new Float64Array(cellsPerBin)];
	const step = (to / from) ** (1 / cellsPerBin);
	edges[0] = from;
	for (let cell = 0; cell < cellsPerBin; cell++) {
		edges[cell + 1] = cell === cellsPerBin - 1 ? to : edges[cell]! * step;
		values[cell] = (edges[cell]! + edges[cell + 1]!) / 2;
		shares[cell] = Math.max(0, curve[cell + 1]! - curve[cell]!) * share;
	}

	return {edges, values, shares};
}

/** Finds the latency below which a share of all lies, in cells between these edges. */
const quantileOf = (edges: Float64Array, shares: Float64Array): Quantile => (share: number): number => {
	let left = share * shares.reduce((sum, item) => sum + item, 0);
	for (const [cell, item] of shares.entries()) {
		if (left <= item && item > 0) {
			return edges[cell]! * (edges[cell + 1]! / edges[cell]!) ** (left / item);
		}

		left -= item;
	}

	return edges.at(-1)!;
};
