import type {Connection} from './engines/engine.js';
import type {
	FieldMetric, MetricSeries, Query, Window,
} from './metric.js';
import {tagsIn} from './query/query.js';

/** Why a metric has no data in its time range, and what the database has instead. */
export type EmptyReason = {readonly database: string} & (
	/** The measurement does not exist. */
	| {readonly kind: 'no-measurement'; readonly measurement: string; readonly measurements: readonly string[]; readonly otherDatabases: readonly string[]}
	| {readonly kind: 'no-field'; readonly measurement: string; readonly field: string; readonly fields: readonly string[]}
	/** The series have points, but lack the tag. */
	| {readonly kind: 'no-tag'; readonly measurement: string; readonly tag: string}
	/** The series have points, but none satisfies the condition; lists the values of the compared tags. */
	| {readonly kind: 'no-match'; readonly measurement: string; readonly tags: ReadonlyArray<{readonly tag: string; readonly values: readonly string[]}>}
	/** There are points, but none in the time range: the times (ms) of the last one before and the first one after it, null if there is none within a week. */
	| {readonly kind: 'other-time'; readonly measurement: string; readonly before: number | null; readonly after: number | null}
	/** There are points, but too few to compute a rate. */
	| {readonly kind: 'too-few'; readonly measurement: string});

const week = 7n * 86_400n * 1_000_000_000n;
const minuteSeconds = 60;

/** Determines why a query returns no data, by running less and less specific queries; throws the errors of the engine. */
export async function findEmptyReason({metric, window}: Pick<Query<FieldMetric>, 'metric' | 'window'>, connection: Connection, signal: AbortSignal): Promise<EmptyReason> {
	const {measurement, field} = metric;
	const {database} = connection;
	const tags = [...new Set(tagsIn(metric.condition))];
	const inTime = await connection.query({metric: pointsOf(metric, tags), window, everySeconds: secondsIn(window)}, signal);
	if (inTime.length > 0) {
		return {database, measurement, ...unmatched(inTime, tags)};
	}

	const around = {start: window.start - week, stop: window.stop + week};
	const near = await connection.query({metric: pointsOf(metric, []), window: around, everySeconds: minuteSeconds}, signal);
	const times = near.flatMap(({points}) => points.flatMap(([time, count]) => (count ?? 0) > 0 ? [time] : []));
	if (times.length === 0) {
		const measurements = await connection.list(signal);
		const found = measurements.find(item => item.measurement === measurement);
		if (!found) {
			return {
				kind: 'no-measurement', database, measurement, measurements: measurements.map(item => item.measurement), otherDatabases: await connection.otherDatabases(signal),
			};
		}

		const fields = found.fields.map(({name}) => name);
		if (!fields.includes(field)) {
			return {
				kind: 'no-field', database, measurement, field, fields,
			};
		}
	}

	const start = Number(window.start / 1_000_000n);
	return {
		kind: 'other-time',
		database,
		measurement,
		before: times.findLast(time => time < start) ?? null,
		after: times.find(time => time >= start) ?? null,
	};
}

/** Counts the points of all series of a metric's field, grouped by these tags. */
const pointsOf = ({measurement, field}: FieldMetric, groupBy: readonly string[]): FieldMetric => ({
	name: 'points', title: 'points', unit: '', help: '', measurement, field, aggregate: 'count', groupBy, fill: 'none',
});

function unmatched(series: readonly MetricSeries[], tags: readonly string[]) {
	const found = tags.map(tag => ({tag, values: [...new Set(series.map(({tags: own}) => own[tag] ?? ''))].filter(value => value !== '').sort()}));
	const missing = found.find(({values}) => values.length === 0);
	return missing
		? {kind: 'no-tag', tag: missing.tag} as const
		: (tags.length === 0 ? {kind: 'too-few'} as const : {kind: 'no-match', tags: found} as const);
}

const secondsIn = ({start, stop}: Window): number => Math.max(1, Math.ceil(Number(stop - start) / 1e9));
