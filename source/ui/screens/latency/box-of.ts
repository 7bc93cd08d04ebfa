import {binsOf, percentileOfBins} from '../../../campaign/distribution.js';
import type {Latency} from '../../../campaign/iteration.js';
import type {Box} from '../../../plots/box-plot.js';

const known = new WeakMap<Latency, Box | null>();

/** The percentiles (ms) of a side's latency, computed once; null without samples. */
export function boxOf(latency: Latency): Box | null {
	const before = known.get(latency);
	if (before !== undefined) {
		return before;
	}

	const box = computeBox(latency);
	known.set(latency, box);
	return box;
}

function computeBox(latency: Latency): Box | null {
	const bins = binsOf(latency.distribution);
	if (latency.count === 0 || bins.length === 0) {
		return null;
	}

	const at = (share: number) => percentileOfBins(bins, latency, share) ?? 0;
	return {
		min: latency.min ?? at(0), p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), mean: latency.mean, max: latency.max ?? at(1),
	};
}
