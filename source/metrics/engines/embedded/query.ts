import type {ValueType} from '../../../tsm/block.js';
import {BlockBudget} from '../../../tsm/decode-budget.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import {readSeries, type Span} from '../../../tsm/read-series.js';
import {latin1Of, tagReader} from '../../../tsm/series-key.js';
import type {ShardSeries} from '../../../tsm/shard.js';
import {timeBase} from '../../../tsm/time-base.js';
import {metricsError} from '../../errors.js';
import type {FieldMetric, MetricSeries, Query} from '../../metric.js';
import {tagsIn, type Aggregate, type FieldQuery} from '../../query/query.js';
import {seriesTest} from './match-series.js';
import {answerPoints} from './answer-points.js';
import {bucketIndexer, spanOf} from './bucket-sums.js';
import {groupValues, type GroupValues} from './bucket-values.js';
import {emittedValues, type GroupBuckets} from './emitted-values.js';
import type {DatedShard} from './open-shard.js';
import type {Pace} from './pace.js';

type Options = {readonly pace: Pace; readonly report: ReportDamage; readonly budget?: BlockBudget};

/** Returns what influxd would return for the query. Throws AppError field-not-numeric, influxdb-only if it compares a field, and too-many-buckets. */
export async function runQuery(
	shards: readonly DatedShard[],
	query: Query<FieldMetric>,
	{pace, report, budget = new BlockBudget()}: Options,
): Promise<MetricSeries[]> {
	const {metric, window} = query;
	const span = spanOf(query);
	if (span.start > window.stop) {
		return [];
	}

	const inSpan = shards.filter(({start, end}) => end > span.start && start <= window.stop);
	const tagNames = [...metric.groupBy ?? []].sort((name, other) => latin1Of(name) < latin1Of(other) ? -1 : 1);
	const groupOf = await groupsOf(metric, tagNames);
	const {type, parts} = await findParts(inSpan, metric, groupOf, pace);
	const groups = new Map<string, GroupValues>();
	for (const {shard, series} of parts) {
		const base = timeBase(later(shard.start, span.start));
		const part: Span = {base, from: Number(span.start - base.value), to: Number(window.stop - base.value)};
		const buckets = bucketIndexer(span, base.value);
		for (const shardSeries of series) {
			await pace();
			const group = groupOf(shardSeries);
			if (group !== undefined) {
				const values = groups.get(group) ?? groupValues(metric, type);
				const sink = values.sink({type: shardSeries.type, buckets, base: base.value});
				const steps = readSeries(shardSeries, part, {
					report,
					budget,
					emit(points, from, to) {
						sink.add(points, from, to);
					},
				});
				for (const _ of steps) {
					await pace();
				}

				sink.finish();
				groups.set(group, values);
			}
		}
	}

	const isInteger = metric.aggregate === 'count' || (isWhole(type) && !floatAggregates.has(metric.aggregate));
	const known: GroupBuckets[] = [];
	for (const [group, values] of [...groups].sort(([name], [other]) => latin1Of(name) < latin1Of(other) ? -1 : 1)) {
		await pace();
		known.push({group, buckets: values.values()});
	}

	if (type === 'string' && metric.aggregate !== 'count' && known.some(({buckets}) => buckets.length > 0)) {
		throw notNumeric(metric, type);
	}

	const answer: MetricSeries[] = [];
	for (const {group, buckets} of emittedValues(known, {isFilled: metric.fill !== 'none', count: span.count})) {
		await pace();
		const points = answerPoints(buckets, {query: metric, span, isInteger});
		if (points.length > 0) {
			const texts = group.split('\0');
			answer.push({tags: Object.fromEntries(tagNames.map((name, index) => [name, texts[index] ?? ''])), points});
		}
	}

	return answer;
}

const later = (item: bigint, other: bigint): bigint => item < other ? other : item;
const isWhole = (type: ValueType): boolean => type === 'integer' || type === 'unsigned';
const isNumber = (type: ValueType): boolean => type === 'float' || isWhole(type);
const floatAggregates: ReadonlySet<Aggregate> = new Set(['mean', 'median', 'stddev']);

type Found = {readonly shard: DatedShard; readonly series: readonly ShardSeries[]};

/** Field types in order of precedence if they differ between shards. */
const ranks: readonly ValueType[] = ['float', 'integer', 'unsigned', 'string', 'boolean'];

/** Finds the series of a field in all shards where it has the resulting type; shards with other types are left out. */
export async function findParts(
	shards: readonly DatedShard[],
	metric: FieldMetric,
	groupOf: GroupOf,
	pace: Pace,
): Promise<{readonly type: ValueType; readonly parts: readonly Found[]}> {
	const {measurement, field} = metric;
	const found: Found[] = [];
	for (const shard of shards) {
		await pace();
		const series = await shard.series(measurement, field);
		const first = series[0]?.type;
		if (first) {
			found.push({shard, series: series.filter(({type}) => type === first)});
		}
	}

	await refuseFields(shards, metric, found);
	const type = ranks.find(rank => found.some(({series}) => series[0]?.type === rank)) ?? 'float';
	// If no series is selected, the type does not matter, unless it is used in a calculation.
	if (found.length > 0 && !hasAggregate(metric, type)
		&& (isCalculated(metric) || found.some(({series}) => series.some(shardSeries => groupOf(shardSeries) !== undefined)))) {
		throw notNumeric(metric, type);
	}

	return {type, parts: found.filter(({series}) => series[0]?.type === type || (isNumber(type) && isNumber(series[0]!.type)))};
}

const notNumeric = ({measurement, field, aggregate, rate, operation}: FieldMetric, type: ValueType) => metricsError(
	'field-not-numeric',
	`${measurement}: ${field} is recorded as ${type}, whose ${aggregate} is not a number${rate ?? operation ? ' to calculate with' : ''}`,
);

/** Whether an aggregate supports the type: booleans become 1 or 0; strings have `first` and `last`, but no numbers. */
const hasAggregate = ({aggregate, rate, operation}: FieldQuery, type: ValueType): boolean =>
	isNumber(type) || aggregate === 'count' || (aggregatesOf[type]?.has(aggregate) === true && !rate && !operation);
const aggregatesOf: Readonly<Partial<Record<ValueType, ReadonlySet<Aggregate>>>> = {
	boolean: new Set(['min', 'max', 'first', 'last']),
	string: new Set(['first', 'last']),
};

// Functions that return floats, and rates, can be calculated with whatever the field type is.
const isCalculated = ({aggregate, rate, operation}: FieldQuery): boolean => operation !== undefined && !rate && !floatAggregates.has(aggregate);

/** Conditions must compare tags: comparing a field, point by point, requires InfluxDB. */
async function refuseFields(shards: readonly DatedShard[], {measurement, condition}: FieldMetric, found: readonly Found[]): Promise<void> {
	for (const name of new Set(tagsIn(condition))) {
		const tagOf = tagReader(name);
		if (found.length === 0 || found.some(({series}) => series.some(({key}) => tagOf(key) !== ''))) {
			continue;
		}

		for (const shard of shards) {
			if ((await shard.series(measurement, name)).length > 0) {
				throw metricsError('influxdb-only', `${measurement}: ${name} is a field; the embedded engine compares tags only`);
			}
		}
	}
}

/** The values of the grouping tags; undefined if the series does not match. */
type GroupOf = (series: ShardSeries) => string | undefined;

/** Returns a function that determines the group of a series: its values of the tags, in their order. */
export async function groupsOf({condition}: FieldMetric, tagNames: readonly string[]): Promise<GroupOf> {
	const test = await seriesTest(condition);
	const tags = tagNames.map(name => tagReader(name));
	return ({key}) => test(key) ? tags.map(tagOf => tagOf(key)).join('\0') : undefined;
}
