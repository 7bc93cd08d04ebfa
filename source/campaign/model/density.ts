import {memoizeEach} from '../../system/memoize.js';
import {binsOf, countIn, type Bin} from './distribution.js';
import type {Latency} from './iteration.js';

/** Samples in [from, to] ms, and their share of all samples per decade of latency; null if the bin has no width on a log axis. */
export type DensityBin = Bin & {readonly perDecade: number | null};

/** The density of a latency, memoized. */
export const latencyDensity = memoizeEach((latency: Latency): readonly DensityBin[] => densityOf(binsOf(latency.distribution), latency));

/** Both ends of a density (ms), for an axis that covers it; empty without samples. */
export function densityEnds(density: readonly DensityBin[]): readonly number[] {
	const [first, last] = [density[0], density.at(-1)];
	return first && last ? [first.from, last.to] : [];
}

type Limits = {readonly min: number | null; readonly max: number | null};

/**
 * Ascending bins as share per decade: (count / n) / log10(to / from), from the first to the last non-empty one. All samples are between `min` and
 * `max`, so the first bin starts and the last bin ends there.
 */
export function densityOf(bins: readonly Bin[], {min, max}: Limits): readonly DensityBin[] {
	const first = bins.findIndex(({count}) => count > 0);
	const last = bins.findLastIndex(({count}) => count > 0);
	const total = countIn(bins);
	return bins.slice(Math.max(0, first), last + 1).map((bin): DensityBin => {
		const {from, to} = clampBin(bin, {min, max});
		return {
			from, to, count: bin.count, perDecade: from > 0 && to > from ? bin.count / total / Math.log10(to / from) : null,
		};
	});
}

/** The part of a bin within the extremes; the whole bin if they contradict each other. */
export function clampBin({from, to}: Bin, {min, max}: Limits): {readonly from: number; readonly to: number} {
	const [low, high] = [Math.max(from, min ?? from), Math.min(to, max ?? to)];
	return low <= high ? {from: low, to: high} : {from, to};
}

/** Shares of samples in equal cells of a log axis. */
export type DensityCells = {
	/** The share of all samples in each cell. */
	readonly shares: Float64Array;
	/** The share below the axis, where latencies of 0 are. */
	readonly below: number;
};

/** The range of a log axis. */
export type LogSpan = {
	/** Ends of the axis (ms), both above 0. */
	readonly from: number;
	readonly to: number;
};

/**
 * Distributes a density over `cells` equal cells of a log axis: a bin is spread over the cells it covers, a bin without width falls into one.
 * `shares` and `below` sum to 1 if the axis covers all samples. Plots divide the share of a cell by its width, so that a distribution has the
 * same modes at every size.
 */
export function resample(density: readonly DensityBin[], {from, to}: LogSpan, cells: number): DensityCells {
	const shares = new Float64Array(cells);
	const total = countIn(density);
	const scale = cells / Math.log(to / from);
	const positionOf = (value: number) => value > 0 ? Math.min(cells, Math.max(0, Math.log(value / from) * scale)) : 0;
	let below = 0;
	for (const bin of density) {
		const share = total > 0 ? bin.count / total : 0;
		const [start, end] = [positionOf(bin.from), positionOf(bin.to)];
		if (share === 0) {
			continue;
		}

		if (bin.from <= 0 && bin.to <= from) {
			below += share;
		} else if (bin.perDecade === null || end - start < 1e-9) {
			add(shares, Math.min(cells - 1, Math.floor(bin.from > 0 ? start : 0)), share);
		} else {
			for (let cell = Math.floor(start); cell < end; cell++) {
				add(shares, cell, share * (Math.min(end, cell + 1) - Math.max(start, cell)) / (end - start));
			}
		}
	}

	return {shares, below};
}

/** A first or last bin narrower than this fraction of its neighbour on the log axis is a sliver, left over by clamping to the extremes. */
const sliverPart = 0.25;

/**
 * The density for plots: the first and last bin, clamped to the extremes, may be so narrow that a few samples would tower over all others. Such
 * slivers are merged with their neighbours.
 */
export function withoutSlivers(density: readonly DensityBin[]): readonly DensityBin[] {
	const total = countIn(density);
	return mergeFirst(mergeFirst(density, total).toReversed(), total).toReversed();
}

/** Merges the first bin into the second if it is a sliver; bins may be in either order. */
function mergeFirst(density: readonly DensityBin[], total: number): readonly DensityBin[] {
	const [first, second, ...rest] = density;
	if (!first || !second || !(first.from > 0) || second.perDecade === null || logWidth(first) >= logWidth(second) * sliverPart) {
		return density;
	}

	const [from, to, count] = [Math.min(first.from, second.from), Math.max(first.to, second.to), first.count + second.count];
	return [{
		from, to, count, perDecade: count / total / Math.log10(to / from),
	}, ...rest];
}

const logWidth = ({from, to}: DensityBin): number => Math.log10(to / from);

function add(shares: Float64Array, cell: number, share: number): void {
	shares[cell] = (shares[cell] ?? 0) + share;
}
