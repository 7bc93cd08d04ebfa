import {binsOf, percentileOfBins} from '../../campaign/model/distribution.js';
import {primarySide, type LoadedIteration} from '../../campaign/model/iteration.js';
import {mergeToSteps, trimBins, type Bin} from '../../plots/bins.js';
import {memoizeEach} from '../../system/memoize.js';

/** What a list shows of the latency of the primary side (ms): its samples in 1-2-5 steps; nulls without samples. */
export type PrimaryLatency = {readonly mean: number | null; readonly p99: number | null; readonly bins: readonly Bin[]};

/** The latency of the primary side, computed once. */
export const primaryLatency = memoizeEach((iteration: LoadedIteration): PrimaryLatency => {
	const {latency} = iteration[primarySide(iteration)];
	const bins = binsOf(latency.distribution);
	return {
		mean: latency.count === 0 ? null : latency.mean, p99: percentileOfBins(bins, latency, 0.99), bins: trimBins(mergeToSteps(bins)),
	};
});
