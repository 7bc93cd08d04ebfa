import {binsOf, percentileOfBins} from '../../../campaign/model/distribution.js';
import {isLoaded, type Iteration, type Latency} from '../../../campaign/model/iteration.js';
import {mergeToSteps, trimBins, type Bin} from '../../../plots/bins.js';
import type {Box} from '../../../plots/box-plot.js';
import type {Figures} from '../../../plots/compare-figures.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import {memoizeEach} from '../../../system/memoize.js';
import {sideOf} from '../../state/iterations.js';
import type {State} from '../../state/state.js';

/** The latency of the side that is on screen; undefined for a skipped iteration. */
export const latencyOf = (iteration: Iteration, side: State['side']): Latency | undefined =>
	isLoaded(iteration) ? iteration[sideOf({side}, iteration)].latency : undefined;

/** Why an iteration has no picture. */
export const noteOf = (iteration: Iteration): string => isLoaded(iteration) ? 'no samples' : `skipped: ${cleanText(iteration.reason)}`;

/** A latency's samples in bins, as logged; computed once. */
export const fineBins = memoizeEach((latency: Latency): readonly Bin[] => binsOf(latency.distribution));

/** A latency's samples in 1-2-5 steps, trimmed; computed once. */
export const steppedBins = memoizeEach((latency: Latency): readonly Bin[] => trimBins(mergeToSteps(fineBins(latency))));

/** Minimum, percentiles, mean and maximum (ms) of a latency, computed once; null without samples. */
export const figuresOf = memoizeEach((latency: Latency): (Box & Figures) | null => {
	const bins = fineBins(latency);
	if (latency.count === 0 || bins.length === 0) {
		return null;
	}

	const at = (share: number) => percentileOfBins(bins, latency, share) ?? 0;
	return {
		min: finiteOr(latency.min, at(0)),
		p5: at(0.05),
		p25: at(0.25),
		p50: at(0.5),
		p75: at(0.75),
		p90: at(0.9),
		p95: at(0.95),
		p99: at(0.99),
		max: finiteOr(latency.max, at(1)),
		mean: latency.mean,
	};
});

// An infinite extreme, which Python can write, is in the problems; no axis has a place for it.
const finiteOr = (value: number | null, other: number): number => value !== null && Number.isFinite(value) ? value : other;

const traits = {
	driver: ({driver}: Iteration) => driver ?? '',
	callType: ({callType}: Iteration) => callType ?? '',
	clients: (iteration: Iteration) => isLoaded(iteration) ? `${formatCount(iteration.clients.agents)} clients` : '',
} as const;

/** A name for each iteration: its label, and those of the traits that are not the same for all. */
export function namesOf(iterations: readonly Iteration[], asked: ReadonlyArray<keyof typeof traits>): readonly string[] {
	const reporting = asked.map(trait => traits[trait]).filter(trait => new Set(iterations.map(iteration => trait(iteration)).filter(Boolean)).size > 1);
	return iterations.map(iteration => [iteration.label, ...reporting.map(trait => trait(iteration))].map(text => cleanText(text)).filter(Boolean).join(' '));
}

/** Whose latency is on screen: `clients`, `servers`, or where it is not the same for all, `primary side`. */
export function sideLabelOf(iterations: readonly Iteration[], side: State['side']): string {
	const [first, ...others] = new Set(iterations.map(iteration => sideOf({side}, iteration)));
	return others.length === 0 ? first ?? 'clients' : 'primary side';
}
