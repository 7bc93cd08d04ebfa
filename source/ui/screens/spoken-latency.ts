import {binsOf, percentileOfBins} from '../../campaign/distribution.js';
import {speakingSide, type LoadedIteration} from '../../campaign/iteration.js';
import {mergeToSteps, trimBins, type Bin} from '../../plots/bins.js';
import {rememberEach} from '../state/remember.js';

/** What a list tells of the latency of the side that speaks (ms): its samples in 1-2-5 steps; nulls without samples. */
export type SpokenLatency = {readonly mean: number | null; readonly p99: number | null; readonly bins: readonly Bin[]};

/** The latency of the side that speaks, computed once. */
export const spokenLatency = rememberEach((iteration: LoadedIteration): SpokenLatency => {
	const {latency} = iteration[speakingSide(iteration)];
	const bins = binsOf(latency.distribution);
	return {
		mean: latency.count === 0 ? null : latency.mean, p99: percentileOfBins(bins, latency, 0.99), bins: trimBins(mergeToSteps(bins)),
	};
});
