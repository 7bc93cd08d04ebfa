import {binsOf, percentileOfBins, type Bin} from '../campaign/model/distribution.js';
import {type LoadedIteration, type SideName, asWritten} from '../campaign/model/iteration.js';

/** An iteration, and the side whose latency is meant. */
export type ChosenLatency = {readonly iteration: LoadedIteration; readonly side: SideName};

const shares = {
	50: 0.5, 90: 0.9, 95: 0.95, 99: 0.99, 99.9: 0.999,
} as const;

export const latencyColumns = ['iteration_id', 'call_type', 'driver', 'side', 'n', 'mean', 'stdev', 'min', 'max', 'from', 'to', 'count'] as const;

/** Distributions with their percentiles (ms), as `latency --format json` prints them. */
export const latencyJson = (chosen: readonly ChosenLatency[]) => chosen.map(chosenLatency => described(chosenLatency));

/** A row per bin (ms), under `latencyColumns`. */
export const latencyRows = (chosen: readonly ChosenLatency[]) => chosen.flatMap(chosenLatency => {
	const {bins, percentiles, ...rest} = described(chosenLatency);
	return bins.map(bin => ({
		...rest, ...bin, n: rest.count, count: bin.count,
	}));
});

function described({iteration, side}: ChosenLatency) {
	const {latency} = iteration[side];
	const bins: readonly Bin[] = binsOf(latency.distribution);
	const hasSamples = latency.count > 0;
	return {
		iteration_id: asWritten(iteration, 'iteration_id'),
		call_type: asWritten(iteration, 'call_type'),
		driver: asWritten(iteration, 'driver'),
		side,
		count: latency.count,
		mean: hasSamples ? latency.mean : null,
		stdev: hasSamples ? latency.stdev : null,
		min: latency.min,
		max: latency.max,
		percentiles: Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, percentileOfBins(bins, latency, share)])),
		bins,
	};
}
