import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {
	campaignOf, entry, goodLog, logFile, newFolder,
} from '../campaign-builder.js';
import {program} from '../program.js';
import {
	bundled, expectRestored, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;
const library = path.join(newFolder('hang'), 'hang.so');
const hasCompiler = spawnSync('cc', ['-shared', '-fPIC', '-o', library, fileURLToPath(new URL('hang/hang.c', import.meta.url)), '-ldl']).status === 0;
const hanging = (part: string) => ({LD_PRELOAD: library, HANG: part});

/** A campaign with several iterations, one of them on a disk that hangs. */
const folder = campaignOf(['A-0', 'A-1', 'A-2'].map(name => entry(name)), Object.fromEntries(['A-0', 'A-1', 'A-2'].map(name => [logFile(name), goodLog])));

/** What hangs, and what the screen shows then. */
const places: ReadonlyArray<readonly [name: string, part: string, shown: string]> = [
	['the log of the first iteration', path.basename(logFile('A-0')), 'ombt-explorer'],
	['the log of the second iteration', path.basename(logFile('A-1')), 'A-0'],
	['params.json', 'params.json', 'ombt-explorer'],
	['a file of the cache', '/aggregates/', 'ombt-explorer'],
];

describe.skipIf(!hasCompiler)('a disk that hangs', () => {
	// Each waits some seconds for the line that names the file: side by side.
	test('the file is named, keys work, and q restores the terminal within a second', {timeout}, async () => {
		await Promise.all(places.map(async ([name, part, shown]) => expectUsable(part, shown).catch((error: unknown) => {
			throw new Error(name, {cause: error});
		})));
	});

	test.for(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s ends it as quickly', {timeout}, async signal => {
		const explorer = await openOn(folder, 'A-0', {args: ['--no-cache'], env: hanging(path.basename(logFile('A-1')))});
		const start = performance.now();
		explorer.kill(signal);
		await explorer.exited;
		expect(performance.now() - start).toBeLessThan(1500);
		await expectRestored(explorer);
	});

	test('a hanging archive: other keys work, q quits', {timeout}, async () => {
		const explorer = await openOn(bundled, '1/12', {env: hanging('influxdb-data.tar.gz'), args: ['--no-cache'], columns: 120});
		explorer.press('5');
		await explorer.shows(/waiting for .*influxdb-data\.tar\.gz, \d+ s/v, 10_000);
		explorer.press('1');
		await explorer.shows('messages ok', 2000);
		explorer.press('q');
		const start = performance.now();
		await explorer.exited;
		expect(performance.now() - start).toBeLessThan(1500);
	});

	test.for([['table'], ['latency'], ['aggregate'], ['trend']])('%s ends on the first Ctrl-C', {timeout}, async ([command = '']) => {
		await Promise.all([path.basename(logFile('A-1')), 'params.json'].map(async part => {
			const child = spawn(process.execPath, [program, command, folder, '--no-cache'], {env: {...process.env, ...hanging(part)}, stdio: 'ignore'});
			await sleep(600);
			const start = performance.now();
			child.kill('SIGINT');
			const [code, signal] = await once(child, 'exit') as [number | null, string | null];
			expect(performance.now() - start, part).toBeLessThan(1500);
			expect(signal ?? code, part).toSatisfy(end => end === 'SIGINT' || end === 130);
		}));
	});
});

/** Opens the campaign, a part of which hangs: other keys work while the picture says what it waits for. */
async function expectUsable(part: string, shown: string): Promise<void> {
	// So that the cache has an entry to read.
	const home = newFolder('home');
	await openOnce(home);
	const explorer = await openOn(folder, shown, {args: part === '/aggregates/' ? [] : ['--no-cache'], env: {...hanging(part), XDG_CACHE_HOME: home}, columns: 120});
	explorer.press('?');
	await explorer.shows('On Iterations', 2000);
	explorer.press('Escape');
	await explorer.shows(/waiting for .*, \d+ s/v, 8000);
	const start = performance.now();
	explorer.press('q');
	await explorer.exited;
	expect(performance.now() - start).toBeLessThan(1500);
	await expectRestored(explorer);
}

async function openOnce(home: string): Promise<void> {
	const explorer = await openOn(folder, 'A-2', {env: {XDG_CACHE_HOME: home}});
	await explorer.idle();
	explorer.press('q');
	await explorer.exited;
	writeFileSync(path.join(home, 'opened'), '');
}
