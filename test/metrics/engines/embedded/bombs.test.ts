import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {campaignOf, entry} from '../../../campaign-builder.js';
import {
	bytes, int64, sameFloats, tsmFile, uint16, uint32, varint,
} from '../../../tsm/bytes.js';
import {tarOf} from '../../../tar/tar-builder.js';
import {measuredMetrics} from './measured-run.js';

/*
Archives of at most 1 MB that expand to gigabytes: each is read with bounded time and memory, completely or with a note.
*/

const shard = 'influxdb-data/data/telegraf/autogen/1';
const log = 'influxdb-data/wal/telegraf/autogen/1';
const metric = catalogue[0]!;
const fieldKey = `${metric.measurement},container_name=router-1#!~#${metric.field}`;
const start = 1_000_000_000_000n;

/** A WAL entry with points of the metric, all zeros. `records` is a multiple of four: snappy compresses each 64 of their bytes to three. */
function walBomb(records: number): Buffer {
	const head = bytes('01', uint16(Buffer.byteLength(fieldKey)), Buffer.from(fieldKey), uint32(records));
	const copies = Buffer.alloc((records / 4 - 1) * 3, bytes('fe0100'));
	const packed = bytes(varint(head.length + records * 16), 'fc', Buffer.from([head.length, 0, 0, 0]), head, '00', copies, 'fa0100');
	return bytes('01', uint32(packed.length), packed);
}

const manyTombstones = (): Buffer => {
	const record = bytes(uint32(Buffer.byteLength(fieldKey)), Buffer.from(fieldKey), int64(1), int64(2));
	return bytes('00001504', gzipSync(Buffer.alloc(record.length * 4_000_000, record)));
};

/** A file whose index has keys without blocks. */
const manyKeys = (): Buffer => {
	const key = bytes(uint16(1), 'ff', '00', uint16(0));
	return bytes('16d116d1 01', Buffer.alloc(key.length * 40_000_000, key), int64(5));
};

const manyMeasurements = (): Buffer => {
	const keys = Array.from({length: 300_000}, (_, index) => bytes(uint16(4), uint32(index), '00', uint16(0)));
	return bytes('16d116d1 01', Buffer.concat(keys), int64(5));
};

/** Consecutive blocks of 16,000 points in about 2 kB each. */
const manyPoints = (): Buffer => {
	const blocks = Array.from({length: 40_000}, (_, index) => {
		const min = start + BigInt(index) * 20_000n;
		return {min, max: min + 15_999n, block: sameFloats(min, 16_000, 1)};
	});
	return tsmFile([{key: fieldKey, blocks}]);
};

const manyShards = (): Buffer => {
	const group = bytes('1801', '2a02', '0801');
	const policy = bytes('0a01', Buffer.from('p'), Buffer.concat(Array.from({length: 2_000_000}, () => bytes('2a', varint(group.length), group))));
	const database = bytes('0a08', Buffer.from('telegraf'), '1201', Buffer.from('p'), '1a', varint(policy.length), policy);
	return bytes('2a', varint(database.length), database);
};

const smallFile = tsmFile([{key: fieldKey, blocks: [{min: start, max: start + 9n, block: sameFloats(start, 10, 1)}]}]);

const bombs: ReadonlyArray<readonly [string, () => ReadonlyArray<readonly [name: string, content: Uint8Array]>]> = [
	['a log that unpacks to 4 GB', () => [[`${log}/_00001.wal`, Buffer.alloc(walBomb(4_000_000).length * 64, walBomb(4_000_000))]]],
	['a log of one entry of 1 GB', () => [[`${log}/_00001.wal`, walBomb(64_000_000)]]],
	['4 million deletions', () => [[`${shard}/000000001-000000001.tsm`, smallFile], [`${shard}/000000001-000000001.tombstone`, manyTombstones()]]],
	['40 million keys without a block', () => [[`${shard}/000000001-000000001.tsm`, manyKeys()]]],
	['300,000 measurements', () => [[`${shard}/000000001-000000001.tsm`, manyMeasurements()]]],
	['640 million points', () => [[`${shard}/000000001-000000001.tsm`, manyPoints()]]],
	['2 million shards', () => [[`${shard}/000000001-000000001.tsm`, smallFile], ['influxdb-data/meta/meta.db', manyShards()]]],
];

test.each(bombs)('%s', {timeout: 120_000}, (name, files) => {
	const folder = campaignOf([entry('A-0')]);
	const content = files().map(([file, bytesOfFile]) => ({name: file, content: bytesOfFile}));
	const archive = gzipSync(tarOf(content), {level: 9});
	mkdirSync(path.join(folder, 'A-0'), {recursive: true});
	writeFileSync(path.join(folder, 'A-0', 'influxdb-data.tar.gz'), archive);
	const {
		stderr, status, seconds, mebibytes,
	} = measuredMetrics(folder, '--metric', metric.name);
	if (process.env.SHOW) {
		console.log(name, `${archive.length} bytes, ${seconds.toFixed(1)} s, ${mebibytes.toFixed(0)} MiB`, status, stderr.replaceAll(/\S*influxdb-data.tar.gz/gv, 'X').slice(0, 500));
	}

	expect(archive.length).toBeLessThan(1_100_000);
	expect(seconds).toBeLessThan(20);
	expect(mebibytes).toBeLessThan(400);
	expect(stderr).not.toMatch(/a bug in/v);
});
