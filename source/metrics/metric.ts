import type {FieldQuery, Statement} from './query/query.js';

/** What is measured, as people read it. */
export type MetricText = {
	readonly name: string;
	/** As people read it. */
	readonly title: string;
	/** What a value of the answer is measured in; '' where nobody said. */
	readonly unit: string;
	/** What it means, and what it averages over. */
	readonly help: string;
};

/** A metric whose query every engine understands. */
export type FieldMetric = MetricText & FieldQuery;

/** What is asked of the database, and how its answer is shown. */
export type Metric = FieldMetric | (MetricText & Statement);

/** A span of time, both ends included, in nanoseconds since the epoch. */
export type Window = {readonly start: bigint; readonly stop: bigint};

/** What an engine is asked: a metric over a window, in buckets of so many seconds. */
export type Query<Asked extends Metric = Metric> = {readonly metric: Asked; readonly window: Window; readonly everySeconds: number};

/** What is asked of a metric where nothing else is said: the times and buckets of the metric itself go before those of the caller. */
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

/** The answer for one combination of the tags' values: points ascending in time (ms since the epoch), null where a bucket has no value. */
export type MetricSeries = {
	readonly tags: Readonly<Record<string, string>>;
	readonly points: ReadonlyArray<readonly [time: number, value: number | null]>;
};
