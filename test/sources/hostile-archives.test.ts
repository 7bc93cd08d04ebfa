import {
	existsSync, readdirSync, readFileSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import {
	afterAll, beforeAll, describe, expect, test,
} from 'vitest';
import {sourceOf, type SourceOptions} from '../../source/sources/open-source.js';
import {defaultLimits} from '../../source/sources/source.js';
import {zipReader} from '../../source/sources/zip.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import type {FileReceiver} from '../../source/system/file-sink.js';
import {newFolder} from '../campaign-builder.js';
import {tarOf, type Entry} from '../tar/tar-builder.js';
import {zipOf, type ZipMember} from './zip-builder.js';

const cache = newFolder('cache');
const before = process.env.XDG_CACHE_HOME;
beforeAll(() => {
	process.env.XDG_CACHE_HOME = cache;
});
afterAll(() => {
	process.env.XDG_CACHE_HOME = before;
});

const good = {name: 'camp/params.json', content: '[]'} as const;
const {signal} = new AbortController();

const dropLog: FileReceiver = () => async () => ({async write() {}, async end() {}, async discard() {}});

/** Opens an archive of these bytes: returns its files by path and the notes, or the line of the error. */
async function opened(bytes: Uint8Array, name: string, options: SourceOptions = {}) {
	const file = path.join(newFolder('archive'), name);
	writeFileSync(file, bytes);
	const source = await sourceOf(file, options);
	const clean = (text: string) => text.replaceAll(file, name);
	try {
		const {folder, notes} = await source.open({signal, receiveLog: dropLog});
		const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(found => statSync(path.join(folder, found)).isFile()).sort();
		return {files, notes: notes.map(note => clean(note)), content: existsSync(path.join(folder, 'params.json')) ? readFileSync(path.join(folder, 'params.json'), 'utf8') : undefined};
	} catch (error) {
		return error instanceof AppError ? clean(errorLine(error)) : error;
	} finally {
		await source.close();
	}
}

const inTar = async (...entries: readonly Entry[]) => opened(tarOf([good, ...entries]), 'c.tar');
const inZip = async (...members: readonly ZipMember[]) => opened(zipOf([good, ...members]), 'c.zip');
const packAgain = 'pack it again: tar -czf CAMPAIGN.tar.gz CAMPAIGN, in the folder that holds the campaign';

describe('rejects invalid paths and writes nothing outside the mirror', () => {
	test.each(['../evil', 'camp/../../evil', '/etc/evil', 'camp/x/../../../evil'])('%s', async name => {
		const says = `: holds a path that leads out of it (${name}); ${packAgain}`;
		expect(await inTar({name, content: 'x'})).toBe(`c.tar${says}`);
		expect(await inZip({name, content: 'x'})).toBe(`c.zip${says}`);
		expect(existsSync(path.join(cache, 'ombt-explorer', 'evil'))).toBe(false);
	});

	test('Windows backslashes count as separators', async () => {
		expect(await inZip({name: String.raw`..\evil`, content: 'x'})).toMatch(/^c\.zip: holds a path that leads out of it/v);
	});

	test('names that are invalid for a file', async () => {
		expect(await inZip({name: `camp/${'x'.repeat(300)}`})).toMatch(/^c\.zip: holds an invalid file name/v);
		expect(await inZip({name: 'camp/a\0b'})).toMatch(/^c\.zip: holds an invalid file name/v);
	});

	test('folders nested too deeply', async () => {
		expect(await inZip({name: `${'a/'.repeat(17)}params.json`})).toMatch(/nested deeper than allowed .*; allow more with --max-depth$/v);
	});
});

describe('skips links and devices with a note', () => {
	const notes = (count: number, name: string) => [`${name}: skipped links and devices: ${count} (tar --dereference --hard-dereference packs what links lead to)`];

	test('in a tar', async () => {
		const odd = ['1', '2', '3', '4', '6'].map((type, index) => ({name: `camp/x_controller-${index}.log`, type, link: '/etc/passwd'}));
		expect(await inTar(...odd)).toEqual({files: ['params.json'], notes: notes(5, 'c.tar'), content: '[]'});
	});

	test('in a zip', async () => {
		expect(await inZip({name: 'camp/x_controller-0.log', mode: 0o12_0777, content: '/etc/passwd'})).toEqual({
			files: ['params.json'], notes: notes(1, 'c.zip'), content: '[]',
		});
	});
});

test('rejects sparse files, in both formats', async () => {
	const says = (name: string) => `c.tar: holds a sparse file (${name}); pack it again without tar --sparse`;
	expect(await inTar({name: 'camp/x_controller-0.log', type: 'S', content: 'x'})).toBe(says('camp/x_controller-0.log'));
	expect(await inTar({name: 'camp/GNUSparseFile.12/x_controller-0.log', content: 'x'})).toBe(says('camp/GNUSparseFile.12/x_controller-0.log'));
});

describe('duplicate paths', () => {
	const again = {name: './camp//params.json', content: '[{}]'};

	test('the last file wins, with a note', async () => {
		expect(await inTar(again)).toMatchObject({content: '[{}]', notes: ['c.tar: repeated files: 1; the last of each counts']});
		expect(await inZip(again)).toMatchObject({content: '[{}]', notes: ['c.zip: repeated files: 1; the last of each counts']});
	});

	test('rejects a file and a folder with the same name', async () => {
		const clash = {name: 'camp/params.json/a_controller-0.log', content: 'x'};
		expect(await inTar(clash)).toBe('c.tar: holds a file and a folder of the same name; copy it again from where the campaign ran');
		expect(await inZip(clash)).toBe('c.zip: holds a file and a folder of the same name; copy it again from where the campaign ran');
	});
});

describe('limits', () => {
	const limits = {...defaultLimits, maxBytes: 1000, maxFiles: 5};
	const log = {name: 'camp/a/x_controller-0.log', content: 'x'.repeat(2000)};

	test('rejects too many bytes in logs', async () => {
		const says = 'has more than 1.0 kB to fetch; allow more with --max-size';
		expect(await opened(tarOf([good, log]), 'c.tar', {limits})).toBe(`c.tar: ${says}`);
		expect(await opened(gzipSync(tarOf([good, log])), 'c.tgz', {limits})).toBe(`c.tgz: ${says}`);
		expect(await opened(zipOf([good, log]), 'c.zip', {limits})).toBe(`c.zip: ${says}`);
	});

	test('rejects too many files', async () => {
		const files = Array.from({length: 6}, (_, index) => ({name: `camp/${index}`}));
		const says = 'holds more files and folders than allowed (5); allow more with --max-files';
		expect(await opened(tarOf(files), 'c.tar', {limits})).toBe(`c.tar: ${says}`);
		expect(await opened(zipOf(files), 'c.zip', {limits})).toBe(`c.zip: ${says}`);
	});

	test('rejects a decompression bomb', async () => {
		const bomb = gzipSync(tarOf([good, {name: 'camp/large', content: Buffer.alloc(520 * 1024 ** 2)}]), {level: 1});
		expect(await opened(bomb, 'c.tar.gz')).toBe('c.tar.gz: unpacks to more than a hundred times its size; if you trust it, unpack it yourself and give the folder');
	});

	test('rejects a zip member larger than declared', async () => {
		expect(await inZip({name: 'camp/x_controller-0.log', content: 'x'.repeat(5000), size: 10})).toMatch(/^c\.zip: not a zip file, or truncated or damaged/v);
	});
});

describe('damaged and unsupported archives', () => {
	const log = {name: 'camp/x_controller-0.log', content: 'x'.repeat(3000)};

	test('rejects a zip member with a wrong checksum, compressed or not', async () => {
		for (const method of [0, 8]) {
			expect(await inZip({...log, method, checksum: 1})).toBe(`c.zip: ${log.name} is damaged: its checksum is wrong; copy it again from where the campaign ran`);
		}
	});

	test('a zip member that fails before its file is open ends the reading', async () => {
		const file = path.join(newFolder('archive'), 'c.zip');
		writeFileSync(file, zipOf([{...log, packed: Buffer.alloc(50, 0xFF)}]));
		let isDiscarded = false;
		const reading = zipReader(file, 'c.zip').read({
			signal, limits: defaultLimits, onProgress() {}, onNote() {},
			onMember: () => async () => {
				await sleep(100);
				return {
					async write() {}, async end() {}, async discard() {
						isDiscarded = true;
					},
				};
			},
		});
		await expect(reading).rejects.toThrow('invalid block type');
		expect(isDiscarded).toBe(true);
	});

	const tar = tarOf([good, {name: 'camp/x_controller-0.log', content: 'x'.repeat(3000)}]);

	test.each([
		['c.tar', new Uint8Array(0), 'c.tar: empty'],
		['c.tar.gz', new Uint8Array(0), 'c.tar.gz: empty'],
		['c.zip', new Uint8Array(0), 'c.zip: empty'],
		['c.tar', Buffer.from('not a tar '.repeat(200)), 'c.tar: not a tar archive'],
		['c.zip', Buffer.from('PK\u0003\u0004 and no more'), 'c.zip: not a zip file, or truncated or damaged'],
		['c.tar', tar.subarray(0, 3000), 'c.tar: is truncated'],
		['c.tar.gz', gzipSync(tar).subarray(0, 60), 'c.tar.gz: is truncated'],
		['c.zip', zipOf([good]).subarray(0, 60), 'c.zip: not a zip file, or truncated or damaged'],
	])('%s', async (name, bytes, says) => {
		expect(await opened(bytes, name)).toMatch(new RegExp(`^${says.replaceAll('.', String.raw`\.`)}; `, 'v'));
	});

	test('names the program of an unsupported compression', async () => {
		const xz = new Uint8Array([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]);
		for (const name of ['c.tar.xz', 'c.txz', 'c.tar']) {
			expect(await opened(xz, name)).toBe(`${name}: compressed by a program other than gzip (xz); unpack it with that program: xz -dc CAMPAIGN.tar.xz | ombt-explorer table -`);
		}
	});

	test('detects the format of an archive by its content, not its name', async () => {
		expect(await opened(gzipSync(tarOf([good])), 'c.tar')).toMatchObject({content: '[]'});
		expect(await opened(zipOf([good]), 'campaign')).toMatchObject({content: '[]'});
	});

	test('rejects encrypted zip members and unknown compression methods', async () => {
		const member = {name: 'camp/x_controller-0.log', content: 'x'};
		expect(await inZip({...member, isEncrypted: true})).toBe(`c.zip: ${member.name} is encrypted; decrypt it, and give the folder`);
		expect(await inZip({...member, method: 93})).toBe(`c.zip: ${member.name} is compressed by method 93, which is not supported; pack it with deflate, the default of zip`);
	});
});

test('times that file systems do not hold are moved to the nearest that they do', async () => {
	expect(await inTar({...good, content: '[1]', time: -5})).toMatchObject({content: '[1]'});
	expect(await inTar({...good, content: '[2]', time: 8 ** 11 - 1})).toMatchObject({content: '[2]'});
});

test('ignores files added by macOS', async () => {
	expect(await inZip({name: '__MACOSX/camp/._params.json', content: 'x'}, {name: 'camp/._x_controller-0.log', content: 'x'})).toEqual({
		files: ['params.json'], notes: [], content: '[]',
	});
});
