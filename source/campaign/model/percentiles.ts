import {itemAt} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import {clampBin} from './density.js';
import {binsOf, countIn, type Bin} from './distribution.js';
import type {Latency} from './iteration.js';
import {quantilesInBins, type Quantiles} from './quantiles-in-bins.js';

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
	const quantiles = quantilesInBins(bins, latency);
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
