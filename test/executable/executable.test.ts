import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {
	afterAll, beforeAll, describe, expect, test,
} from 'vitest';
import {generateCampaign} from '../benchmark/generate.js';
import {newFolder} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {packedCampaign} from '../sources/pack-campaign.js';
import {
	bundled, expectRestored, openOn, timeoutMs,
} from '../terminal/explorer-helpers.js';
import {
	type BareMachine, installInfluxd, lacking, openBareMachine,
} from './bare-machine.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {makeExecutable} = await import(path.join(root, 'scripts/single-executable.mjs')) as {
	makeExecutable: (architecture: string, output: string) => Promise<void>;
};
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};
const timeout = 120_000;
/** Timeout for downloading a bare Debian, and for building the executable (ms). */
const setUpMs = 600_000;

describe.skipIf(lacking !== undefined)('the single executable', () => {
	const executable = path.join(newFolder('executable'), 'ombt-explorer');
	const large = newFolder('large');

	beforeAll(async () => {
		await makeExecutable('x64', executable);
		// Large enough for threads: 6 MB of logs, and 250 kB of agents.
		generateCampaign(large, {
			iterations: 4, clients: 8000, servers: 400, seed: 3,
		});
	}, setUpMs);

	test('starts by a relative path where there is no /proc', () => {
		const words = ['--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /proc && exec ./ombt-explorer --version'];
		const {status, stdout, stderr} = spawnSync('unshare', words, {cwd: path.dirname(executable), encoding: 'utf8'});
		expect({status, stdout, stderr}).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
	});

	describe.each(['bullseye', 'bookworm'])('on a bare Debian %s', release => {
		let machine: BareMachine;
		let program: string;
		let campaign: string;
		const run = (...words: readonly string[]) => {
			const [file, ...rest] = machine.command(program, ...words);
			const {status, stdout, stderr} = spawnSync(file, rest, {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024});
			return {status, stdout, stderr};
		};

		beforeAll(() => {
			machine = openBareMachine(release);
			program = machine.copy(executable, 'ombt-explorer');
			campaign = machine.copy(bundled, 'campaign');
		}, setUpMs);

		afterAll(() => {
			machine.close();
		});

		test('there is no Node, and --version is that of the package', () => {
			const [file, ...words] = machine.command('sh', '-c', 'command -v node');
			expect(spawnSync(file, words).status).not.toBe(0);
			expect(run('--version')).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
		});

		test('--licenses has those of the package, and Node\'s', async () => {
			const {status, stdout} = run('--licenses');
			expect({status, has: stdout.startsWith((await runProgram(['--licenses'])).stdout)}).toEqual({status: 0, has: true});
			expect(stdout).toMatch(/^node 24\.\d+\.\d+ \(MIT/mv);
			expect(stdout).toContain('Node.js is licensed for use as follows');
			expect(stdout).toContain('- V8, located at deps/v8');
		});

		test('prints the same table as the package', {timeout}, async () => {
			const words = ['--format', 'json'];
			expect(run('table', campaign, ...words).stdout).toBe((await runProgram(['table', bundled, ...words])).stdout);
			// All code that it would compile is embedded.
			expect(machine.files().filter(file => file.includes('/ombt-explorer/code/'))).toEqual([]);
		});

		test('reads large logs in threads', {timeout}, async () => {
			const there = machine.copy(large, 'large');
			expect(run('table', there, '--format', 'json').stdout).toBe((await runProgram(['table', large, '--format', 'json'])).stdout);
			const explorer = await openOn(there, '/4', {command: machine.command(program), columns: 120, rows: 40});
			explorer.press('6');
			await explorer.shows(/fairness 0\.\d+/v, timeoutMs);
			explorer.press('q');
			expect(await explorer.exited).toMatchObject({code: 0});
		});

		test.each(['.zip', '.tar.gz'])('reads a campaign in a %s like its folder, including metrics', {timeout}, async ending => {
			const file = machine.copy(packedCampaign(ending), `campaign${ending}`);
			for (const words of [['--format', 'json'], ['--columns', 'iteration_id,max(usage_cpu_percent_bus)', '--format', 'csv', '--engine', 'embedded']]) {
				expect(run('table', file, ...words).stdout).toBe((await runProgram(['table', bundled, ...words])).stdout);
			}
		});

		test('includes the client for servers', {timeout}, () => {
			expect(run('table', 'http://127.0.0.1:1/').stderr).toMatch(/the connection is refused \(ECONNREFUSED\)/v);
		});

		test('prints the same metrics as the package, with each available engine', {timeout}, async () => {
			const words = ['--iteration', 'A-2', '--format', 'csv'];
			const {stdout: expected} = await runProgram(['metrics', bundled, ...words, '--engine', 'embedded']);
			expect(expected.split('\n').length).toBeGreaterThan(10);
			expect(run('metrics', campaign, ...words, '--engine', 'embedded')).toMatchObject({status: 0, stdout: expected});
			const influxd = installInfluxd(machine, '/usr/bin/influxd');
			if (influxd !== undefined) {
				expect(run('metrics', campaign, ...words, '--engine', 'influxd', '--influxd', influxd).stdout).toBe(expected);
			}
		});

		test('q quits and restores the terminal; screens open without any file next to it', {timeout}, async () => {
			const explorer = await openOn(campaign, '1/12', {command: machine.command(program)});
			explorer.press('3');
			await explorer.shows('share per decade', timeoutMs);
			explorer.press('5');
			await explorer.shows('CPU', timeoutMs);
			explorer.press('q');
			expect(await explorer.exited).toEqual({code: 0, signal: undefined});
			await expectRestored(explorer);
		});

		test('SIGTERM restores the terminal and exits with 143', {timeout}, async () => {
			const explorer = await openOn(campaign, '1/12', {command: machine.command(program)});
			explorer.kill('SIGTERM');
			expect(await explorer.exited).toEqual({code: 143, signal: undefined});
			await expectRestored(explorer);
		});

		test('writes only the caches', () => {
			const written = machine.files().filter(file => !/^\/home\/user\/(?:ombt-explorer|influxd|campaign[\/.]|large\/)/v.test(file));
			expect(written.length).toBeGreaterThan(0);
			expect(written.filter(file => !/^\/home\/user\/\.cache\/ombt-explorer\/(?:aggregates|code|metrics|sources)\//v.test(file))).toEqual([]);
		});
	});
});
