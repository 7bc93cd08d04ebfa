import {
	mkdirSync, rmSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	entry, goodLog, logFile, newFolder, writeFiles,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {campaign} from './pack-campaign.js';
import {person, served, servers} from './servers.js';

const runs = [
	['table', '--format', 'json'],
	['agents', '--iteration', 'A-1', '--format', 'csv'],
	['metrics', '--iteration', 'A-2', '--format', 'csv'],
	['metrics', '--iteration', 'B-0', '--list', '--format', 'json'],
] as const;

const expected = await Promise.all(runs.map(async ([command, ...flags]) => runProgram([command, campaign, ...flags])));
const name = 'test_case_1-incremental-it-1';
const odd = 'a b%20ü&#?+;=\'(1)';
const timeout = 60_000;

/** The names of the iterations in the output of `table`. */
const idsOf = (stdout: string) => (JSON.parse(stdout) as ReadonlyArray<Readonly<Record<string, unknown>>>).map(({iteration_id: id}) => id);

describe.each(servers)('a campaign served by $name', ({name: server, canRun, start}) => {
	const small = (ids: readonly string[]) => writeFiles({
		'params.json': JSON.stringify(ids.map(id => entry(id))), ...Object.fromEntries(ids.map(id => [logFile(id), goodLog])),
	});
	const root = served({[name]: campaign, [odd]: small(['x']), secret: small(['s'])});
	const address = canRun ? start(root) : Promise.resolve('');

	test.skipIf(!canRun)('gives every command the same output as its folder, on the first run and later', {timeout}, async () => {
		const url = `${await address}${name}/`;
		for (const round of [1, 2]) {
			for (const [index, [command, ...flags]] of runs.entries()) {
				expect({round, command, ...await runProgram([command, url, ...flags])}).toEqual({round, command, ...expected[index]});
			}
		}
	});

	test.skipIf(!canRun)('needs no trailing slash, and can be given by its index page', {timeout}, async () => {
		for (const url of [`${await address}${name}`, `${await address}${name}/index.html`]) {
			expect(await runProgram(['table', url, '--format', 'json'])).toEqual(expected[0]);
		}
	});

	test.skipIf(!canRun)('may have any name', {timeout}, async () => {
		expect(idsOf((await runProgram(['table', `${await address}${encodeURIComponent(odd)}/`, '--format', 'json'])).stdout)).toEqual(['x']);
	});

	test.skipIf(!canRun)('can be one of several, which are listed', {timeout}, async () => {
		const {stderr, status} = await runProgram(['table', await address]);
		expect(stderr).toContain('no params.json in this folder; give one of the campaigns in it with --campaign: ');
		expect(stderr).toContain(name);
		expect(stderr).not.toContain('ombt-explorer/sources');
		expect(status).toBe(1);
	});

	test.skipIf(!canRun)('is fetched again after a change', {timeout}, async () => {
		const changing = path.join(root, 'changing');
		const write = (ids: readonly string[], time: number) => {
			for (const [file, text] of [['params.json', JSON.stringify(ids.map(id => entry(id)))], ...ids.map(id => [logFile(id), goodLog] as const)] as const) {
				rmSync(path.join(changing, file), {force: true});
				mkdirSync(path.dirname(path.join(changing, file)), {recursive: true});
				writeFileSync(path.join(changing, file), text);
				utimesSync(path.join(changing, file), time, time);
			}
		};

		const url = `${await address}changing/`;
		const ids = async () => idsOf((await runProgram(['table', url, '--format', 'json'])).stdout);
		write(['a', 'b'], 1_500_000_000);
		expect(await ids()).toEqual(['a', 'b']);
		write(['a', 'c'], 1_500_000_001);
		expect(await ids()).toEqual(['a', 'c']);
		rmSync(path.join(changing, path.dirname(logFile('a'))), {recursive: true});
		expect((await runProgram(['table', url])).stderr).toContain('skipped a: a: absent folder');
	});

	// Python's server requires none.
	if (server === 'Python') {
		return;
	}

	describe.skipIf(!canRun)('with a password', () => {
		const {user, password} = person;
		const basic = `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
		const secret = async () => `${await address}secret/`;
		const withUser = async () => (await secret()).replace('://', `://${user}:${encodeURIComponent(password)}@`);

		test('is refused without it', async () => {
			const {stderr, status} = await runProgram(['table', await secret()]);
			expect(stderr).toMatch(/secret\/: requires a login \(status 401\); give user and password/v);
			expect(status).toBe(1);
		});

		test.each([
			['in the address', async () => [await withUser()], ''],
			['in a header', async () => [await secret(), '--header', basic], ''],
			['in netrc', async () => [await secret()], `machine 127.0.0.1 login ${user} password "${password}"`],
		])('is read with it %s, without displaying it', async (_, words, netrc) => {
			const netrcFile = path.join(writeFiles({netrc}), 'netrc');
			const cache = newFolder('cache');
			const given = await words();
			const {stdout, stderr} = await runProgram(['table', ...given, '--format', 'json', '--debug'], {env: {NETRC: netrcFile, XDG_CACHE_HOME: cache}});
			expect(idsOf(stdout)).toEqual(['s']);
			for (const text of [password, encodeURIComponent(password), Buffer.from(`${user}:${password}`).toString('base64')]) {
				expect(stderr).not.toContain(text);
			}

			expect(stderr).toContain('http-request');
		});

		test('is not displayed if it is wrong', async () => {
			const url = (await secret()).replace('://', '://reader:wr0ng@');
			const {stderr} = await runProgram(['table', url, '--debug']);
			expect(stderr).toContain('status 401');
			expect(stderr).not.toContain('wr0ng');
			expect((await runProgram(['table', url, 'another'])).stderr).not.toContain('wr0ng');
			expect((await runProgram(['table', 'another', url])).stderr).not.toContain('wr0ng');
		});
	});
});
