import type {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import type {DatedShard} from '../../../../source/metrics/engines/embedded/open-shard.js';
import {runQuery} from '../../../../source/metrics/engines/embedded/query.js';
import type {FieldMetric} from '../../../../source/metrics/metric.js';
import type {Condition} from '../../../../source/metrics/query/query.js';
import {everyKey} from '../../../../source/tsm/field-selection.js';
import {findSeries} from '../../../../source/tsm/shard.js';
import {WriteAheadLog} from '../../../../source/tsm/wal.js';
import {LogSegment} from '../../../../source/tsm/wal-segment.js';
import {
	bytes, float64, int64, walEntry, walValues,
} from '../../../tsm/bytes.js';
import {beginsWith, equals, rated} from './differential-queries.js';

const second = 1_000_000_000n;
const pace = async (): Promise<void> => undefined;
const fail = (damage: Error): never => {
	throw damage;
};

/** A shard that covers these seconds and contains these values. */
function shardOf(start: number, end: number, ...values: readonly Buffer[]): DatedShard {
	const segment = new LogSegment('log', Infinity, {selection: everyKey, report: fail});
	segment.push(walEntry(1, bytes(...values)));
	segment.end();
	const log = new WriteAheadLog([segment]);
	return {
		start: BigInt(start) * second,
		end: BigInt(end) * second,
		series: async (measurement, field) => findSeries({files: [], log}, measurement, field),
	};
}

type Points = ReadonlyArray<readonly [seconds: number, value: number | bigint]>;
const floats = (series: string, points: Points) =>
	walValues('float', `${series}#!~#f`, ...points.map(([time, value]) => [(BigInt(time * 1000) * second) / 1000n, float64(Number(value))] as const));
const integers = (series: string, points: Points) =>
	walValues('integer', `${series}#!~#f`, ...points.map(([time, value]) => [(BigInt(time * 1000) * second) / 1000n, int64(value)] as const));

/** Queries the window (s) in buckets of 10 s; times are returned in seconds. */
async function ask(shards: readonly DatedShard[], [start, stop]: readonly [number, number], row: Partial<FieldMetric> = {}) {
	const metric: FieldMetric = {
		name: 'test', title: '', unit: 'bytes', help: '', measurement: 'm', field: 'f', aggregate: 'mean', condition: equals('x', ''), ...row,
	};
	const answer = await runQuery(
		shards,
		{metric, window: {start: (BigInt(start * 1000) * second) / 1000n, stop: (BigInt(stop * 1000) * second) / 1000n}, everySeconds: 10},
		{pace, report: fail},
	);
	return answer.map(({tags, points}) => ({tags, points: points.map(([time, value]) => [time / 1000, value])}));
}

test('each bucket that overlaps the window has a row, even without points; points outside the window are ignored', async () => {
	const shard = shardOf(0, 100, floats('m', [[11, 100], [12, 1], [19, 3], [40, 5], [40.5, 100]]));
	expect(await ask([shard], [12, 40])).toEqual([{tags: {}, points: [[10, 2], [20, null], [30, null], [40, 5]]}]);
});

test('buckets are aligned to the epoch, also before it', async () => {
	expect(await ask([shardOf(-100, 0, floats('m', [[-11, 1], [-5, 3]]))], [-15, -1])).toEqual([{tags: {}, points: [[-20, 1], [-10, 3]]}]);
});

test('a rate starts one bucket earlier, and skips buckets without a mean', async () => {
	const shard = shardOf(0, 100, floats('m', [[1, 999], [5, 10], [15, 30], [45, 90], [55, 60]]));
	expect(await ask([shard], [14, 59], {...rated(2)})).toEqual([{tags: {}, points: [[10, 1], [40, 1], [50, -1.5]]}]);
	expect(await ask([shard], [30, 49], {...rated(2)})).toEqual([]);
	// Also if the window ends before it begins.
	expect(await ask([shardOf(0, 100, floats('m', [[6, 10], [15, 30]]))], [15.5, 15], {...rated(2)})).toEqual([{tags: {}, points: [[10, 1]]}]);
});

test('a series without points in the window is absent; without any series the result is empty', async () => {
	const shard = shardOf(0, 100, floats('m,host=a', [[5, 1]]), floats('m,host=b', [[50, 1]]));
	expect(await ask([shard], [0, 9], {groupBy: ['host']})).toEqual([{tags: {host: 'a'}, points: [[0, 1]]}]);
	expect(await ask([shard], [20, 29], {groupBy: ['host']})).toEqual([]);
	expect(await ask([shard], [9, 0])).toEqual([]);
	expect(await ask([shard], [0, 9], {field: 'g'})).toEqual([]);
	expect(await ask([], [0, 9])).toEqual([]);
});

test('means are weighted by points, over all series of a group', async () => {
	const shard = shardOf(0, 100, floats('m,cpu=0,host=a', [[1, 1], [2, 1], [3, 1]]), floats('m,cpu=1,host=a', [[1, 5]]));
	expect(await ask([shard], [0, 9], {groupBy: ['host']})).toEqual([{tags: {host: 'a'}, points: [[0, 2]]}]);
});

test('a missing tag is an empty string for grouping, matching and sorting', async () => {
	const shard = shardOf(0, 100, floats('m,x=router-1', [[1, 1]]), floats('m', [[1, 2]]), floats('m,x=rabbit', [[1, 3]]));
	const valuesOf = async (condition: Condition) =>
		(await ask([shard], [0, 9], {condition, groupBy: ['x']})).map(({tags, points}) => [tags.x, points[0]?.[1]]);
	expect(await valuesOf(equals('x', ''))).toEqual([['', 2]]);
	expect(await valuesOf(beginsWith('x', 'r'))).toEqual([['rabbit', 3], ['router-1', 1]]);
	expect(await valuesOf(equals('none', ''))).toEqual([['', 2], ['rabbit', 3], ['router-1', 1]]);
	expect(await valuesOf(equals('none', 'a'))).toEqual([]);
});

test('series are sorted by their bytes: a fox after a wide A, although its first surrogate is smaller', async () => {
	const shard = shardOf(0, 100, floats('m,host=🦊', [[1, 1]]), floats('m,host=Ａ', [[1, 1]]), floats('m,host=a', [[1, 1]]));
	expect((await ask([shard], [0, 9], {groupBy: ['host']})).map(({tags}) => tags.host)).toEqual(['a', 'Ａ', '🦊']);
});

test('sums of integers wrap at 2^63, unless the field is a float in another shard of the window', async () => {
	const big = 2n ** 62n;
	const whole = shardOf(0, 50, integers('m', [[1, big], [2, big], [3, big], [4, big]]));
	const broken = shardOf(50, 100, floats('m', [[51, 0.5]]));
	expect(await ask([whole, broken], [0, 49])).toEqual([{tags: {}, points: [[0, 0], [10, null], [20, null], [30, null], [40, null]]}]);
	expect((await ask([whole, broken], [0, 59]))[0]?.points[0]).toEqual([0, 2 ** 62]);
});

test('sums of integers are exact beyond the precision of doubles', async () => {
	const big = 2n ** 60n;
	expect(await ask([shardOf(0, 100, integers('m', [[1, big + 1n], [2, 5], [3, -big]]))], [0, 9])).toEqual([{tags: {}, points: [[0, 2]]}]);
	const safe = 2n ** 52n - 1n;
	expect(await ask(
		[shardOf(0, 100, integers('m', [...Array.from({length: 7}, (_, index) => [index, safe] as const), [8, -7n * safe + 16n]]))],
		[0, 9],
	)).toEqual([{tags: {}, points: [[0, 2]]}]);
});

test('skips a shard where the field is a string; fails if it is a string in all shards', async () => {
	const text = shardOf(0, 50, walValues('string', 'm#!~#f', [second, bytes('00000001 61')]));
	const numbers = shardOf(50, 100, integers('m', [[51, 7]]));
	expect((await ask([text, numbers], [0, 59]))[0]?.points).toEqual([[0, null], [10, null], [20, null], [30, null], [40, null], [50, 7]]);
	await expect(ask([text, numbers], [0, 9])).rejects.toThrow('m: f is recorded as string, whose mean is not a number');
	expect(await ask([text, numbers], [0, 9], {condition: equals('x', 'other')})).toEqual([]);
});

test('a mean that overflows is null', async () => {
	expect(await ask([shardOf(0, 100, floats('m', [[1, 1.7e308], [2, 1.7e308]]))], [0, 9])).toEqual([{tags: {}, points: [[0, null]]}]);
});
