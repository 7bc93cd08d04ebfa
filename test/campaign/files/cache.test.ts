import {
	appendFileSync, cpSync, readdirSync, rmSync, statSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openCache, type KnownOutcome} from '../../../source/campaign/files/cache.js';
import {noConsoleFacts} from '../../../source/campaign/files/consoles.js';
import type {LogFile} from '../../../source/campaign/files/controller-logs.js';
import {
	agent, campaignOf, entry, latency, logFile, logOf, newFolder,
} from '../../campaign-builder.js';
import {iterationsOf} from '../../campaign-iterations.js';
import {runProgram} from '../../program.js';
import {
	campaignWith, changeUnseen, newCacheFolder, okOf, locations, table,
} from '../cached-campaign.js';

describe('cached data', () => {
	test('a second run reads no log', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		expect(await okOf(folder, home)).toBe('5');
		changeUnseen(log);
		expect(await okOf(folder, home)).toBe('5');
	});

	test('is neither read nor written with --no-cache', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		expect(await okOf(folder, home, '--no-cache')).toBe('5');
		expect(readdirSync(home)).toEqual([]);
		await okOf(folder, home);
		changeUnseen(log);
		expect(await okOf(folder, home, '--no-cache')).toBe('6');
	});

	test('reproduces the output of a cold run byte for byte, including counts beyond 2^53, infinite sums and 3,000 errors', async () => {
		const home = newFolder();
		const errors = Object.fromEntries(Array.from({length: 3000}, (_, id) => [`no reply to ${id}`, 1]));
		const many = '9007199254740993';
		const folder = campaignOf([entry('plain'), entry('huge'), entry('endless'), entry('errors')], {
			[logFile('huge')]: logOf(
				{a: agent({latency: latency({distribution: {0: ['MANY', 0, 0, 0, 0, 0, 0, 0, 0, 0]}})}), b: agent()},
				{s: agent()},
			).replaceAll('"MANY"', many),
			[logFile('endless')]: logOf(
				{a: agent({latency: latency({sum_of_squares: 1e308})}), b: agent({latency: latency({sum_of_squares: 1e308})})},
				{s: agent()},
			),
			[logFile('errors')]: logOf({a: agent({errors})}, {s: agent()}),
		});
		for (const words of [['table'], ['table', '--format', 'csv'], ['aggregate'], ['latency', '--format', 'json'], ['trend']]) {
			const [command = '', ...flags] = words;
			const run = async (...more: readonly string[]) => runProgram([command, folder, ...flags, ...more], {env: {XDG_CACHE_HOME: home}});
			const cold = await run('--no-cache');
			expect(await run()).toEqual(cold);
			expect(await run()).toEqual(cold);
		}

		expect((await runProgram(['aggregate', folder], {env: {XDG_CACHE_HOME: home}})).stdout).toContain(`[${many},1,1,1,1,1,0,0,0,0]`);
		const [file = ''] = locations(home);
		expect(statSync(file).size).toBeLessThan(10_000);
	});

	test('includes the position of damage in a log until the log changes', async () => {
		const home = newFolder();
		const folder = campaignOf([entry('A-0')], {[logFile('A-0')]: logOf({a: agent()}, {s: agent()}).slice(0, -20)});
		const log = path.join(folder, logFile('A-0'));
		const read = async () => runProgram(['table', folder, '--debug'], {env: {XDG_CACHE_HOME: home}});
		const [cold, warm] = [await read(), await read()];
		expect(cold.stderr).toContain('logs-read');
		expect(warm.stderr).not.toContain('logs-read');
		const skipped = /skipped A-0: .*not JSON at byte \d+/v;
		expect(skipped.exec(warm.stderr)?.[0]).toBe(skipped.exec(cold.stderr)?.[0]);
		appendFileSync(log, ' ');
		expect((await read()).stderr).toContain('logs-read');
	});

	test('excludes read errors: the file may be readable next time with the same time and size', async () => {
		const home = newCacheFolder();
		const logs: readonly LogFile[] = [{
			path: '/c/a.log', name: 'a.log', size: 1, modified: '1',
		}];
		const cache = await openCache('/c', {folder: home});
		cache.set(logs, {
			status: 'skipped', code: 'log-unreadable', reason: 'a.log: cannot be read (EACCES)', consoles: noConsoleFacts,
		});
		await cache.save();
		expect((await openCache('/c', {folder: home})).get(logs)).toBeUndefined();
	});
});

test('of other iterations survives a run on a single iteration', async () => {
	const home = newCacheFolder();
	const logsOf = (name: string): readonly LogFile[] => [{
		path: `/c/${name}`, name, size: 1, modified: '1',
	}];
	const outcome = (await loadedOutcome());
	const cache = await openCache('/c', {folder: home});
	cache.set(logsOf('a.log'), outcome);
	await cache.save();
	const second = await openCache('/c', {folder: home});
	second.set(logsOf('b.log'), outcome);
	await second.save({isPart: true});
	const third = await openCache('/c', {folder: home});
	expect([third.get(logsOf('a.log')), third.get(logsOf('b.log'))]).toEqual([outcome, outcome]);
});

/** The outcome of a good log. */
async function loadedOutcome(): Promise<KnownOutcome> {
	const [iteration] = await iterationsOf([entry('A-0')]);
	if (iteration?.status !== 'loaded') {
		throw new Error('a good log was skipped');
	}

	const {status, clients, servers, duplicateAgents, shards, fanout, consoles} = iteration;
	return {
		status, clients, servers, duplicateAgents, shards, fanout, consoles,
	};
}

describe('cache location', () => {
	test('a folder that cannot be created or is full counts as a cache miss', async () => {
		const {folder, log} = campaignWith(5);
		const cold = await table(folder, newFolder(), '--no-cache');
		for (const home of ['/proc', '/dev/null', log]) {
			expect(await table(folder, home)).toEqual(cold);
		}
	});

	test('is never in the campaign, nor relative to the working directory with a relative XDG_CACHE_HOME', async () => {
		const {folder} = campaignWith(5);
		const before = readdirSync(folder);
		await table(folder, path.join(folder, 'cache'));
		const location = newFolder();
		await runProgram(['table', folder], {cwd: location, env: {XDG_CACHE_HOME: 'cache'}});
		expect(readdirSync(folder)).toEqual(before);
		expect(readdirSync(location)).toEqual([]);
	});

	test('six concurrent programs get the same result and leave one complete entry', async () => {
		const [home, {folder, log}] = [newFolder(), campaignWith(5)];
		const answers = await Promise.all(Array.from({length: 6}, async () => table(folder, home)));
		expect(new Set(answers.map(({stdout}) => stdout)).size).toBe(1);
		expect(answers.every(({status, stderr}) => status === 0 && stderr === '')).toBe(true);
		expect(locations(home)).toHaveLength(1);
		changeUnseen(log);
		expect(await okOf(folder, home)).toBe('5');
	});

	test('is readable only by its owner', async () => {
		const [home, {folder}] = [newFolder(), campaignWith(5)];
		await okOf(folder, home);
		const [file = ''] = locations(home);
		expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
	});
});

test('reading a campaign leaves it unchanged, to the byte and the nanosecond', async () => {
	const folder = campaignOf([entry('A-0'), entry('A-1')]);
	cpSync(folder, `${folder}-copy`, {recursive: true, preserveTimestamps: true});
	appendFileSync(path.join(folder, 'notes.txt'), 'x');
	const look = () => readdirSync(folder, {recursive: true}).map(name => {
		const found = statSync(path.join(folder, String(name)), {bigint: true});
		return [name, found.size, found.mtimeNs, found.ctimeNs];
	});
	const before = look();
	for (const command of ['table', 'aggregate', 'latency', 'trend']) {
		await runProgram([command, folder]);
	}

	expect(look()).toEqual(before);
	rmSync(`${folder}-copy`, {recursive: true});
});
