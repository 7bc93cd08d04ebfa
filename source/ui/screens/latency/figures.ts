import {binsOf, type Bin} from '../../../campaign/model/distribution.js';
import {isLoaded, type Iteration, type Latency} from '../../../campaign/model/iteration.js';
import {percentileOf} from '../../../campaign/model/percentiles.js';
import {sweptSettings} from '../../../campaign/query/entry-names.js';
import type {Box} from '../../../plots/box-plot.js';
import type {Figures} from '../../../plots/compare-figures.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import {memoizeEach} from '../../../system/memoize.js';
import {sideOf} from '../../state/iterations.js';
import type {State} from '../../state/state.js';

/** The latency of the shown side; undefined for a skipped iteration. */
export const latencyOf = (iteration: Iteration, side: State['side']): Latency | undefined =>
	isLoaded(iteration) ? iteration[sideOf({side}, iteration)].latency : undefined;

/** Why an iteration has no plot. */
export const noPlotReason = (iteration: Iteration): string => isLoaded(iteration) ? 'no samples' : `skipped: ${cleanText(iteration.reason)}`;

/** A latency's bins as logged, memoized. */
export const fineBins = memoizeEach((latency: Latency): readonly Bin[] => binsOf(latency.distribution));

/** Min, percentiles, mean and max (ms) of a latency, memoized; null without samples. */
export const latencyFigures = memoizeEach((latency: Latency): (Box & Figures) | null => {
	const at = (percent: number) => percentileOf(latency, percent);
	const [p5, p25, p50, p75, p90, p95, p99] = [5, 25, 50, 75, 90, 95, 99].map(percent => at(percent));
	if (latency.count === 0 || !p5 || !p25 || !p50 || !p75 || !p90 || !p95 || !p99) {
		return null;
	}

	return {
		min: finiteOr(latency.min, p5.low),
		p5: p5.value,
		p25: p25.value,
		p50,
		p75: p75.value,
		p90,
		p95: p95.value,
		p99,
		max: finiteOr(latency.max, p99.high),
		mean: latency.mean,
	};
});

// An infinite extreme, which Python can write, is reported as a problem; it cannot be drawn on an axis.
const finiteOr = (value: number | null, other: number): number => value !== null && Number.isFinite(value) ? value : other;

const traits = {
	driver: ({driver}: Iteration) => driver ?? '',
	ranAs: ({ranAs}: Iteration) => ranAs ?? '',
	clients: (iteration: Iteration) => isLoaded(iteration) ? `${formatCount(iteration.clients.agents)} clients` : '',
} as const;

const sweptAmong = memoizeEach((iterations: readonly Iteration[]) => sweptSettings(iterations));

/** The parameters swept among the iterations, to distinguish those without an id. */
const settingsOf = (iteration: Iteration, iterations: readonly Iteration[]): readonly string[] =>
	iteration.iterationId === null ? sweptAmong(iterations)(iteration) : [];

/** A name for each iteration: its label, without an id its swept parameters, and those of the traits that differ. */
export function iterationNames(iterations: readonly Iteration[], traitNames: ReadonlyArray<keyof typeof traits>): readonly string[] {
	const reporting = traitNames.map(trait => traits[trait]).filter(trait => new Set(iterations.map(iteration => trait(iteration)).filter(Boolean)).size > 1);
	return iterations.map(iteration => [iteration.label, ...settingsOf(iteration, iterations), ...reporting.map(trait => trait(iteration))].map(text => cleanText(text)).filter(Boolean).join(' '));
}

/** The side whose latency is shown: `clients`, `servers`, or `primary side` if it differs between iterations. */
export function sideLabelOf(iterations: readonly Iteration[], side: State['side']): string {
	const [first, ...others] = new Set(iterations.map(iteration => sideOf({side}, iteration)));
	return others.length === 0 ? first ?? 'clients' : 'primary side';
}
