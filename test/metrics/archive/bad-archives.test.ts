import {spawnSync} from 'node:child_process';
import {
	readFileSync, statSync, symlinkSync, truncateSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {AppError} from '../../../source/system/errors.js';
import {unpackArchive} from '../../../source/metrics/archive/unpack-archive.js';
import {newFolder, writeFiles} from '../../campaign-builder.js';
import {
	archiveOf, database, tarOf, type Entry,
} from '../../tar/tar-builder.js';
import {
	databaseFiles, kindOf, signal, unpacked,
} from './unpacked.js';

describe('a hostile archive is rejected completely', () => {
	const hostile: ReadonlyArray<readonly [what: string, entry: Entry, says: string]> = [
		['a symbolic link', {name: 'influxdb-data/data/x', type: '2', link: '/etc'}, 'holds a link (influxdb-data/data/x)'],
		['a symbolic link elsewhere', {name: 'x', type: '2', link: 'influxdb-data'}, 'holds a link (x)'],
		['a hard link', {name: 'influxdb-data/data/x', type: '1', link: '/etc/passwd'}, 'holds a link (influxdb-data/data/x)'],
		['a character device', {name: 'influxdb-data/data/x', type: '3'}, 'holds a device or a pipe (influxdb-data/data/x)'],
		['a block device', {name: 'influxdb-data/data/x', type: '4'}, 'holds a device or a pipe (influxdb-data/data/x)'],
		['a pipe', {name: 'influxdb-data/data/x', type: '6'}, 'holds a device or a pipe (influxdb-data/data/x)'],
		['a volume\'s name', {name: 'influxdb-data/data/x', type: 'V'}, 'holds an entry that is neither file nor folder (influxdb-data/data/x)'],
		['an absolute path', {name: '/influxdb-data/data/x', content: 'x'}, 'holds a path that leads out of it (/influxdb-data/data/x)'],
		['a path up', {name: 'influxdb-data/data/../../../x', content: 'x'}, 'holds a path that leads out of it (influxdb-data/data/../../../x)'],
		[
			'a path up that stays within',
			{name: 'influxdb-data/../influxdb-data/data/x', content: 'x'},
			'holds a path that leads out of it (influxdb-data/../influxdb-data/data/x)',
		],
	];
	test.each(hostile)('%s', async (_, entry, says) => {
		expect(await unpacked(archiveOf(tarOf([...database, entry])))).toMatchObject({says});
		expect(await unpacked(archiveOf(tarOf([entry, ...database]), 'influxdb-data.tar'))).toMatchObject({says});
	});

	test.each(['gnu', 'pax'])('files with holes, as tar --sparse --format=%s writes them', async format => {
		const folder = writeFiles({'influxdb-data/data/x': 'x'});
		truncateSync(path.join(folder, 'influxdb-data/data/x'), 10_000_000);
		const file = path.join(folder, 'influxdb-data.tar.gz');
		spawnSync('tar', ['czf', file, '--sparse', `--format=${format}`, '-C', folder, 'influxdb-data']);
		expect((await unpacked(file)).says).toMatch(/^holds a sparse file/v);
	});

	test('a link within a folder', async () => {
		const folder = path.join(writeFiles({'influxdb-data/data/x': 'x'}), 'influxdb-data');
		symlinkSync('/etc', path.join(folder, 'data/etc'));
		expect(await unpacked(folder)).toMatchObject({says: 'holds a link (data/etc)'});
	});

	test('100,001 entries, while 100,000 are accepted', async () => {
		const folder = tarOf([{name: 'other/', type: '5'}], 0);
		const archiveWith = (count: number) =>
			archiveOf(Buffer.concat([tarOf(database, 0), ...Array.from({length: count - database.length}, () => folder), tarOf([])]));
		expect(await unpacked(archiveWith(100_001))).toMatchObject({says: 'holds more files and folders than allowed (100,000)'});
		expect(await unpacked(archiveWith(100_000))).toEqual({files: databaseFiles});
	}, 60_000);

	test('more bytes than allowed, before the excess file is written', async () => {
		expect(await unpacked(archiveOf(tarOf(database)), 3003)).toEqual({
			says: 'unpacks to more than allowed (3.0 kB)',
			hint: 'allow more with --max-unpacked',
		});
		expect(await unpacked(archiveOf(tarOf(database)), 3004)).toEqual({files: databaseFiles});
		const folder = path.join(writeFiles({'influxdb-data/data/x': 'x'.repeat(100)}), 'influxdb-data');
		expect(await unpacked(folder, 99)).toMatchObject({says: 'unpacks to more than allowed (99 B)'});
	});

	test('bombs: a file that claims 600 MiB in an archive of a few bytes, and 600 MiB after the end', async () => {
		const large = tarOf([...database, {name: 'influxdb-data/data/x', size: 600 * 1024 ** 2}]);
		expect(await unpacked(archiveOf(large))).toMatchObject({says: 'unpacks to more than a hundred times its size'});
		const file = archiveOf(tarOf(database));
		const blanks = gzipSync(Buffer.alloc(100 * 1024 ** 2));
		writeFileSync(file, Buffer.concat([readFileSync(file), ...Array.from({length: 6}, () => blanks)]));
		expect(await unpacked(file)).toMatchObject({says: 'unpacks to more than a hundred times its size'});
	}, 60_000);
});

describe('a bad archive is reported in one line with a hint', () => {
	const tar = tarOf(database);
	const bad: ReadonlyArray<readonly [what: string, file: () => string, says: string | RegExp]> = [
		['empty', () => archiveOf(Buffer.alloc(0), 'influxdb-data.tar'), 'empty'],
		['not gzip', () => rename(archiveOf(tar, 'influxdb-data.tar'), 'influxdb-data.tar.gz'), 'not compressed with gzip'],
		['gzip, but named as if not', () => rename(archiveOf(tar), 'influxdb-data.tar'), 'compressed with gzip'],
		['not tar', () => archiveOf(Buffer.from('words '.repeat(1000))), /^not a tar archive/v],
		['nothing compressed', () => archiveOf(Buffer.alloc(0)), 'not a tar archive'],
		['compressed twice', () => archiveOf(gzipSync(tar)), 'not a tar archive'],
		[
			'a tar without a database',
			() => archiveOf(tarOf([{name: 'README', content: 'x'}])),
			'holds no database: no influxdb-data/data or influxdb-data/wal',
		],
		[
			'a tar with the description of a database alone',
			() => archiveOf(tarOf(database.filter(({name}) => name.includes('meta')))),
			'holds no database: no influxdb-data/data or influxdb-data/wal',
		],
		['an empty tar', () => archiveOf(tarOf([])), 'holds no database: no influxdb-data/data or influxdb-data/wal'],
		['a damaged head', () => archiveOf(Buffer.from(tar).fill(0x41, 1024, 1100)), /^damaged \(no header at byte \d+\)/v],
		['gone', () => path.join(newFolder(), 'influxdb-data.tar.gz'), 'gone'],
		[
			'a file where a folder was',
			() => archiveOf(tarOf([...database, {name: 'influxdb-data/data', content: 'x'}])),
			/^cannot be unpacked to .* \(EISDIR\)$/v,
		],
	];
	test.each(bad)('%s', async (_, file, says) => {
		const notified = await unpacked(file());
		expect(notified.says).toMatch(says instanceof RegExp ? says : new RegExp(`^${says}$`, 'v'));
		expect(notified.hint).not.toBe('');
	});

	test('a damaged gzip', async () => {
		const file = archiveOf(tar);
		const bytes = readFileSync(file);
		bytes.fill(0xFF, 40, 60);
		writeFileSync(file, bytes);
		expect((await unpacked(file)).says).toMatch(/^(?:damaged|not a tar archive)/v);
	});

	test.each(['influxdb-data.tar.gz', 'influxdb-data.tar'])('%s truncated at 50 offsets', async name => {
		const {size} = statSync(archiveOf(tar, name));
		// After the first of the two blocks that end a tar, nothing can be lost.
		const last = name.endsWith('.gz') ? size - 1 : size - 1024;
		for (let position = 0; position < 50; position++) {
			const file = archiveOf(tar, name);
			truncateSync(file, 1 + Math.floor(position * (last - 1) / 49));
			expect({position, ...(await cutOutcome(file))}).toMatchObject({
				position,
				says: expect.stringMatching(/^(?:is truncated$|not a tar archive$|it ends without)/v) as string,
			});
		}
	});

	// A cut between two entries is indistinguishable from an archive without an end, which is accepted with a note.
	async function cutOutcome(file: string): Promise<{readonly says?: string}> {
		const notes: string[] = [];
		const outcome = await unpackArchive({path: file, kind: kindOf(file)}, newFolder('cut'), {
			signal, onNote(note) {
				notes.push(note);
			},
		}).catch((error: unknown) => error);
		return {says: (notes[0] ?? (outcome instanceof AppError ? outcome.message : '')).slice(file.length + 2)};
	}

	function rename(file: string, name: string): string {
		const other = path.join(path.dirname(file), name);
		writeFileSync(other, readFileSync(file));
		return other;
	}
});

