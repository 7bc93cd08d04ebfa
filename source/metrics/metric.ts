import type {FieldQuery, Statement} from './query/query.js';

/** Display texts of a metric. */
export type MetricText = {
	readonly name: string;
	/** Display name. */
	readonly title: string;
	/** Unit of the values; '' if unknown. */
	readonly unit: string;
	/** What the metric means and what it averages over. */
	readonly help: string;
};

/** A metric with a query that every engine supports. */
export type FieldMetric = MetricText & FieldQuery;

/** A metric: what to query, and how to display the result. */
export type Metric = FieldMetric | (MetricText & Statement);

/** A time range in nanoseconds since the epoch, both ends inclusive. */
export type Window = {readonly start: bigint; readonly stop: bigint};

/** A query: a metric over a time range, in buckets of `everySeconds`. */
export type Query<M extends Metric = Metric> = {readonly metric: M; readonly window: Window; readonly everySeconds: number};

/** The query of a metric; its own time range and bucket length override those of the caller. */
export function queryOf(metric: Metric, {window, everySeconds}: Pick<Query, 'window' | 'everySeconds'>): Query {
	if (!('field' in metric)) {
		return {metric, window, everySeconds};
	}

	const {time, every} = metric;
	return {
		metric,
		window: {start: time?.start ?? window.start, stop: time?.stop ?? window.stop},
		everySeconds: every === undefined ? everySeconds : Number(every) / 1e9,
	};
}

/** One series of a result, identified by its tag values: points sorted by time (ms since the epoch), null for buckets without a value. */
export type MetricSeries = {
	readonly tags: Readonly<Record<string, string>>;
	readonly points: ReadonlyArray<readonly [time: number, value: number | null]>;
};
