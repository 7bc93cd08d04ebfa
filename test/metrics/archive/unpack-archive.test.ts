import {spawnSync} from 'node:child_process';
import {
	existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {findArchive, noArchive} from '../../../source/metrics/archive/find-archive.js';
import {unpackArchive} from '../../../source/metrics/archive/unpack-archive.js';
import type {Stage} from '../../../source/metrics/engines/engine.js';
import {newFolder, writeFiles} from '../../campaign-builder.js';
import {campaignFolder} from '../expected.js';
import {
	archiveOf, database, tarOf, type Entry,
} from '../../tar/tar-builder.js';
import {
	databaseFiles, filesIn, kindOf, signal, unpacked,
} from './unpacked.js';

describe('a good archive', () => {
	test('of the campaign is unpacked like tar does, readable only by its owner, and its folder is found', async () => {
		const name = readdirSync(campaignFolder).find(name => name.includes('iteration_id__A-0')) ?? '';
		const archive = await findArchive(campaignFolder, {
			backupDir: name, index: 1, parameters: {backup_dir: name},
		});
		expect(archive).toEqual({path: path.join(campaignFolder, name, 'influxdb-data.tar.gz'), kind: 'tar.gz'});
		const [ours, theirs] = [newFolder('ours'), newFolder('theirs')];
		const stages: Stage[] = [];
		await unpackArchive(archive!, ours, {signal, onProgress: stage => stages.push(stage)});
		spawnSync('tar', ['xzf', archive!.path, '-C', theirs]);
		expect(spawnSync('diff', ['-r', ours, theirs], {encoding: 'utf8'})).toMatchObject({status: 0, stdout: ''});
		expect(spawnSync('find', [ours, '-mindepth', '1', '(', '-type', 'f', '-not', '-perm', '600', '-o', '-type', 'd', '-not', '-perm', '700', ')'], {
			encoding: 'utf8',
		}).stdout).toBe('');
		const {size} = statSync(archive!.path);
		const done = stages.map(stage => stage.stage === 'unpacking' && stage.bytesTotal === size ? stage.bytesDone : Number.NaN);
		expect([done[0], done.at(-1), done.every((bytes, position) => bytes >= (done[position - 1] ?? 0))]).toEqual([0, size, true]);
	});

	test.each(['', './', '././', './/./'])('may start its paths with "%s", and other contents are skipped', async prefix => {
		const others: readonly Entry[] = [
			{name: 'README', content: 'x'},
			{name: 'influxdb-data/other/file', content: 'x'},
			{name: 'influxdb-data/.cache', content: 'x'},
		];
		const entries = [...database, ...others].map(entry => ({...entry, name: prefix + entry.name}));
		expect(await unpacked(archiveOf(tarOf(entries)))).toEqual({files: databaseFiles});
	});

	test('may be uncompressed, or a folder, which is copied', async () => {
		expect(await unpacked(archiveOf(tarOf(database), 'influxdb-data.tar'))).toEqual({files: databaseFiles});
		const folder = writeFiles({...Object.fromEntries(databaseFiles.map(name => [name, name])), 'influxdb-data/other': 'x'});
		expect(await unpacked(path.join(folder, 'influxdb-data'))).toEqual({files: databaseFiles});
	});

	test('may have a long file, paths of 190 letters, and padding after its end', async () => {
		const folder = newFolder('long');
		const name = `influxdb-data/data/${'d'.repeat(80)}/${'f'.repeat(90)}`;
		mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
		writeFileSync(path.join(folder, name), Buffer.alloc(3_000_001, 'abc'));
		for (const format of ['gnu', 'pax', 'ustar']) {
			const file = path.join(folder, `${format}.tar.gz`);
			spawnSync('tar', ['czf', file, `--format=${format}`, '--blocking-factor=200', '-C', folder, 'influxdb-data']);
			const target = newFolder('unpacked');
			await unpackArchive({path: file, kind: 'tar.gz'}, target, {signal});
			expect(readFileSync(path.join(target, name)).equals(readFileSync(path.join(folder, name)))).toBe(true);
		}
	});
});

test('prefers tar.gz, then tgz, then tar, then the folder; undefined without any', async () => {
	const folder = writeFiles({
		'A-0/influxdb-data.tar.gz': 'x', 'A-0/influxdb-data.tgz': 'x', 'A-0/influxdb-data.tar': 'x', 'A-0/influxdb-data/data/x': 'x',
	});
	const entry = {
		backupDir: 'A-0', index: 1, label: 'A-0', parameters: {backup_dir: 'A-0'},
	};
	const found: unknown[] = [];
	for (const name of ['influxdb-data.tar.gz', 'influxdb-data.tgz', 'influxdb-data.tar', 'influxdb-data']) {
		found.push(await findArchive(folder, entry));
		rmSync(path.join(folder, 'A-0', name), {recursive: true});
	}

	expect(found).toEqual([
		{path: path.join(folder, 'A-0/influxdb-data.tar.gz'), kind: 'tar.gz'},
		{path: path.join(folder, 'A-0/influxdb-data.tgz'), kind: 'tar.gz'},
		{path: path.join(folder, 'A-0/influxdb-data.tar'), kind: 'tar'},
		{path: path.join(folder, 'A-0/influxdb-data'), kind: 'folder'},
	]);
	expect(await findArchive(folder, entry)).toBe(undefined);
	expect(await findArchive(path.join(folder, 'A-0'), {...entry, backupDir: '..'})).toBe(undefined);
	expect((await noArchive(folder, entry)).message).toBe('no influxdb-data.tar.gz');
});

test.each([
	['influxdb-data.tar.xz', 'xz', 'tar -xJf influxdb-data.tar.xz'],
	['influxdb-data.tar.zst', 'zstd', 'tar --zstd -xf influxdb-data.tar.zst'],
	['influxdb-data.tbz2', 'bzip2', 'tar -xjf influxdb-data.tbz2'],
	['influxdb-data.zip', 'zip', 'unzip influxdb-data.zip'],
])('%s is identified, with the command that unpacks it', async (name, by, command) => {
	const folder = writeFiles({[`A-0/${name}`]: 'x'});
	const entry = {
		backupDir: 'A-0', index: 1, label: 'A-0', parameters: {backup_dir: 'A-0'},
	};
	expect(await findArchive(folder, entry)).toBe(undefined);
	expect(await noArchive(folder, entry)).toMatchObject({
		code: 'archive-compression',
		message: `${path.join(folder, 'A-0', name)}: compressed with ${by}`,
		hint: `unpack it in its folder with ${command}: a folder influxdb-data is read as well`,
	});
});

test.for([
	['xz', ['xz', '-c']], ['bzip2', ['bzip2', '-c']], ['zstd', ['zstd', '-qc']],
] as const)('the output of %s is identified, whatever its name', async ([by, [program, ...words]]) => {
	const file = path.join(newFolder('compressed'), 'influxdb-data.tar.gz');
	const {stdout, error} = spawnSync(program, words, {input: tarOf(database)});
	writeFileSync(file, error ? Buffer.from([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0]) : stdout);
	await expect(unpackArchive({path: file, kind: 'tar.gz'}, newFolder('unpacked'), {signal})).rejects.toMatchObject({
		code: 'archive-compression', message: `${file}: compressed by a program other than gzip (${by})`,
	});
});

describe('an abort', () => {
	test.each(['influxdb-data.tar.gz', 'influxdb-data.tar', 'influxdb-data'])(
		'during %s ends with the reason and cleans up',
		async name => {
			const content = Buffer.alloc(20_000_000, 'abcdefg');
			const file
				= name === 'influxdb-data'
					? path.join(writeFiles({'influxdb-data/data/a': content, 'influxdb-data/data/b': content}), name)
					: archiveOf(tarOf([...database, {name: 'influxdb-data/data/a', content}, {name: 'influxdb-data/data/b', content}]), name);
			const [folder, controller, reason] = [newFolder('aborted'), new AbortController(), new Error('enough')];
			let begun = false;
			const done = unpackArchive({path: file, kind: kindOf(file)}, folder, {
				signal: controller.signal,
				onProgress(stage) {
					if (stage.stage === 'unpacking' && stage.bytesDone > 0) {
						begun ||= existsSync(path.join(folder, 'influxdb-data/data/a'));
						controller.abort(reason);
					}
				},
			});
			await expect(done).rejects.toBe(reason);
			expect({begun, left: readdirSync(folder)}).toEqual({begun: true, left: []});
		},
	);

	test('before the start changes nothing', async () => {
		const folder = path.join(newFolder(), 'never');
		await expect(unpackArchive({path: archiveOf(tarOf(database)), kind: 'tar.gz'}, folder, {signal: AbortSignal.abort(new Error('enough'))})).rejects.toThrow('enough');
		expect(existsSync(folder)).toBe(false);
	});
});

test('a folder that already contains that name keeps it', async () => {
	const folder = writeFiles({'influxdb-data/mine': 'x'});
	await expect(unpackArchive({path: archiveOf(tarOf(database)), kind: 'tar.gz'}, folder, {signal})).rejects.toThrow('EEXIST');
	expect(filesIn(folder)).toEqual(['influxdb-data/mine']);
});

describe('what GNU tar tolerates is accepted with a note', () => {
	const tar = Buffer.from(tarOf(database));
	const body = Buffer.from(tarOf(database, 0));
	const garbage = Buffer.from('garbage '.repeat(200));
	const firstFile = Buffer.from(tarOf(database.slice(0, 3), 0)).length;
	const tolerated: ReadonlyArray<readonly [what: string, file: () => string, note: RegExp | undefined]> = [
		['zeros behind the end', () => archiveOf(Buffer.concat([tar, Buffer.alloc(10_000)])), undefined],
		['garbage behind the end', () => archiveOf(Buffer.concat([tar, garbage])), /bytes after the end of the tar/v],
		['garbage in place of the end', () => archiveOf(Buffer.concat([body, garbage])), /bytes after its last file, from byte \d+ on/v],
		['no end', () => archiveOf(body, 'influxdb-data.tar'), /ends without the two zero blocks/v],
		['one block as an end', () => archiveOf(Buffer.from(tarOf(database, 1))), undefined],
		['a part of a block in place of the end', () => archiveOf(Buffer.concat([body, Buffer.alloc(100, 'x')])), /ends without/v],
		[
			'a lone block of zeros between files',
			() => archiveOf(Buffer.concat([tar.subarray(0, firstFile), Buffer.alloc(512), tar.subarray(firstFile)])),
			/a single zero block at byte \d+/v,
		],
		['zeros behind the compressed data', () => appended(archiveOf(tar), Buffer.alloc(1000)), undefined],
		['garbage behind the compressed data', () => appended(archiveOf(tar), garbage), /1600 bytes after the compressed data/v],
		['two compressed parts', () => appended(archiveOf(tar.subarray(0, 1000)), gzipSync(tar.subarray(1000))), undefined],
	];
	test.each(tolerated)('%s', async (_, file, note) => {
		const notes: string[] = [];
		const folder = newFolder('tolerated');
		const location = file();
		await unpackArchive({path: location, kind: kindOf(location)}, folder, {
			signal, onNote(line) {
				notes.push(line);
			},
		});
		expect(filesIn(folder)).toEqual(databaseFiles);
		expect(notes).toEqual(note ? [expect.stringMatching(note)] : []);
		expect(notes.every(line => line.startsWith(`${location}: `))).toBe(true);
	});

	test('damage between files is an error, and so is a wrong gzip checksum', async () => {
		expect((await unpacked(archiveOf(Buffer.from(tar).fill(0x41, 1024, 1100)))).says).toMatch(/^damaged \(no header at byte \d+\)$/v);
		const file = archiveOf(tar);
		const bytes = readFileSync(file);
		bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8);
		writeFileSync(file, bytes);
		expect((await unpacked(file)).says).toBe('damaged (its checksum is wrong)');
	});
});

function appended(file: string, bytes: Uint8Array): string {
	writeFileSync(file, Buffer.concat([readFileSync(file), bytes]));
	return file;
}
