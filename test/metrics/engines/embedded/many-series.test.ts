import {Buffer} from 'node:buffer';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {campaignOf, entry} from '../../../campaign-builder.js';
import {
	bytes, int64, sameFloats, uint16, uint32,
} from '../../../tsm/bytes.js';
import {tarOf} from '../../../tar/tar-builder.js';
import {measuredMetrics, type MeasuredRun} from './measured-run.js';

/*
 * Archives of 20,000 series with five fields each, one of which is queried: nearly all of a file is index. Time and memory of the program are
 * measured and limited.
 */

const series = 20_000;
const fields = ['active_anon', 'cache', 'rss', 'usage', 'writeback'];
/** Start of the agents. */
const start = 1000n;
const second = 1_000_000_000n;
const folder = 'influxdb-data/data/telegraf/autogen/1';

const seriesKey = (index: number): string => {
	const host = `paravance-${index % 70}.rennes.grid5000.fr`;
	return `docker_container_mem,build-date=20180402,container_image=msimonin/ombt,container_name=rpc-client-${String(index).padStart(5, '0')},`
		+ `container_version=singleton,engine_host=${host},host=${host},license=GPLv2,name=CentOS,role=ombt-client,vendor=CentOS`;
};

/** A file with three points per series, one nanosecond apart, from a given second on. */
function fileFrom(seconds: number, value: number): Buffer {
	const first = (start + BigInt(seconds)) * second;
	const block = sameFloats(first, 3, value);
	const keys = Array.from({length: series}, (_, index) => seriesKey(index)).sort().flatMap(key => fields.map(field => `${key}#!~#${field}`));
	const content = Buffer.alloc(5 + keys.reduce((sum, key) => sum + block.length + 33 + key.length, 8));
	content.set(bytes('16d116d1 01'));
	const tail = bytes('00', uint16(1), int64(first), int64(first + 2n), int64(0), uint32(block.length));
	const indexStart = 5 + keys.length * block.length;
	let at = indexStart;
	for (const [number, key] of keys.entries()) {
		const offset = 5 + number * block.length;
		content.set(block, offset);
		content.writeUInt16BE(key.length, at);
		content.write(key, at + 2, 'latin1');
		tail.writeUInt32BE(offset, 23);
		content.set(tail, at + 2 + key.length);
		at += 2 + key.length + tail.length;
	}

	content.writeBigUInt64BE(BigInt(indexStart), at);
	return content;
}

/** Reads an archive with this many files, five seconds apart; the value of each point is the number of its file. */
function readFiles(count: number): MeasuredRun & {readonly unpacked: number} {
	const tar = tarOf(Array.from({length: count}, (_, index) => ({
		name: `${folder}/${String(index + 1).padStart(9, '0')}-000000001.tsm`, content: fileFrom(index * 5, index),
	})));
	const campaign = campaignOf([entry('A-0')], {'A-0/influxdb-data.tar.gz': gzipSync(tar, {level: 1})});
	return {...measuredMetrics(campaign, '--iteration', 'A-0', '--metric', 'usage_mem_ombt_clients', '--format', 'json', '--every', '5s'), unpacked: tar.length};
}

const megabyte = 1e6 / 2 ** 20;

test('memory is bounded, and grows with the queried series, not with the archive', {timeout: 60_000}, () => {
	const [few, many] = [readFiles(2), readFiles(6)];
	for (const {status, stdout} of [few, many]) {
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject([{series: [{tags: {container_image: 'msimonin/ombt'}}]}]);
	}

	const [{series: [{points}]}] = JSON.parse(many.stdout) as [{series: [{points: ReadonlyArray<readonly [number, number | null]>}]}];
	expect(points.filter(([, value]) => value !== null)).toEqual(Array.from({length: 6}, (_, index) => [(1000 + index * 5) * 1000, index]));
	expect(many.unpacked).toBeGreaterThan(200e6);
	expect(many.mebibytes).toBeLessThan(220 * megabyte);
	expect(many.mebibytes - few.mebibytes).toBeLessThan((many.unpacked - few.unpacked) / 2 / 2 ** 20);
});
