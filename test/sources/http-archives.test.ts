import {randomBytes} from 'node:crypto';
import {
	existsSync, readFileSync, rmSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll, beforeAll, beforeEach, describe, expect, test,
} from 'vitest';
import {sourceOf, type SourceOptions} from '../../source/sources/open-source.js';
import {defaultLimits, type SourceProgress} from '../../source/sources/source.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import {
	campaignOf, entry, goodLog, logFile, newFolder,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {
	answers, breaksAfter, drips, faultyProxy, type Fault, type FaultyProxy,
} from './faulty-proxy.js';
import {campaign, filesOf, pack} from './pack-campaign.js';
import {served, servers} from './servers.js';

const timeout = 60_000;
const runs = [
	['table', '--format', 'json'],
	['metrics', '--iteration', 'A-2', '--format', 'csv'],
] as const;
const expected = await Promise.all(runs.map(async ([command, ...flags]) => runProgram([command, campaign, ...flags])));

/** Archives of each format, and one with a name that needs escapes; the format does not depend on the server. */
const names = ['c.tar.gz', 'c.tgz', 'c.tar', 'c.zip', 'a b%20ü&#?+;=\'(1).tar.gz'] as const;

describe.each(servers)('an archive served by $name', ({name: server, canRun, start}) => {
	const root = served({});
	const write = (name: string, folder = campaign) => {
		writeFileSync(path.join(root, name), pack(/\.(?:tar\.gz|tgz|tar|zip)$/v.exec(name)![0], filesOf(folder, 'test_case_1')));
	};

	const address = canRun ? start(root) : Promise.resolve('');

	test.skipIf(!canRun).each(server === 'nginx' ? names : names.slice(-1))('as %s gives every command the same output as its folder, on the first run and later', {timeout}, async name => {
		write(name);
		const url = `${await address}${encodeURIComponent(name)}`;
		for (const round of [1, 2]) {
			for (const [index, [command, ...flags]] of runs.entries()) {
				expect({round, command, ...await runProgram([command, url, ...flags])}).toEqual({round, command, ...expected[index]});
			}
		}
	});

	test.skipIf(!canRun)('is fetched again after a change', {timeout}, async () => {
		const url = `${await address}changing.tar.gz`;
		const ids = async () => (JSON.parse((await runProgram(['table', url, '--format', 'json'])).stdout) as ReadonlyArray<Readonly<Record<string, unknown>>>).map(({iteration_id: id}) => id);
		for (const [index, id] of ['a', 'b'].entries()) {
			rmSync(path.join(root, 'changing.tar.gz'), {force: true});
			write('changing.tar.gz', campaignOf([entry(id)]));
			utimesSync(path.join(root, 'changing.tar.gz'), 1_500_000_000 + index, 1_500_000_000 + index);
			expect(await ids()).toEqual([id]);
		}
	});
});

describe('an archive on a server', () => {
	const server = servers.find(({name}) => name === 'nginx')!;
	const root = served({});
	const bytes = pack('.tar.gz', filesOf(campaignOf([entry('a')], {'influxdb-data.tar': randomBytes(300_000)}), 'c'));
	writeFileSync(path.join(root, 'c.tar.gz'), bytes);
	const before = process.env.XDG_CACHE_HOME;
	let proxy: FaultyProxy;
	beforeAll(async () => {
		proxy = await faultyProxy(server.canRun ? await server.start(root) : 'http://127.0.0.1:1/');
	});
	beforeEach(() => {
		process.env.XDG_CACHE_HOME = newFolder('cache');
		proxy.use();
	});
	afterAll(() => {
		process.env.XDG_CACHE_HOME = before;
	});

	const any = /./v;
	const log = path.join('c', logFile('a'));
	const {signal} = new AbortController();

	/** The text of the log and the notes, or the line of the error; and the progress. */
	async function opened({address = `${proxy.address}c.tar.gz`, ...options}: SourceOptions & {readonly address?: string} = {}, progress: SourceProgress[] = []) {
		const clean = (text: string) => text.replaceAll(proxy.address, 'HOST/');
		try {
			const source = await sourceOf(address, {timeoutMs: 1000, ...options});
			try {
				const {folder, notes} = await source.open({
					signal,
					onProgress(now) {
						progress.push(now);
					},
				});
				const file = path.join(folder, log.slice(2));
				await source.fetch(file, {signal});
				return {log: readFileSync(file, 'utf8'), notes: notes.map(note => clean(note))};
			} finally {
				await source.close();
			}
		} catch (error) {
			return error instanceof AppError ? clean(errorLine(error)) : error;
		}
	}

	const whole = {log: goodLog, notes: []};
	const testServed = test.skipIf(!server.canRun);

	testServed('is fetched once while it does not change', async () => {
		const progress: SourceProgress[] = [];
		expect(await opened({}, progress)).toEqual(whole);
		expect(progress.findLast(({stage}) => stage === 'fetching')).toEqual({
			stage: 'fetching', filesDone: 1, filesTotal: 1, bytesDone: bytes.length, bytesTotal: bytes.length,
		});
		expect(await opened()).toEqual(whole);
		expect(proxy.requests.map(({headers}) => headers['if-none-match'] !== undefined)).toEqual([false, true]);
	});

	testServed('is resumed where a connection broke', async () => {
		proxy.use({path: any, times: 1, fault: breaksAfter(200_000)});
		const progress: SourceProgress[] = [];
		expect(await opened({}, progress)).toEqual(whole);
		expect(proxy.requests.map(({headers}) => headers.range)).toEqual([undefined, 'bytes=200000-']);
		expect(progress.findLast(({stage}) => stage === 'fetching')).toMatchObject({bytesDone: bytes.length, bytesTotal: bytes.length});
	});

	testServed('is resumed in the next run', async () => {
		proxy.use({path: any, times: 1, fault: breaksAfter(200_000)}, {path: any, fault: breaksAfter(0)});
		expect(await opened()).toMatch(/^HOST\/c\.tar\.gz: the connection broke/v);
		proxy.use();
		expect(await opened()).toEqual(whole);
		expect(proxy.requests.map(({headers}) => headers.range)).toEqual(['bytes=200000-']);
	});

	testServed.each<readonly [name: string, fault: Fault, says: RegExp]>([
		['is unreachable', (_, response) => {
			response.destroy();
		}, /^what was fetched until .* UTC is shown: HOST\/c\.tar\.gz: the connection broke \(ECONNRESET\)$/v],
		['is busy', answers(503, {}), /^what was fetched until .* UTC is shown: HOST\/c\.tar\.gz: is busy \(status 503\)$/v],
		['fails', answers(500, {}), /^what was fetched until .* UTC is shown: HOST\/c\.tar\.gz: answers with an error \(status 500\)$/v],
	])('is shown with its time if the server %s', async (_, fault, says) => {
		expect(await opened()).toEqual(whole);
		proxy.use({path: any, fault});
		expect(await opened()).toEqual({...whole, notes: [expect.stringMatching(says)]});
	});

	testServed('is not shown if the server denies access', async () => {
		expect(await opened()).toEqual(whole);
		proxy.use({path: any, fault: answers(403, {})});
		expect(await opened()).toMatch(/^HOST\/c\.tar\.gz: denies access \(status 403\)/v);
	});

	testServed('may need a query, which is not displayed', async () => {
		expect(await opened({address: `${proxy.address}c.tar.gz?token=secret`})).toEqual(whole);
		expect(proxy.requests.map(({path}) => path)).toEqual(['/c.tar.gz?token=secret']);
		proxy.use({path: any, fault: answers(404, {})});
		expect(await opened({address: `${proxy.address}c.tar.gz?token=secret2#top`})).toBe('HOST/c.tar.gz: not found (status 404); check the address');
	});

	testServed('leaves no files behind with --no-cache', async () => {
		expect(await opened({cache: false})).toEqual(whole);
		expect(existsSync(path.join(process.env.XDG_CACHE_HOME!, 'ombt-explorer/sources'))).toBe(false);
	});

	testServed.each<readonly [name: string, fault: Fault, says: RegExp, options: SourceOptions]>([
		['a page in its place', answers(200, {'content-type': 'text/html'}, '<html>log in'), /^HOST\/c\.tar\.gz: the server sends a web page instead of the file; open it in a browser/v, {}],
		['something else', answers(200, {}, 'x'.repeat(2000)), /^HOST\/c\.tar\.gz: (?:is no tar|.*not)/v, {}],
		['half of it', answers(200, {}, bytes.subarray(0, 1000)), /^HOST\/c\.tar\.gz: is truncated/v, {}],
		['nothing', answers(200, {}), /^HOST\/c\.tar\.gz: empty/v, {}],
		['a redirect to another server', answers(302, {location: 'http://user:pw@127.0.0.1:1/c.tar.gz?token=x'}), /^HOST\/c\.tar\.gz: redirects to another server: http:\/\/127\.0\.0\.1:1\/c\.tar\.gz; if/v, {}],
		['a size beyond the limit', answers(200, {'content-length': '10000000000'}), /^HOST\/c\.tar\.gz: has more than 8\.6 GB to fetch; allow more with --max-size/v, {}],
		['more than the limit without a size', answers(200, {'transfer-encoding': 'chunked'}, 'x'.repeat(10_000)), /^HOST\/c\.tar\.gz: has more than 1\.0 kB to fetch/v, {limits: {...defaultLimits, maxBytes: 1000}}],
		['drips', drips({}), /^HOST\/c\.tar\.gz: sends fewer than 100 bytes per second/v, {}],
	])('costs a line for %s', async (_, fault, says, options) => {
		proxy.use({path: any, fault});
		expect(await opened(options)).toMatch(says);
	});

	test('with an unsupported compression is rejected before it is fetched', async () => {
		expect(await opened({address: `${proxy.address}c.tar.xz`})).toBe('HOST/c.tar.xz: compressed by another program than gzip; let that program unpack it: curl -sSf ADDRESS | xz -dc | ombt-explorer table -');
		expect(proxy.requests).toEqual([]);
	});
});
