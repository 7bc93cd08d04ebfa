import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {spawn} from 'node:child_process';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {
	entry, goodLog, logFile, writeFiles,
} from '../campaign-builder.js';
import {environment, program} from '../program.js';
import {listingServer} from '../sources/listing-server.js';
import {bundled, openOn, timeoutMs} from './explorer-helpers.js';

const timeout = 4 * timeoutMs;
/** Time limit for everything that must end immediately (ms). */
const endTimeoutMs = 2000;

test('a campaign on a server has its name as title, its metrics, and says where it comes from', {timeout}, async () => {
	const address = await listingServer(path.dirname(bundled));
	const url = `${address}${path.basename(bundled)}/`;
	const explorer = await openOn(url.replace('://', '://me:secret@'), /test_case_1-incremental-it-1 › A-0/v, {columns: 120, rows: 40});
	explorer.press('5');
	await explorer.shows(/rabbitmq/v, timeoutMs);
	explorer.press('Escape');
	await explorer.shows(/1 Iterations/v, timeoutMs);
	explorer.press('i');
	await explorer.shows('Where this comes from', timeoutMs);
	const text = explorer.screen().join('');
	expect(text).toContain(`${url}params.json`);
	expect(explorer.rawBytes().toString()).not.toMatch(/secret|ombt-explorer\/sources/v);
});

test('r fetches changes from the server', {timeout}, async () => {
	const folder = writeFiles({'c/params.json': JSON.stringify([entry('first')]), [`c/${logFile('first')}`]: goodLog});
	const explorer = await openOn(`${await listingServer(folder)}c/`, /c › first/v);
	mkdirSync(path.join(folder, 'c', path.dirname(logFile('second'))), {recursive: true});
	writeFileSync(path.join(folder, 'c', logFile('second')), goodLog);
	writeFileSync(path.join(folder, 'c/params.json'), JSON.stringify([entry('first'), entry('second')]));
	explorer.press('r');
	await explorer.shows(/ second /v, timeoutMs);
});

test('of several campaigns on a server one is chosen, and only then its logs are fetched', {timeout}, async () => {
	const folder = writeFiles({
		'it-1/params.json': JSON.stringify([entry('a')]), [`it-1/${logFile('a')}`]: goodLog,
		'it-2/params.json': JSON.stringify([entry('b')]), [`it-2/${logFile('b')}`]: goodLog,
	});
	const explorer = await openOn(await listingServer(folder), 'Campaigns here: 1/2');
	explorer.press('j', 'Enter');
	await explorer.shows(/it-2 › b/v, timeoutMs);
	expect(explorer.screen().join('\n')).not.toContain('skipped');
});

/** A server that lists logs but never sends them. */
const slowServer = async () => listingServer(path.dirname(bundled), {slow: {path: /controller/v, ms: 60_000}});

test.each([
	['Escape', 1, /stopped before it was fetched completely/v],
	['q', 0, /^/v],
	['Ctrl-C', 0, /^/v],
])('%s ends fetching at once', {timeout}, async (key, code, says) => {
	const explorer = await openOn(`${await slowServer()}${path.basename(bundled)}/`, /fetching \d+\/\d+ files/v, {columns: 120});
	const start = performance.now();
	explorer.press(key);
	expect((await explorer.exited).code).toBe(code);
	expect(performance.now() - start).toBeLessThan(endTimeoutMs);
	expect(explorer.screen().join('\n')).toMatch(says);
});

test('Ctrl-C ends a fetching command immediately', {timeout}, async () => {
	const child = spawn(process.execPath, [program, 'table', `${await slowServer()}${path.basename(bundled)}/`], {env: environment(), stdio: 'ignore'});
	const ended = new Promise<number | null>(resolve => {
		child.on('exit', resolve);
	});
	await sleep(1500);
	const start = performance.now();
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(performance.now() - start).toBeLessThan(endTimeoutMs);
});

test('Esc aborts fetching an archive of metrics', {timeout}, async () => {
	const address = await listingServer(path.dirname(bundled), {slow: {path: /tar\.gz/v, ms: 60_000}});
	const explorer = await openOn(`${address}${path.basename(bundled)}/`, /1\/12 · 1 skipped/v);
	explorer.press('5');
	await explorer.shows(/5 Metrics/v, timeoutMs);
	explorer.press('Escape');
	await explorer.shows(/1 Iterations/v, timeoutMs);
	const start = performance.now();
	explorer.press('q');
	expect((await explorer.exited).code).toBe(0);
	expect(performance.now() - start).toBeLessThan(endTimeoutMs);
});
