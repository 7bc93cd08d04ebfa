import {execFileSync} from 'node:child_process';
import {
	cpSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	afterAll, beforeAll, beforeEach, describe, expect, test,
} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {
	answers, faultyProxy, lists, type Fault, type FaultyProxy,
} from './faulty-proxy.js';
import {campaign} from './pack-campaign.js';
import {served, servers} from './servers.js';

const timeout = 60_000;

/** The campaign of the fixtures with an unpacked database in place of an archive; and the path of that database. */
function unpackedCampaign() {
	const folder = path.join(newFolder('unpacked'), 'c');
	cpSync(campaign, folder, {recursive: true, preserveTimestamps: true});
	const iteration = readdirSync(folder).find(name => name.includes('iteration_id__A-2-'))!;
	const archive = path.join(folder, iteration, 'influxdb-data.tar.gz');
	execFileSync('tar', ['-xzf', archive, '-C', path.dirname(archive)]);
	execFileSync('chmod', ['-R', 'a+rX', path.dirname(archive)]);
	rmSync(archive);
	return {folder, database: path.join(iteration, 'influxdb-data')};
}

const {folder, database} = unpackedCampaign();
const metrics = ['metrics', '--iteration', 'A-2', '--format', 'csv'] as const;
const list = ['metrics', '--iteration', 'A-2', '--list', '--format', 'json'] as const;
const run = async ([command, ...flags]: readonly string[], address: string, options?: Parameters<typeof runProgram>[1]) =>
	runProgram([command!, address, ...flags], options);
const expected = await run(metrics, folder);
const expectedList = await run(list, folder);

test('the metrics of an unpacked database are those of its archive', async () => {
	expect(expected).toEqual(await run(metrics, campaign));
	expect(expected.stdout.length).toBeGreaterThan(1000);
});

describe.each(servers)('an unpacked database served by $name', ({canRun, start}) => {
	test.skipIf(!canRun)('gives the same metrics as its folder, on the first run and later', {timeout}, async () => {
		const url = `${await start(served({c: folder}))}c/`;
		const env = {XDG_CACHE_HOME: newFolder('cache')};
		expect(await run(list, url, {env})).toEqual(expectedList);
		for (const round of [1, 2]) {
			expect({round, ...await run(metrics, url, {env})}).toEqual({round, ...expected});
		}
	});
});

const nginx = servers.find(({name}) => name === 'nginx')!;

describe.skipIf(!nginx.canRun)('an unpacked database on a server', () => {
	const root = served({c: folder});
	let proxy: FaultyProxy;
	let env: Readonly<Record<string, string>>;
	beforeAll(async () => {
		proxy = await faultyProxy(await nginx.start(root));
	});
	beforeEach(() => {
		env = {XDG_CACHE_HOME: newFolder('cache')};
		proxy.use();
	});
	afterAll(() => {
		rmSync(folder, {recursive: true});
	});

	const url = () => `${proxy.address}c/`;
	const asked = (method: string) => proxy.requests.filter(request => request.method === method && request.path.includes('/influxdb-data/')).map(request => request.path.replace(/.*\/influxdb-data\//v, ''));
	const files = () => asked('GET').filter(name => !name.endsWith('/') && name !== '');

	test('is listed and fetched on demand, and only once', {timeout}, async () => {
		await run(['table'], url(), {env});
		expect([...asked('GET'), ...asked('HEAD')]).toEqual([]);
		expect(await run(metrics, url(), {env})).toEqual(expected);
		const fetched = files();
		expect(fetched.length).toBeGreaterThan(0);
		expect(fetched).toHaveLength(new Set(fetched).size);
		proxy.use();
		expect(await run(metrics, url(), {env})).toEqual(expected);
		expect(files()).toEqual([]);
		// Results are cached by the state of the database, which did not change when it was fetched.
		expect(await run([...metrics, '--debug'], url(), {env})).toMatchObject({stderr: expect.stringMatching(/"cached":[1-9]\d*,"due":0/v) as string});
	});

	test('is fetched again only where it has changed', {timeout}, async () => {
		await run(metrics, url(), {env});
		const name = readdirSync(path.join(root, 'c', database), {recursive: true, encoding: 'utf8'}).find(file => /ombt-orchestrator.*\.(?:tsm|wal)$/v.test(file))!;
		const file = path.join(root, 'c', database, name);
		writeFileSync(file, Buffer.alloc(statSync(file).size));
		proxy.use();
		const {stdout, stderr} = await run(metrics, url(), {env});
		expect(files()).toEqual([name]);
		expect(`${stdout}${stderr}`).not.toBe(`${expected.stdout}${expected.stderr}`);
		cpSync(path.join(folder, database, name), file, {preserveTimestamps: true});
		expect(await run(metrics, url(), {env})).toEqual(expected);
	});

	test.each<readonly [name: string, fault: Fault]>([
		['unreachable', (_, response) => {
			response.destroy();
		}],
		['busy', answers(503, {})],
	])('is used from the mirror if the server is %s', {timeout}, async (_, fault) => {
		await run(metrics, url(), {env});
		proxy.use({path: /./v, fault});
		const {stdout, stderr} = await run(metrics, url(), {env});
		expect(stdout).toBe(expected.stdout);
		expect(stderr).toContain('what was fetched until');
		proxy.use({path: /influxdb-data\//v, fault});
		expect(await run(metrics, url(), {env})).toEqual({
			...expected, stderr: expect.stringMatching(/^metrics may have changed since they were fetched: http.*\n$/v) as string,
		});
	});

	test('that was not listed completely is not used', {timeout}, async () => {
		proxy.use({path: /influxdb-data\/data\/$/v, fault: answers(503, {})});
		for (const round of [1, 2]) {
			expect({round, ...await run(metrics, url(), {env})}).toMatchObject({round, status: 1, stderr: expect.stringMatching(/influxdb-data\/data\/: is busy \(status 503\)/v) as string});
		}
	});

	test.each([
		['a folder in it is not listed', /influxdb-data\/data\/$/v, answers(403, {}), /influxdb-data\/data\/: denies access \(status 403\)/v],
		['it is without end', /influxdb-data\/.*\/$/v, lists('again/'), /lists folders nested deeper than allowed \(16\)/v],
		['a file in it is gone', /influxdb-data\/.*[^\/]$/v, answers(404, {}), /no longer exists/v],
		['a file in it is a page', /influxdb-data\/.*[^\/]$/v, answers(200, {'content-type': 'text/html'}, '<html>'), /the server sends a web page instead of the file/v],
	])('costs a line where %s', async (_, where, fault, says) => {
		proxy.use({path: where, fault});
		const {stderr, status} = await run(metrics, url(), {env});
		expect(stderr).toMatch(says);
		expect(stderr).not.toContain('ombt-explorer/sources');
		expect(status).toBe(1);
	});
});
