import {type Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import type {DataFile} from '../../../../source/metrics/engines/embedded/data-path.js';
import {StreamingWal} from '../../../../source/metrics/engines/embedded/streaming-wal.js';
import {
	bytes, float64, walEntry, walValues,
} from '../../../tsm/bytes.js';

const segment = (name: string, shard = '1'): DataFile => ({
	kind: 'wal', database: 'telegraf', policy: 'autogen', shard, name,
});
const entry = (time: number): Buffer => walEntry(1, bytes(walValues('float', 'cpu#!~#usage_percent', [time, float64(time)])));

function follow(files: ReadonlyArray<readonly [file: DataFile, chunks: ReadonlyArray<Uint8Array | undefined>]>): StreamingWal {
	const logs = new StreamingWal(() => {
		throw new Error('nothing is damaged');
	});
	for (const [file, chunks] of files) {
		const follower = logs.begin(file, file.name);
		for (const chunk of chunks) {
			follower.follow(chunk);
		}

		follower.end(chunks.at(-1));
	}

	return logs;
}

const [dataFile, two, other] = [segment('_00001.wal'), segment('_00002.wal'), segment('_00001.wal', '2')];

test('segments in their order are the log of their shard, whatever came between them', () => {
	const logs = follow([[dataFile, [entry(1).subarray(0, 9), entry(1)]], [other, [entry(7)]], [two, [entry(2)]]]);
	const columns = logs.logOf([dataFile, two])?.columnsOf('cpu', 'usage_percent') ?? [];
	expect(columns.map(([, column]) => [...column.points('float', {value: 0n, high: 0, low: 0}).values])).toEqual([[1, 2]]);
});

test.each([
	['they came in another order', [[two, [entry(2)]], [dataFile, [entry(1)]]]],
	['one came twice', [[dataFile, [entry(1)]], [two, [entry(2)]], [two, [entry(2)]]]],
	['one is not in one piece', [[dataFile, [entry(1).subarray(0, 9), undefined]], [two, [entry(2)]]]],
	['one did not come', [[dataFile, [entry(1)]]]],
	['none came', []],
] as const)('there is no log of them where %s', (_, files) => {
	expect(follow(files).logOf([dataFile, two])).toBeUndefined();
});
