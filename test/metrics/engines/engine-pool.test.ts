import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {embedded} from '../../../source/metrics/engines/embedded/embedded.js';
import {openEnginePool} from '../../../source/metrics/engines/engine-pool.js';
import type {Archive, Engine, Stage} from '../../../source/metrics/engines/engine.js';
import {readExpected} from './expected-metrics.js';
import {expectSame} from './same-answers.js';

const {signal} = new AbortController();
const archiveOf = (name: string): Archive => ({path: name, kind: 'tar.gz'});

/** An engine that records its calls, and opens a database when `go` is called; with `isQuick` immediately. */
function recordedEngine({isQuick = true} = {}) {
	const log: string[] = [];
	const gates = new Map<string, () => void>();
	let running = 0;
	let maxRunning = 0;
	const engine: Engine = {
		name: 'recorded',
		whyUnavailable: async () => undefined,
		async open({path}, {signal: ending, onProgress}) {
			log.push(`open ${path}`);
			running++;
			maxRunning = Math.max(maxRunning, running);
			onProgress?.({stage: 'starting'});
			try {
				await new Promise<void>((resolve, reject) => {
					ending.addEventListener('abort', () => {
						reject(new Error('aborted'));
					});
					gates.set(path, resolve);
					if (isQuick) {
						resolve();
					}
				});
			} catch (error) {
				running--;
				log.push(`abort ${path}`);
				throw error;
			}

			return {
				version: 'recorded 1',
				database: path,
				list: async () => [],
				otherDatabases: async () => [],
				async query() {
					throw new Error('lost');
				},
				recordedSeconds: async () => undefined,
				async close() {
					await sleep(1);
					running--;
					log.push(`close ${path}`);
				},
			};
		},
	};
	return {
		engine, log, go: (path: string) => gates.get(path)?.(), maxRunning: () => maxRunning,
	};
}

const settled = async (work: Promise<unknown>): Promise<string> => (await Promise.allSettled([work]))[0].status;

const [query] = readExpected()[0]?.queries ?? [];

test('opening the same database twice opens it once, and both receive progress', async () => {
	const {engine, log, go} = recordedEngine({isQuick: false});
	const pool = openEnginePool(engine);
	const stages: Stage[] = [];
	const onProgress = (stage: Stage) => {
		stages.push(stage);
	};

	const opened = Promise.all([pool.open(archiveOf('a'), {signal, onProgress}), pool.open(archiveOf('a'), {signal, onProgress})]);
	await sleep(0);
	go('a');
	const [connection, two] = await opened;
	await connection.close();
	await connection.close();
	expect(log).toEqual(['open a']);
	expect(stages).toHaveLength(2);
	await two.close();
	await pool.closeAll();
	expect(log).toEqual(['open a', 'close a']);
});

test('returning to a database is instant: it stays open after its release', async () => {
	const {engine, log} = recordedEngine();
	const pool = openEnginePool(engine);
	for (const name of ['a', 'b', 'a', 'b']) {
		await (await pool.open(archiveOf(name), {signal})).close();
	}

	expect(log).toEqual(['open a', 'open b']);
	await pool.closeAll();
});

test('a third database replaces the least recently used one', async () => {
	const {engine, log, maxRunning} = recordedEngine();
	const pool = openEnginePool(engine);
	for (const name of ['a', 'b', 'a', 'c']) {
		await (await pool.open(archiveOf(name), {signal})).close();
	}

	expect(log).toEqual(['open a', 'open b', 'close b', 'open c']);
	expect(maxRunning()).toBe(2);
	await pool.closeAll();
});

test('closes an unused database after a while', async () => {
	const {engine, log} = recordedEngine();
	const pool = openEnginePool(engine, {idle: 20});
	const used = await pool.open(archiveOf('a'), {signal});
	await (await pool.open(archiveOf('b'), {signal})).close();
	while (!log.includes('close b')) {
		await sleep(5);
	}

	expect(log).toEqual(['open a', 'open b', 'close b']);
	await used.close();
	await pool.closeAll();
});

test('quickly switching through ten iterations boots at most two at once, and only the last one completely', async () => {
	const {engine, log, go, maxRunning} = recordedEngine({isQuick: false});
	const pool = openEnginePool(engine);
	const results: Array<ReturnType<typeof settled>> = [];
	for (const name of 'abcdefghij') {
		const abort = new AbortController();
		results.push(settled(pool.open(archiveOf(name), {signal: abort.signal})));
		await sleep(0);
		if (name !== 'j') {
			abort.abort();
		}
	}

	while (!log.includes('open j')) {
		await sleep(1);
	}

	go('j');
	await expect(Promise.all(results)).resolves.toEqual([...Array.from({length: 9}, () => 'rejected'), 'fulfilled']);
	expect(maxRunning()).toBeLessThanOrEqual(2);
	await pool.closeAll();
});

test('of waiting requests the latest is served first', async () => {
	const {engine, log} = recordedEngine();
	const pool = openEnginePool(engine, {max: 1});
	const first = await pool.open(archiveOf('a'), {signal});
	const later = ['b', 'c', 'd'].map(async name => (await pool.open(archiveOf(name), {signal})).close());
	await first.close();
	await Promise.all(later);
	expect(log.filter(line => line.startsWith('open'))).toEqual(['open a', 'open d', 'open c', 'open b']);
	await pool.closeAll();
});

test('a boot continues while one of its waiters remains', async () => {
	const {engine, log, go} = recordedEngine({isQuick: false});
	const pool = openEnginePool(engine);
	const abort = new AbortController();
	const given = pool.open(archiveOf('a'), {signal: abort.signal});
	const kept = pool.open(archiveOf('a'), {signal});
	await sleep(0);
	abort.abort(new Error('enough'));
	await expect(given).rejects.toThrow('enough');
	go('a');
	await expect(kept).resolves.toMatchObject({database: 'a'});
	expect(log).toEqual(['open a']);
	await pool.closeAll();
});

test('a database that failed to respond is reopened the next time', async () => {
	const {engine, log} = recordedEngine();
	const pool = openEnginePool(engine);
	const connection = await pool.open(archiveOf('a'), {signal});
	await expect(query && connection.query(query.query, signal)).rejects.toThrow('lost');
	await connection.close();
	await (await pool.open(archiveOf('a'), {signal})).close();
	expect(log.filter(line => line.startsWith('open'))).toEqual(['open a', 'open a']);
	await pool.closeAll();
});

test('closing the pool closes everything open or opening, and nothing can be opened afterwards', async () => {
	const {engine, log, go} = recordedEngine({isQuick: false});
	const pool = openEnginePool(engine);
	const open = pool.open(archiveOf('a'), {signal});
	const opening = pool.open(archiveOf('b'), {signal});
	const waiting = pool.open(archiveOf('c'), {signal});
	const refused = Promise.allSettled([opening, waiting]);
	await sleep(0);
	go('a');
	await open;
	await pool.closeAll();
	expect(log.sort()).toEqual(['abort b', 'close a', 'open a', 'open b']);
	expect((await refused).map(({status}) => status)).toEqual(['rejected', 'rejected']);
	await expect(pool.open(archiveOf('a'), {signal})).rejects.toThrow();
});

test('a real engine returns the same through the pool', async () => {
	const pool = openEnginePool(embedded);
	for (const {archive, queries} of readExpected().slice(0, 3)) {
		const connection = await pool.open({path: archive, kind: 'tar.gz'}, {signal});
		for (const {query: asked, series} of queries) {
			expectSame(await connection.query(asked, signal), series, asked.metric.name);
		}

		await connection.close();
	}

	await pool.closeAll();
});
