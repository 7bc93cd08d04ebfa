import {
	chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll, beforeEach, expect, test,
} from 'vitest';
import {openMirror} from '../../source/sources/mirror-folder.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import {replaceAliases} from '../../source/system/paths.js';
import {ownerText, thisProcess} from '../../source/system/owner.js';
import {newFolder} from '../campaign-builder.js';

const before = process.env.XDG_CACHE_HOME;
let all = '';

beforeEach(() => {
	const cache = newFolder('cache');
	process.env.XDG_CACHE_HOME = cache;
	all = path.join(cache, 'ombt-explorer/sources');
});
afterAll(() => {
	process.env.XDG_CACHE_HOME = before;
});

const open = async (key: string) => openMirror({
	key, name: 'camp', address: `ADDRESS/${key}`, maxBytes: 100_000,
});

/** A mirror with a file of this size, as left by an earlier run. */
async function leave(key: string, bytes: number): Promise<string> {
	const known = new Set(mirrors());
	const opened = await open(key);
	const file = await opened.mirror.create('a.log');
	await file.write(new Uint8Array(bytes).fill(7));
	await file.commit(1000);
	await opened.writeNotes('known');
	await opened.close();
	return mirrors().find(name => !known.has(name)) ?? '';
}

const mirrors = (): readonly string[] => existsSync(all) ? readdirSync(all) : [];

test('reopens a mirror with its notes', async () => {
	await leave('a', 10);
	const again = await open('a');
	expect(await again.readNotes()).toBe('known');
	expect(await again.mirror.has('a.log', 10)).toBe(true);
	expect(await again.mirror.has('a.log', 11)).toBe(false);
	await again.close();
	const other = await open('b');
	expect(await other.readNotes()).toBeUndefined();
	await other.close();
});

test('names the folder of the cache, not the address, if a file cannot be written', async () => {
	const opened = await open('a');
	const folder = path.dirname(opened.mirror.root);
	rmSync(path.join(folder, `parts-${ownerText(thisProcess())}`), {recursive: true});
	const error = await opened.mirror.create('a.log').catch((error_: unknown) => error_);
	expect(error).toBeInstanceOf(AppError);
	expect(replaceAliases(errorLine(error as AppError))).toBe(`ADDRESS/a: cannot be stored in ${folder}: ENOENT; set XDG_CACHE_HOME to another folder of your own`);
	await opened.close();
});

test('removes a mirror without notes when it is closed', async () => {
	const opened = await open('a');
	await opened.mirror.createPlaceholder('x/influxdb-data.tar.gz', {size: 10, modified: 0});
	await opened.close();
	expect(readdirSync(all)).toEqual([]);
});

test('marks a mirror as used until it is closed', async () => {
	const name = await leave('a', 10);
	const opened = await open('a');
	const marks = readdirSync(path.join(all, name)).filter(file => file.startsWith('used-by-'));
	expect(marks).toEqual([`used-by-${ownerText(thisProcess())}`]);
	await opened.close();
	expect(readdirSync(path.join(all, name)).filter(file => /^(?:used-by|parts)-/v.test(file))).toEqual([]);
});

test('removes the least recently opened mirrors above the size limit, except open ones', async () => {
	const [a, b] = [await leave('a', 40_000), await leave('b', 40_000)];
	for (const [index, name] of [a, b].entries()) {
		utimesSync(path.join(all, name), 1000 + index, 1000 + index);
	}

	const c = await leave('c', 40_000);
	expect(mirrors()).toEqual([b, c].sort());
	utimesSync(path.join(all, b), 1000, 1000);
	const opened = await open('b');
	utimesSync(path.join(all, b), 1000, 1000);
	const d = await leave('d', 90_000);
	expect(mirrors()).toEqual([b, d].sort());
	await opened.close();
});

test('removes files left by processes that no longer run', async () => {
	const name = await leave('a', 10);
	const gone = ownerText({...thisProcess(), boot: '00000000'});
	mkdirSync(path.join(all, name, `parts-${gone}`));
	writeFileSync(path.join(all, name, `used-by-${gone}`), '');
	const opened = await open('a');
	expect(readdirSync(path.join(all, name)).filter(file => file.endsWith(gone))).toEqual([]);
	await opened.close();
});

test('a mirror is readable only by its owner, and a placeholder by nobody', async () => {
	const opened = await open('a');
	await opened.mirror.createPlaceholder('x/influxdb-data.tar.gz', {size: 1e12, modified: 1000});
	const found = statSync(opened.mirror.fileOf('x/influxdb-data.tar.gz'));
	expect({
		size: found.size, time: found.mtimeMs, blocks: found.blocks, mode: found.mode % 0o1000,
	}).toEqual({
		size: 1e12, time: 1000, blocks: 0, mode: 0,
	});
	expect(await opened.mirror.placeholdersIn('')).toEqual(['x/influxdb-data.tar.gz']);
	expect(statSync(path.dirname(opened.mirror.root)).mode % 0o1000).toBe(0o700);
	await opened.close();
});

test('does not use a cache folder that others can write to', async () => {
	mkdirSync(all, {recursive: true, mode: 0o777});
	chmodSync(all, 0o777);
	const opened = await open('a');
	expect(opened.isTemporary).toBe(true);
	expect(opened.mirror.root.startsWith(all)).toBe(false);
	await opened.close();
	expect(readdirSync(all)).toEqual([]);
});
