import type {LoadedIteration} from '../campaign/model/iteration.js';
import {figureNames, type Column, type FigureName} from '../campaign/query/column.js';
import {maxOf, minOf} from '../system/lists.js';
import type {MetricOutcome} from './load-metrics.js';
import type {Metric, MetricSeries} from './metric.js';

/** Default bucket length for figures (s). */
export const figureSeconds = 10;

/** The figures of a metric under load, in the metric's unit. */
export type MetricFigures = Readonly<Record<FigureName, number>>;

/** The known figures of an iteration by metric name: null for a metric without values; metrics that are still to be loaded are absent. */
export type KnownFigures = {
	readonly figures: ReadonlyMap<string, MetricFigures | null>;
	/** Why some have no values, without duplicates. */
	readonly reasons: readonly string[];
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The formula of each figure: aggregates the buckets of a series, then the series. */
const formulas: Readonly<Record<FigureName, {
	readonly ofBuckets: (values: readonly number[]) => number;
	readonly ofSeries: (values: readonly number[]) => number;
	readonly help: string;
}>> = {
	max: {ofBuckets: maxOf, ofSeries: maxOf, help: 'highest bucket of all series'},
	mean: {ofBuckets: meanOf, ofSeries: meanOf, help: 'mean over all series, each averaged over its buckets'},
	min: {ofBuckets: minOf, ofSeries: minOf, help: 'lowest bucket of all series'},
	last: {ofBuckets: values => values.at(-1)!, ofSeries: meanOf, help: 'mean of the last bucket of each series'},
};

/** Descriptions of the figures. */
export const figureHelp: Readonly<Record<FigureName, string>> = {
	max: formulas.max.help, mean: formulas.mean.help, min: formulas.min.help, last: formulas.last.help,
};

/** The figures computed from a result over the load phase; null if no bucket has a value. */
export function metricFigures(series: readonly MetricSeries[]): MetricFigures | null {
	const buckets = series.map(({points}) => points.flatMap(([, value]) => value === null ? [] : [value])).filter(({length}) => length > 0);
	if (buckets.length === 0) {
		return null;
	}

	const figure = ({ofBuckets, ofSeries}: (typeof formulas)[FigureName]) => ofSeries(buckets.map(values => ofBuckets(values)));
	return {
		max: figure(formulas.max), mean: figure(formulas.mean), min: figure(formulas.min), last: figure(formulas.last),
	};
}

/** The figures of the requested metrics; null for those without an outcome. */
export function knownFigures(requested: readonly Metric[], outcomes: readonly MetricOutcome[], failure?: string): KnownFigures {
	const reasons = [...failure === undefined ? [] : [failure], ...outcomes.flatMap(outcome => outcome.status === 'failed' ? [outcome.reason] : [])];
	return {
		figures: new Map([
			...requested.map(({name}) => [name, null] as const),
			...outcomes.map(outcome => [outcome.query.metric.name, outcome.status === 'answered' ? metricFigures(outcome.series) : null] as const),
		]),
		reasons: [...new Set(reasons)],
	};
}

/** Merges newly loaded figures into the known ones. */
export const mergeFigures = (known: KnownFigures | undefined, more: KnownFigures): KnownFigures => known === undefined
	? more
	: {figures: new Map([...known.figures, ...more.figures]), reasons: [...new Set([...known.reasons, ...more.reasons])]};

/** Splits the metrics into those that any engine supports and those that require InfluxDB; each group is queried through its own engine. */
export const byEngine = (metrics: readonly Metric[]): ReadonlyArray<{readonly metrics: readonly Metric[]; readonly needsInfluxdb: boolean}> =>
	[false, true]
		.map(needsInfluxdb => ({needsInfluxdb, metrics: metrics.filter(metric => 'statement' in metric === needsInfluxdb)}))
		.filter(group => group.metrics.length > 0);

type ColumnOptions = {
	/** The known figures of an iteration. */
	readonly known: (iteration: LoadedIteration) => KnownFigures | undefined;
	readonly everySeconds: number;
};

/** The figures of metrics as columns: `max(NAME)`, `mean(NAME)`, `min(NAME)`, `last(NAME)` for each metric, in order. */
export const metricColumns = (metrics: readonly Metric[], options: ColumnOptions): readonly Column[] =>
	metrics.flatMap(metric => figureNames.map(figure => metricColumn(metric, figure, options)));

function metricColumn({name, title, unit, ...query}: Metric, figure: FigureName, {known, everySeconds}: ColumnOptions): Column {
	const seconds = 'every' in query && query.every !== undefined ? Number(query.every) / 1e9 : everySeconds;
	const buckets = 'statement' in query ? 'buckets as in its query' : `buckets of ${seconds} s`;
	return {
		id: `${figure}(${name})`,
		title: `${figure} ${title}`,
		unit: unit === 'percent' ? '%' : (unit === '' ? undefined : unit),
		kind: 'number',
		help: `${title}: ${formulas[figure].help}; ${buckets} under load, from the later start to the earlier stop of the sides`,
		metric: name,
		isPending: iteration => known(iteration)?.figures.has(name) !== true,
		value: iteration => known(iteration)?.figures.get(name)?.[figure] ?? null,
	};
}
