import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {
	afterAll, afterEach, beforeAll, expect, test,
} from 'vitest';
import {openPool, type LogReaders, openLogThread} from '../../../source/campaign/logs/log-readers.js';

let folder: string;
let pool: LogReaders | undefined;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'readers-'));
});
afterEach(() => {
	pool?.close();
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

/** Threads that answer a job with the name of its file, exit on the file `die`, and throw on the file `throw`. */
function scriptWith(prelude = ''): URL {
	const file = path.join(folder, `worker-${prelude.length}.cjs`);
	writeFileSync(file, `const {parentPort} = require('node:worker_threads'); ${prelude}
parentPort.on('message', ({files: [name]}) => {
	if (name === 'die') process.exit(1);
	if (name === 'throw') throw new Error('out of luck');
	parentPort.postMessage({status: 'skipped', reason: name});
});`);
	return pathToFileURL(file);
}

function openThreads(count: number, script: URL): LogReaders {
	const open = () => openLogThread(script);
	pool = openPool(Array.from({length: count}, open), open);
	return pool;
}

const reasonsFrom = async ({read}: LogReaders, names: readonly string[]): Promise<readonly string[]> =>
	Promise.all(names.map(async name => {
		const outcome = await read({files: [name], bytes: 1, everyError: false});
		return outcome.status === 'skipped' ? outcome.reason : 'loaded';
	}));

test('ten jobs on two threads: each gets its own result', async () => {
	const names = [...'abcdefghij'];
	expect(await reasonsFrom(openThreads(2, scriptWith()), names)).toEqual(names);
});

test('a dying thread fails only its current job', async () => {
	expect(await reasonsFrom(openThreads(1, scriptWith()), ['a', 'die', 'b', 'c'])).toEqual(['a', 'die: reading it failed (its thread ended)', 'b', 'c']);
});

test('two threads that die or throw four times fail four of eight jobs', async () => {
	const reasons = await reasonsFrom(openThreads(2, scriptWith()), ['die', 'a', 'throw', 'b', 'die', 'c', 'throw', 'd']);
	expect(reasons).toEqual([
		'die: reading it failed (its thread ended)',
		'a',
		'throw: reading it failed (out of luck)',
		'b',
		'die: reading it failed (its thread ended)',
		'c',
		'throw: reading it failed (out of luck)',
		'd',
	]);
});

test('a thread that exits before its first job is reported, and no job hangs', async () => {
	const thread = openLogThread(scriptWith('process.exit(0);'));
	await expect(thread.read({files: ['a'], bytes: 1, everyError: false})).rejects.toThrow('its thread ended');
	await expect(thread.read({files: ['b'], bytes: 1, everyError: false})).rejects.toThrow('its thread ended');
});

test('closing the pool stops it immediately, including pending jobs', async () => {
	const readers = openThreads(1, scriptWith('const until = Date.now() + 3000; while (Date.now() < until) {}'));
	const answers = reasonsFrom(readers, ['a', 'b', 'c']);
	const started = performance.now();
	readers.close();
	expect(await answers).toEqual(['a', 'b', 'c'].map(name => `${name}: reading it failed (stopped)`));
	expect(performance.now() - started).toBeLessThan(1500);
});
