import {BlockBudget} from '../../../tsm/decode-budget.js';
import type {Report} from '../../../tsm/damage.js';
import {isNumeric, readSeries, type Span} from '../../../tsm/read-series.js';
import {latin1Of, parseSeriesKey} from '../../../tsm/series-key.js';
import type {ShardSeries} from '../../../tsm/shard.js';
import {timeBase} from '../../../tsm/times.js';
import type {
	Condition, Metric, MetricSeries, Query,
} from '../../metric.js';
import {metricsError} from '../../errors.js';
import {
	BucketMeans, SeriesSums,
	bucketAt, spanOf, timeOf, type BucketSpan,
} from './bucket-sums.js';
import type {DatedShard} from './open-shard.js';
import type {Pace} from './pace.js';

/** What influxd answers to the query: means, or rates of means, per bucket of time. Throws AppError field-not-numeric. */
export async function runQuery(
	shards: readonly DatedShard[],
	query: Query,
	{pace, report, budget = new BlockBudget()}: {readonly pace: Pace; readonly report: Report; readonly budget?: BlockBudget},
): Promise<MetricSeries[]> {
	const {metric, window} = query;
	const span = spanOf(query);
	if (span.start > window.stop) {
		return [];
	}

	const groups = new Map<string, BucketMeans>();
	const inSpan = shards.filter(({start, end}) => end > span.start && start <= window.stop);
	const groupOf = groupsOf(metric, tagsIn(shards));
	const found = await findSeries(inSpan, metric, groupOf, pace);
	const isFloat = found.some(({type}) => type === 'float');
	for (const {shard, series} of found) {
		const base = timeBase(later(shard.start, span.start));
		const part: Span = {base, from: Number(span.start - base.value), to: Number(window.stop - base.value)};
		const buckets = bucketAt(span, base.value);
		for (const shardSeries of series) {
			await pace();
			const group = isNumeric(shardSeries) ? groupOf(shardSeries) : undefined;
			if (isNumeric(shardSeries) && group !== undefined) {
				const means = groups.get(group) ?? new BucketMeans();
				const sums = new SeriesSums(means, buckets, shardSeries.type, isFloat);
				const steps = readSeries(shardSeries, part, {
					report,
					budget,
					emit(points, from, to) {
						sums.add(points, from, to);
					},
				});
				for (const _ of steps) {
					await pace();
				}

				sums.finish();
				groups.set(group, means);
			}
		}
	}

	const points = metric.rateDivisor === undefined ? meansOf : ratesOf(metric.rateDivisor);
	const answer: MetricSeries[] = [];
	for (const [group, means] of [...groups].sort(([name], [other]) => latin1Of(name) < latin1Of(other) ? -1 : 1)) {
		await pace();
		const series = {tags: metric.groupBy === undefined ? {} : {[metric.groupBy]: group}, points: means.isEmpty ? [] : points(means, span)};
		if (series.points.length > 0) {
			answer.push(series);
		}
	}

	return answer;
}

const later = (item: bigint, other: bigint): bigint => item < other ? other : item;

type FoundSeries = {readonly shard: DatedShard; readonly type: ShardSeries['type']; readonly series: readonly ShardSeries[]};

/** The shards that have the field, with its type in each, and its series of that type. Throws AppError field-not-numeric. */
export async function findSeries(shards: readonly DatedShard[], {measurement, field}: Metric, groupOf: GroupOf, pace: Pace): Promise<FoundSeries[]> {
	const found: FoundSeries[] = [];
	for (const shard of shards) {
		await pace();
		const series = await shard.series(measurement, field);
		const type = series[0]?.type;
		if (type) {
			found.push({shard, type, series: series.filter(shardSeries => shardSeries.type === type)});
		}
	}

	// Where no series is asked for, its type does not matter.
	if (
		!found.some(({series}) => series.some(shardSeries => isNumeric(shardSeries)))
		&& found.some(({series}) => series.some(shardSeries => groupOf(shardSeries) !== undefined))
	) {
		throw metricsError('field-not-numeric', `${measurement}: ${field} is recorded as ${found[0]!.type}, which has no mean`);
	}

	return found;
}

/** The value of the tag that groups; undefined where the series does not count. */
type GroupOf = (series: ShardSeries) => string | undefined;
type Tags = ReadonlyMap<string, string>;

/** Tells the group of a series, by the metric's condition and tag. */
export const groupsOf = ({condition, groupBy}: Metric, tagsOf: (key: string) => Tags | undefined): GroupOf => ({key}) => {
	const tags = tagsOf(key);
	return tags && meets(tags.get(condition.tag) ?? '', condition) ? (groupBy === undefined ? '' : tags.get(groupBy) ?? '') : undefined;
};

// Several metrics are of the same series, and most shards have them all.
const knownTags = new WeakMap<readonly DatedShard[], Map<string, Tags>>();

/** Tells the tags of the series of these shards, by their keys. */
export function tagsIn(shards: readonly DatedShard[]): (key: string) => Tags | undefined {
	const known = knownTags.get(shards) ?? new Map<string, Tags>();
	knownTags.set(shards, known);
	return key => {
		const tags = known.get(key) ?? parseSeriesKey(key)?.tags;
		if (tags) {
			known.set(key, tags);
		}

		return tags;
	};
}

const meets = (value: string, condition: Condition): boolean => 'equals' in condition ? value === condition.equals : value.startsWith(condition.startsWith);

type Points = MetricSeries['points'];

const meansOf = (means: BucketMeans, span: BucketSpan): Points =>
	Array.from({length: span.count}, (_, bucket) => [timeOf(span, bucket), means.get(bucket) ?? null] as const);

// Between each bucket that has a mean and the next, however far; per second.
const ratesOf = (divisor: number) => (means: BucketMeans, span: BucketSpan): Points => {
	const seconds = Number(span.width) / 1e9;
	const buckets = means.buckets.flatMap(bucket => {
		const mean = means.get(bucket);
		return mean === undefined ? [] : [{bucket, mean}];
	});
	return buckets.slice(1).map(({bucket, mean}, index) => {
		const before = buckets[index]!;
		const rate = (mean - before.mean) / ((bucket - before.bucket) * seconds) / divisor;
		return [timeOf(span, bucket), Number.isFinite(rate) ? rate : null] as const;
	});
};
