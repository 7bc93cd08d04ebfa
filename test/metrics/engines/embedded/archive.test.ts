import {Buffer} from 'node:buffer';
import {
	mkdirSync, readdirSync, readFileSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	expect, onTestFinished, test, vi,
} from 'vitest';
import {DecodeBudget} from '../../../../source/tsm/decode-budget.js';
import {AppError} from '../../../../source/system/errors.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import {BufferedFiles} from '../../../../source/metrics/engines/embedded/buffered-files.js';
import {readArchive} from '../../../../source/metrics/engines/embedded/read-archive.js';
import type {Archive, OpenOptions, Stage} from '../../../../source/metrics/engines/engine.js';
import type {MetricSeries} from '../../../../source/metrics/metric.js';
import {newFolder} from '../../../campaign-builder.js';
import {archiveOf, type Entry, tarOf} from '../../../tar/tar-builder.js';
import {databaseEntries as entries, databaseFolder as folder} from './database-entries.js';
import {Random} from './random.js';

const {signal} = new AbortController();
const start = 1_524_441_600_000_000_000n;
const window = {start, stop: start + 1_540_000_000_000n};

async function answersOf(archive: Archive, options: Partial<OpenOptions> = {}) {
	const connection = await embedded.open(archive, {signal, ...options});
	const answers: Array<readonly MetricSeries[]> = [];
	for (const metric of catalogue) {
		answers.push(await connection.query({metric, window, everySeconds: 30}, signal));
	}

	await connection.close();
	return {answers, notes: connection.notes, database: connection.database};
}

test('a folder, a tar and a compressed tar return the same results, whatever the prefix of their paths', async () => {
	const plain = await answersOf({path: folder, kind: 'folder'});
	expect(plain).toMatchObject({notes: [], database: 'telegraf'});
	expect(plain.answers.filter(series => series.length > 0).length).toBeGreaterThan(7);
	const tar = tarOf(entries());
	expect(await answersOf({path: archiveOf(tar, 'influxdb-data.tar'), kind: 'tar'})).toEqual(plain);
	expect(await answersOf({path: archiveOf(tar), kind: 'tar.gz'})).toEqual(plain);
	expect(await answersOf({path: archiveOf(tarOf(entries(name => ({name: `./${name}`})))), kind: 'tar.gz'})).toEqual(plain);
});

test('reads names too long for a header, in GNU and POSIX format', async () => {
	const long = `influxdb-data/wal/telegraf/autogen/1/_${'0'.repeat(120)}3.wal`;
	const record = ` path=${long}\n`;
	const pax = `${record.length + 3}${record}`;
	const heads: Record<string, readonly Entry[]> = {
		L: [{name: '././@LongLink', type: 'L', content: `${long}\0`}],
		x: [
			{name: 'PaxHeader', type: 'x', content: pax},
			{name: 'g', type: 'g', content: '11 path=no\n'},
		],
	};
	const plain = await answersOf({path: folder, kind: 'folder'});
	for (const head of Object.values(heads)) {
		const archive = entries().flatMap(entry => entry.name.endsWith('.wal') ? [...head, {...entry, name: 'short'}] : [entry]);
		expect(await answersOf({path: archiveOf(tarOf(archive)), kind: 'tar.gz'})).toEqual(plain);
	}
});

test('files that do not fit in memory are written to a private folder, which is removed afterwards', async () => {
	const home = newFolder('cache');
	vi.stubEnv('XDG_CACHE_HOME', home);
	onTestFinished(() => {
		vi.unstubAllEnvs();
	});
	const private_ = () => readdirSync(home, {recursive: true}).filter(name => !name.toString().endsWith('ombt-explorer'));
	const buffers = new BufferedFiles(10_000);
	const files = entries();
	const content = (name: string) => Buffer.from(files.find(entry => path.basename(entry.name) === name)!.content ?? '');
	const between: Entry = {name: 'influxdb-data/data/telegraf/_series/00/0000', content: Buffer.alloc(1 << 22)};
	const archive: Archive = {path: archiveOf(tarOf([between, ...files, ...files, between])), kind: 'tar.gz'};
	const stays = buffers.keep('stays', 200);
	const written = Buffer.alloc(20_000, 'abcdefg');
	const seen: string[] = [];
	await readArchive(archive, {
		read: (file, location) => ({
			* whole(source) {
				yield;
				const name = path.basename(location);
				seen.push(name);
				expect(file === 'meta' ? 'meta.db' : file.name).toBe(name);
				expect(Buffer.from(source.read(0, source.size)).equals(content(name)), name).toBe(true);
				expect([...source.read(10, 5)]).toEqual([...content(name).subarray(10, 15)]);
				stays.write(written);
			},
		}),
	}, {
		buffers, signal, budget: new DecodeBudget(), pace: async () => undefined,
	});
	expect(seen).toHaveLength(12);
	expect(private_()).toHaveLength(1);
	const all = stays.end();
	expect(Buffer.from(all.read(0, all.size)).equals(Buffer.concat(seen.map(() => written)))).toBe(true);
	await buffers.close();
	await buffers.close();
	expect(private_()).toEqual([]);
});

test('segments of a WAL are replayed in their order, whatever the order in the archive', async () => {
	const plain = await answersOf({path: folder, kind: 'folder'});
	const files = entries();
	const log = files.find(({name}) => name.endsWith('.wal'));
	const content = Buffer.from(log!.content ?? '');
	const behindFirst = 5 + content.readUInt32BE(1);
	const segments = [
		{...log!, content: content.subarray(0, behindFirst)},
		{...log!, name: log!.name.replace('3.wal', '4.wal'), content: content.subarray(behindFirst)},
	];
	expect(content.length).toBeGreaterThan(behindFirst);
	for (const ordered of [segments, segments.toReversed()]) {
		const archive = tarOf([...files.filter(file => file !== log), ...ordered]);
		expect(await answersOf({path: archiveOf(archive), kind: 'tar.gz'})).toEqual(plain);
	}
});

test('damaged parts are omitted with a note that names file and offset; the rest is read', async () => {
	const plain = await answersOf({path: folder, kind: 'folder'});
	const {answers, notes} = await answersOf({
		path: archiveOf(tarOf(entries((name, content) => {
			if (name.endsWith('2-000000001.tsm')) {
				content[0]! ^= 1;
			}

			return name.endsWith('.wal') ? {content: content.subarray(0, -3)} : undefined;
		}))), kind: 'tar.gz',
	});
	expect(answers.map(series => series.length)).toEqual(plain.answers.map(series => series.length));
	expect(answers).not.toEqual(plain.answers);
	expect(notes?.toSorted()).toEqual([
		expect.stringMatching(/influxdb-data\.tar\.gz: .*000000002-000000001\.tsm: it is not a TSM file of version 1 at byte 0$/v),
		expect.stringMatching(/_00003\.wal: it ends too early at byte \d+$/v),
	]);
});

test('without a readable meta.db, all shards of the usual policy are read', async () => {
	const plain = await answersOf({path: folder, kind: 'folder'});
	const {answers, notes} = await answersOf({
		path: archiveOf(tarOf(entries(name => (name.endsWith('meta.db') ? {content: 'rubbish'} : undefined)))),
		kind: 'tar.gz',
	});
	expect(answers).toEqual(plain.answers);
	expect(notes).toHaveLength(1);
});

test('the database that has the measurements is read, unless one is named', async () => {
	const telegraf = entries().filter(({name}) => !name.includes('meta.db'));
	const empty = ['aaa', 'ombt-orchestrator'].map(name => ({name: `influxdb-data/wal/${name}/autogen/1/_00001.wal`, content: ''}));
	const archive: Archive = {path: archiveOf(tarOf([...empty, ...telegraf])), kind: 'tar.gz'};
	expect((await answersOf(archive)).database).toBe('telegraf');
	const {database, answers} = await answersOf(archive, {database: 'aaa'});
	expect(database).toBe('aaa');
	expect(answers.flat()).toEqual([]);
	await expect(embedded.open(archive, {signal, database: 'nope'})).rejects.toThrow('has no database nope');
	await expect(embedded.open({path: archiveOf(tarOf(empty)), kind: 'tar.gz'}, {signal})).rejects.toThrow('has no database with the measurements of telegraf');
});

test('rejects a database whose default retention policy is missing, like InfluxDB', async () => {
	const change = (name: string, content: Buffer) =>
		name.endsWith('meta.db') ? {content: Buffer.from(content.toString('latin1').replace('autogen', 'another'), 'latin1')} : undefined;
	const archive: Archive = {path: archiveOf(tarOf(entries(change))), kind: 'tar.gz'};
	for (const database of [undefined, 'telegraf']) {
		await expect(embedded.open(archive, {signal, database})).rejects.toThrow('the database telegraf has lost its default retention policy another');
	}
});

test.each([
	['no tar', Buffer.from('x'.repeat(5000)), 'not a tar archive'],
	['empty but for its end', tarOf([]), 'holds no database'],
	['without a database', tarOf([{name: 'influxdb-data/meta/meta.db', content: 'm'}]), 'holds no database'],
	['cut off in a file', tarOf(entries()).subarray(0, 9000), 'is truncated'],
	['with a link', tarOf([...entries(), {name: 'influxdb-data/data/x', type: '2', link: '/etc'}]), 'holds a link'],
	['with a path that leads out', tarOf([...entries(), {name: '../x', content: 'x'}]), 'leads out'],
	['with a file of 9 GiB in its head', tarOf([{name: 'influxdb-data/data/d/p/1/1-1.tsm', content: 'x', size: 8_589_934_591}]), 'unpacks to more than'],
])('an archive %s is refused in one line', async (_, bytes, reason) => {
	for (const name of ['influxdb-data.tar.gz', 'influxdb-data.tar']) {
		const file = archiveOf(bytes, name);
		const problem = await embedded.open({path: file, kind: name.endsWith('gz') ? 'tar.gz' : 'tar'}, {signal}).catch((error: unknown) => error);
		expect(problem).toBeInstanceOf(AppError);
		expect((problem as Error).message).toContain(reason);
		expect((problem as Error).message).toContain(file);
	}
});

test('an archive without its end returns the same results, with a note', async () => {
	const plain = await answersOf({path: folder, kind: 'folder'});
	const found = await answersOf({path: archiveOf(tarOf(entries(), 0)), kind: 'tar.gz'});
	expect(found.answers).toEqual(plain.answers);
	expect(found.notes).toEqual([expect.stringMatching(/ends without the two zero blocks/v)]);
});

test('500 damaged archives are read or rejected', async () => {
	const random = new Random(11);
	const tar = tarOf(entries());
	const file = path.join(newFolder('archives'), 'influxdb-data.tar');
	for (let count = 0; count < 500; count++) {
		const changed = Buffer.from(tar);
		// Mostly in headers.
		const at = random.below(2) === 0 ? random.below(changed.length) : Math.floor(random.below(changed.length) / 512) * 512 + random.below(160);
		changed[at] = random.of([0, 0xFF, 0x80, 0x37, random.below(256)]);
		writeFileSync(file, random.below(5) === 0 ? changed.subarray(0, random.below(changed.length)) : changed);
		const outcome = await answersOf({path: file, kind: 'tar'}).catch((error: unknown) => error);
		if (outcome instanceof Error) {
			expect(outcome, `change ${count}`).toBeInstanceOf(AppError);
		}
	}
});

test('progress ends at the size of the archive', async () => {
	const stages: Stage[] = [];
	const file = archiveOf(tarOf(entries()));
	const connection = await embedded.open({path: file, kind: 'tar.gz'}, {signal, onProgress: stage => stages.push(stage)});
	await connection.close();
	expect(stages.at(-1)).toEqual({stage: 'unpacking', bytesDone: readFileSync(file).length, bytesTotal: readFileSync(file).length});
});

test('an abort ends opening and querying immediately', async () => {
	const aborted = AbortSignal.abort(new Error('given up'));
	await expect(embedded.open({path: folder, kind: 'folder'}, {signal: aborted})).rejects.toThrow('given up');
	await expect(embedded.open({path: archiveOf(tarOf(entries())), kind: 'tar.gz'}, {signal: aborted})).rejects.toThrow('given up');
	const connection = await embedded.open({path: folder, kind: 'folder'}, {signal});
	const controller = new AbortController();
	const [metric] = catalogue;
	const answer = connection.query({metric: metric!, window, everySeconds: 30}, controller.signal);
	controller.abort(new Error('given up'));
	await expect(answer).rejects.toThrow('given up');
	expect(await connection.query({metric: catalogue[2]!, window, everySeconds: 30}, signal)).toHaveLength(1);
	await connection.close();
});

test('a string field has no mean', async () => {
	const connection = await embedded.open({path: folder, kind: 'folder'}, {signal});
	const metric = {...catalogue[2]!, field: 'container_id'};
	await expect(connection.query({metric, window, everySeconds: 30}, signal)).rejects.toThrow('docker_container_mem: container_id is recorded as string, whose mean is not a number');
	await expect(connection.query({metric: catalogue[0]!, window: {start: 0n, stop: start}, everySeconds: 1}, signal)).rejects.toThrow('buckets of 1 s make 1524441601 values');
});

test('rejects folders without a database', async () => {
	const nothing = newFolder('nothing');
	await expect(embedded.open({path: nothing, kind: 'folder'}, {signal})).rejects.toThrow('holds no database');
	mkdirSync(path.join(nothing, 'meta'));
	await expect(embedded.open({path: nothing, kind: 'folder'}, {signal})).rejects.toThrow('holds no database');
	await expect(embedded.open({path: path.join(nothing, 'gone'), kind: 'folder'}, {signal})).rejects.toThrow(AppError);
});
