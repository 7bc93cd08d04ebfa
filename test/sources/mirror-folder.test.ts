import {
	chmodSync, existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll, beforeEach, expect, test,
} from 'vitest';
import {openMirror} from '../../source/sources/mirror-folder.js';
import {ownerText, ownOwner} from '../../source/system/owner.js';
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

/** A mirror with a file of so many bytes, as an earlier run left it. */
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

test('a mirror is found again, with what was noted of it', async () => {
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

test('one of which nothing is known is taken away when it is closed', async () => {
	const opened = await open('a');
	await opened.mirror.standIn('x/influxdb-data.tar.gz', {size: 10, modified: 0});
	await opened.close();
	expect(readdirSync(all)).toEqual([]);
});

test('one that another program has open is left to it', async () => {
	const name = await leave('a', 10);
	const opened = await open('a');
	const marks = readdirSync(path.join(all, name)).filter(file => file.startsWith('used-by-'));
	expect(marks).toEqual([`used-by-${ownerText(ownOwner())}`]);
	await opened.close();
	expect(readdirSync(path.join(all, name)).filter(file => /^(?:used-by|parts)-/v.test(file))).toEqual([]);
});

test('those opened longest ago go where all take too much, but for those that are open', async () => {
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

test('what programs left that are gone is taken away', async () => {
	const name = await leave('a', 10);
	const gone = ownerText({...ownOwner(), boot: '00000000'});
	mkdirSync(path.join(all, name, `parts-${gone}`));
	writeFileSync(path.join(all, name, `used-by-${gone}`), '');
	const opened = await open('a');
	expect(readdirSync(path.join(all, name)).filter(file => file.endsWith(gone))).toEqual([]);
	await opened.close();
});

test('only its owner can look into a mirror, and nobody into a stand-in', async () => {
	const opened = await open('a');
	await opened.mirror.standIn('x/influxdb-data.tar.gz', {size: 1e12, modified: 1000});
	const found = statSync(opened.mirror.fileOf('x/influxdb-data.tar.gz'));
	expect({
		size: found.size, time: found.mtimeMs, blocks: found.blocks, mode: found.mode % 0o1000,
	}).toEqual({
		size: 1e12, time: 1000, blocks: 0, mode: 0,
	});
	expect(await opened.mirror.standIns('')).toEqual(['x/influxdb-data.tar.gz']);
	expect(statSync(path.dirname(opened.mirror.root)).mode % 0o1000).toBe(0o700);
	await opened.close();
});

test('a folder of the cache that is another\'s is not used', async () => {
	mkdirSync(all, {recursive: true, mode: 0o777});
	chmodSync(all, 0o777);
	const opened = await open('a');
	expect(opened.isTemporary).toBe(true);
	expect(opened.mirror.root.startsWith(all)).toBe(false);
	await opened.close();
	expect(readdirSync(all)).toEqual([]);
});
