import {latencyDensity} from '../campaign/model/density.js';
import {binsOf, type Bin} from '../campaign/model/distribution.js';
import {percentileOf} from '../campaign/model/percentiles.js';
import {type LoadedIteration, type SideName, rawParameter} from '../campaign/model/iteration.js';
import type {Dataset} from './report.js';

/** An iteration, and the side whose latency is reported. */
export type ChosenLatency = {readonly iteration: LoadedIteration; readonly side: SideName};

const percents = [50, 90, 95, 99, 99.9] as const;

const latencyColumns: readonly string[] = [
	'iteration_id',
	'call_type',
	'driver',
	'side',
	'n',
	'mean',
	'stdev',
	'min',
	'max',
	'from',
	'to',
	'count',
	'share_per_decade',
	...percents.flatMap(percent => [`p${percent}`, `p${percent}_low`, `p${percent}_high`]),
	'ran_as',
	'index',
	'backup_dir',
];

/** Distributions with their percentiles (ms): one row per bin, in JSON one entry per distribution. */
export const latencyData = (chosen: readonly ChosenLatency[]): Dataset => ({
	columns: latencyColumns,
	rows: () => latencyRows(chosen),
	json: () => chosen.map(chosenLatency => described(chosenLatency)),
});

/** Bounds of each percentile (ms), by percent. */
type Bounds = Readonly<Record<number, readonly [low: number, high: number] | null>>;

/** One row per bin (ms), under `latencyColumns`. */
const latencyRows = (chosen: readonly ChosenLatency[]) => chosen.flatMap(chosenLatency => {
	const {bins, density, percentiles, bounds, ...rest} = described(chosenLatency);
	const perDecade = densitiesOf(bins, density);
	const figures = Object.fromEntries(percents.flatMap(percent => {
		const [low, high] = bounds[percent] ?? [];
		return [[`p${percent}`, percentiles[percent] ?? null], [`p${percent}_low`, low ?? null], [`p${percent}_high`, high ?? null]];
	}));
	return bins.map((bin, index) => ({
		...rest, ...bin, n: rest.count, count: bin.count, share_per_decade: perDecade[index] ?? null, ...figures,
	}));
});

/** The density of each bin: 0 outside the first and last non-empty bin. */
function densitiesOf(bins: readonly Bin[], density: ReadonlyArray<{readonly share_per_decade: number | null}>): ReadonlyArray<number | null> {
	const first = bins.findIndex(({count}) => count > 0);
	return bins.map((_, index) => {
		const inside = density[index - first];
		return first !== -1 && inside ? inside.share_per_decade : 0;
	});
}

function described({iteration, side}: ChosenLatency) {
	const {latency} = iteration[side];
	const bins: readonly Bin[] = binsOf(latency.distribution);
	const hasSamples = latency.count > 0;
	const estimates = percents.map(percent => [percent, percentileOf(latency, percent)] as const);
	return {
		iteration_id: rawParameter(iteration, 'iteration_id'),
		call_type: rawParameter(iteration, 'call_type'),
		ran_as: iteration.ranAs,
		index: iteration.index,
		backup_dir: rawParameter(iteration, 'backup_dir'),
		driver: rawParameter(iteration, 'driver'),
		side,
		count: latency.count,
		mean: hasSamples ? latency.mean : null,
		stdev: hasSamples ? latency.stdev : null,
		min: latency.min,
		max: latency.max,
		percentiles: Object.fromEntries(estimates.map(([percent, estimate]) => [percent, estimate?.value ?? null])) as Readonly<Record<number, number | null>>,
		bounds: Object.fromEntries(estimates.map(([percent, estimate]) => [percent, estimate ? [estimate.low, estimate.high] : null])) as Bounds,
		bins,
		density: latencyDensity(latency).map(({from, to, perDecade}) => ({from, to, share_per_decade: perDecade})),
	};
}
