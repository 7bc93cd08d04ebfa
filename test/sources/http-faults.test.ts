import {
	existsSync, readdirSync, readFileSync, statSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {
	afterAll, beforeAll, beforeEach, describe, expect, test,
} from 'vitest';
import {sourceOf, type SourceOptions} from '../../source/sources/open-source.js';
import {defaultLimits} from '../../source/sources/source.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import {
	entry, goodLog, logFile, newFolder, writeFiles,
} from '../campaign-builder.js';
import {
	answers, breaksAfter, drips, faultyProxy, lists, listen, stallsAfter, type Fault, type FaultyProxy,
} from './faulty-proxy.js';
import {served, servers} from './servers.js';

const nginx = servers.find(({name}) => name === 'nginx');
const canRun = nginx?.canRun === true;
const log = logFile('a');
const archive = path.join(path.dirname(log), 'influxdb-data.tar.gz');
const archiveBytes = Buffer.alloc(300_000, 'archive ');
const root = served({
	c: writeFiles({
		'params.json': JSON.stringify([entry('a')]), [log]: goodLog, [archive]: archiveBytes,
	}),
});

let proxy: FaultyProxy;
const before = process.env.XDG_CACHE_HOME;

beforeAll(async () => {
	proxy = await faultyProxy(canRun ? await nginx.start(root) : 'http://127.0.0.1:1/');
});
beforeEach(() => {
	process.env.XDG_CACHE_HOME = newFolder('cache');
});
afterAll(() => {
	process.env.XDG_CACHE_HOME = before;
});

const {signal} = new AbortController();
const page = /\/c\/$/v;
const parameters = /\/params\.json$/v;
const results = /controller.*\.log$/v;
const timeoutMs = 300;

/** Opens the campaign through the proxy: the files that are here and what is said, or the line of the error. */
async function opened(options: SourceOptions = {}, address = proxy.address) {
	const source = await sourceOf(`${address}c/`, {timeoutMs, ...options});
	const clean = (text: string) => text.replaceAll(address, 'HOST/');
	try {
		const {folder, notes} = await source.open({signal});
		const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => statSync(path.join(folder, name)).isFile()).sort();
		return {files, notes: notes.map(note => clean(note)), log: existsSync(path.join(folder, log)) ? readFileSync(path.join(folder, log), 'utf8') : undefined};
	} catch (error) {
		return error instanceof AppError ? clean(errorLine(error)) : error;
	} finally {
		await source.close();
	}
}

const whole = {files: [log, archive, 'params.json'].sort(), notes: [], log: goodLog};

describe.skipIf(!canRun)('a broken connection', () => {
	test('is resumed where it broke', async () => {
		proxy.use({path: results, times: 1, fault: breaksAfter(100)});
		expect(await opened()).toEqual(whole);
		const [first, second] = proxy.requests.filter(({path}) => results.test(path));
		expect(first?.headers.range).toBeUndefined();
		expect(second?.headers.range).toBe('bytes=100-');
		expect(second?.headers['if-range']).toMatch(/^".+"$/v);
	});

	test('restarts the download if the file has changed', async () => {
		proxy.use(
			{path: results, times: 1, fault: breaksAfter(100)},
			{path: results, times: 1, fault: answers(200, {etag: '"other"', 'content-type': 'text/plain'}, 'another text')},
		);
		expect(await opened()).toMatchObject({log: 'another text'});
	});

	test('restarts the download if the server sends a different range', async () => {
		proxy.use(
			{path: results, times: 1, fault: breaksAfter(100)},
			{path: results, times: 1, fault: answers(206, {'content-range': 'bytes 7-9/1000'}, 'xyz')},
		);
		expect(await opened()).toEqual(whole);
	});

	test('restarts the download if the server sends a range of a changed file', async () => {
		const others = [
			{etag: '"other"', 'content-range': `bytes 100-${goodLog.length - 1}/${goodLog.length}`},
			{'last-modified': 'Tue, 01 May 2018 10:00:00 GMT', 'content-range': `bytes 100-${goodLog.length - 1}/${goodLog.length}`},
			{'content-range': 'bytes 100-102/103'},
		];
		for (const headers of others) {
			process.env.XDG_CACHE_HOME = newFolder('cache');
			proxy.use(
				{path: results, times: 1, fault: breaksAfter(100)},
				{path: results, times: 1, fault: answers(206, headers, 'x'.repeat(headers['content-range'].endsWith('/103') ? 3 : goodLog.length - 100))},
			);
			expect(await opened()).toEqual(whole);
		}
	});

	test('fails after three attempts', async () => {
		proxy.use({path: results, fault: breaksAfter(0)});
		expect(await opened()).toMatch(/^HOST\/c\/.*\.log: the connection broke/v);
		expect(proxy.requests.filter(({path}) => results.test(path))).toHaveLength(3);
	});

	test('does not truncate the listing of an index page', async () => {
		proxy.use({path: page, times: 2, fault: breaksAfter(200)});
		expect(await opened()).toEqual(whole);
	});
});

describe.skipIf(!canRun)('unexpected responses', () => {
	const html = {'content-type': 'text/html; charset=utf-8'};

	test.each<readonly [name: string, where: RegExp, fault: Fault, says: RegExp]>([
		['an HTML page with status 200', parameters, answers(200, html, '<html>log in'), /params\.json: the server sends a web page instead of the file; open it in a browser/v],
		['fewer bytes than announced', results, (_, response) => {
			response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nx');
		}, /\.log: the connection broke/v],
		['fewer bytes than announced, without closing the connection', results, answers(200, {'content-length': '900'}, 'x'), /\.log: sends fewer than 100 bytes per second/v],
		['a truncated chunked response', results, (_, response) => {
			response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab');
		}, /\.log: the connection broke/v],
		['a server error', results, answers(500, {}), /\.log: answers with an error \(status 500\)/v],
		['a busy server', results, answers(503, {}), /\.log: is busy \(status 503\); try again later/v],
		['plain text instead of an index page', page, answers(200, {'content-type': 'text/plain'}, 'x'), /^HOST\/c\/: is not a page that lists files \(text\/plain\); give the address of a folder/v],
		['not found', page, answers(404, {}), /^HOST\/c\/: not found \(status 404\)/v],
		['forbidden', page, answers(403, html), /^HOST\/c\/: denies access \(status 403\)/v],
		['a response other than HTTP', page, (_, response) => {
			response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
		}, /^HOST\/c\/: its response is not HTTP/v],
		['an upgrade', page, (_, response) => {
			response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
		}, /^HOST\/c\/: the connection broke/v],
		['endless interim responses', page, (_, response) => {
			const timer = setInterval(() => {
				response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n');
			}, 20);
			response.on('close', () => {
				clearInterval(timer);
			});
		}, /^HOST\/c\/: does not answer/v],
		['a redirect to nowhere', page, answers(302, {location: 'http://[bad'}), /^HOST\/c\/: redirects to an invalid address; check the address/v],
		['endless headers', page, (_, response) => {
			response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
		}, /^HOST\/c\/: sends headers that are too large/v],
		['an unsolicited encoding', results, answers(200, {'content-encoding': 'br'}, 'x'), /\.log: has an encoding that was not requested \(br\)/v],
	])('%s', async (_, where, fault, says) => {
		proxy.use({path: where, fault});
		expect(await opened()).toMatch(says);
	});

	test('a folder that the server refuses to list is named', async () => {
		proxy.use({path: new RegExp(`${path.dirname(log).slice(0, 5)}.*/$`, 'v'), fault: answers(403, {})});
		expect(await opened()).toMatchObject({files: ['params.json'], notes: [expect.stringMatching(/^HOST\/c\/: the server refuses to list \S+$/v)]});
	});

	test('archives in place of a campaign are named', async () => {
		proxy.use({path: page, fault: lists('a.tar.gz', 'b.zip', 'c.tgz', 'd.tar', 'e.txt')});
		expect(await opened()).toEqual({files: [], notes: ['HOST/c/: lists archives, which can be given by their addresses: a.tar.gz, b.zip, c.tgz and 1 more']});
	});

	test('a listed file that no longer exists is absent', async () => {
		proxy.use({path: results, fault: answers(404, {})});
		expect(await opened()).toMatchObject({files: [archive, 'params.json'].sort()});
	});

	test('decodes a log with unsolicited compression', async () => {
		proxy.use({path: results, fault: answers(200, {'content-encoding': 'gzip'}, gzipSync(goodLog))});
		expect(await opened()).toEqual(whole);
	});

	test('decodes an index page with unsolicited compression, within limits', {timeout: 30_000}, async () => {
		const encoded = {'content-type': 'text/html', 'content-encoding': 'gzip'};
		proxy.use({path: page, fault: answers(200, encoded, gzipSync('<a href="params.json">x</a>'))});
		expect(await opened({timeoutMs: 20_000})).toMatchObject({files: ['params.json']});
		proxy.use({path: page, fault: answers(200, encoded, gzipSync(Buffer.alloc(100 * 1024 ** 2)))});
		expect(await opened({timeoutMs: 20_000})).toMatch(/^HOST\/c\/: (?:is a page larger than 67\.1 MB|unpacks to more than)/v);
		proxy.use({path: page, fault: answers(200, {...encoded, 'content-encoding': 'br'}, 'x')});
		expect(await opened({timeoutMs: 20_000})).toMatch(/^HOST\/c\/: has an encoding that was not requested \(br\)/v);
	});

	test('rejects a log that is a decompression bomb', {timeout: 30_000}, async () => {
		proxy.use({path: results, fault: answers(200, {'content-encoding': 'gzip'}, gzipSync(Buffer.alloc(100 * 1024 ** 2)))});
		expect(await opened()).toMatch(/\.log: unpacks to more than .*, a hundred times its size; if you trust it/v);
	});
});

describe.skipIf(!canRun)('silent and slow servers', () => {
	test('time out without a response', async () => {
		proxy.use({path: page, fault() {}});
		expect(await opened()).toBe('HOST/c/: does not answer; try again, or wait longer with --timeout');
	});

	test('time out if they send single bytes slowly', async () => {
		proxy.use({path: page, fault: drips({'content-type': 'text/html'})});
		expect(await opened()).toBe('HOST/c/: sends fewer than 100 bytes per second; try again, or wait longer with --timeout');
		proxy.use({path: results, fault: drips({})});
		expect(await opened()).toMatch(/\.log: sends fewer than 100 bytes per second/v);
	});

	test('can be aborted immediately', async () => {
		proxy.use({path: results, fault() {}});
		const source = await sourceOf(`${proxy.address}c/`);
		const abort = new AbortController();
		const opening = source.open({signal: abort.signal});
		setTimeout(() => {
			abort.abort(new Error('stopped'));
		}, 300);
		const start = performance.now();
		await expect(opening).rejects.toThrow('stopped');
		expect(performance.now() - start).toBeLessThan(2000);
		await source.close();
	});
});

describe.skipIf(!canRun)('index pages', () => {
	test('links that lead elsewhere are ignored', async () => {
		const links = [
			'../',
			'/',
			'?C=M;O=D',
			'#top',
			'params.json',
			'https://evil.example/params.json',
			'/other/params.json',
			'../d/x_controller-0.log',
			'%2e%2e/up.log',
			'a%2Fb.log',
			'mailto:x@y',
			'data:,x',
			'..%5Cx.log',
			'file:///etc/passwd',
			'//evil.example/c/x.log',
			'http://[bad',
			'x%00y.log',
		];
		proxy.use({path: page, fault: lists(...links)});
		expect(await opened()).toMatchObject({files: ['params.json'], notes: [expect.stringMatching(/^HOST\/c\/: \d+ of its links lead elsewhere, and are not followed$/v)]});
		expect(proxy.requests.map(({path}) => path)).toEqual(['/c/', '/c/params.json']);
	});

	test('too many entries or an endless page are rejected', {timeout: 30_000}, async () => {
		const limits = {...defaultLimits, maxFiles: 1000};
		proxy.use({path: page, fault: lists(...Array.from({length: 1001}, (_, index) => `${index}.log`))});
		expect(await opened({limits})).toBe('HOST/c/: lists more files and folders than allowed (1,000); allow more with --max-files');
		proxy.use({
			path: page, fault(_, response) {
				response.writeHead(200, {'content-type': 'text/html'});
				const more = () => {
					while (response.write(' '.repeat(1 << 16)) && !response.destroyed) {
						// Until there is no room.
					}
				};

				response.on('drain', more);
				more();
			},
		});
		expect(await opened({timeoutMs: 20_000})).toBe('HOST/c/: is a page larger than 67.1 MB; give the address of a single campaign');
	});

	test('100,000 entries are accepted', {timeout: 60_000}, async () => {
		proxy.use({path: page, fault: lists('params.json', ...Array.from({length: 99_990}, (_, index) => `picture-${index}.png`))});
		expect(await opened({timeoutMs: 20_000})).toMatchObject({files: ['params.json']});
	});

	test('endlessly nested folders are rejected', async () => {
		proxy.use({path: /\/$/v, fault: lists('again/')});
		expect(await opened()).toBe('HOST/c/: lists folders nested deeper than allowed (16); allow more with --max-depth');
	});
});

describe.skipIf(!canRun)('redirects', () => {
	const to = (location: string): Fault => answers(302, {location});

	test('within the server are followed, up to 5 times', async () => {
		proxy.use({path: page, times: 5, fault: to('/c/')});
		expect(await opened()).toEqual(whole);
		proxy.use({path: page, times: 6, fault: to('/c/')});
		expect(await opened()).toBe('HOST/c/: redirects more than 5 times; check the address');
	});

	test('to other servers are not followed, and nothing is sent there', async () => {
		const others: string[] = [];
		const other = await listen((request, response) => {
			others.push(request.url ?? '');
			response.end();
		});
		proxy.use({path: page, fault: to(`${other}c/`)});
		expect(await opened({headers: ['Authorization: Bearer secret']})).toBe(`HOST/c/: redirects to another server: ${other}c/; if that is what you want, give that address`);
		expect(others).toEqual([]);
	});
});

test.skipIf(!canRun)('sends custom headers with every request to the server', async () => {
	proxy.use();
	await opened({headers: ['X-Token: abc']});
	expect(proxy.requests.length).toBeGreaterThan(3);
	expect(proxy.requests.every(({headers}) => headers['x-token'] === 'abc')).toBe(true);
});

test.skipIf(!canRun)('does not fetch unchanged files again', async () => {
	proxy.use();
	await opened();
	const statuses: number[] = [];
	proxy.use({
		path: /\.(?:json|log)$/v, async fault(_, response, forward) {
			const answer = await forward();
			statuses.push(answer.statusCode ?? 0);
			response.writeHead(answer.statusCode ?? 500, answer.headers);
			answer.pipe(response);
		},
	});
	expect(await opened()).toEqual(whole);
	expect(statuses).toEqual([304, 304]);
});

test.skipIf(!canRun)('runs up to 4 concurrent requests, on up to 4 connections', {timeout: 20_000}, async () => {
	let now = 0;
	let most = 0;
	const sockets = new Set<unknown>();
	const names = Array.from({length: 20}, (_, index) => `${index}_controller-0.log`);
	proxy.use({path: page, fault: lists('params.json', ...names)}, {
		path: results, fault(request, response) {
			sockets.add(request.socket);
			now++;
			most = Math.max(most, now);
			setTimeout(() => {
				now--;
				response.end('x');
			}, 30);
		},
	});
	await opened();
	expect(most).toBe(4);
	expect(sockets.size).toBeLessThanOrEqual(4);
});

describe.skipIf(!canRun)('archives of metrics', () => {
	const withSource = async (work: (source: Awaited<ReturnType<typeof sourceOf>>, file: string) => Promise<void>, options: SourceOptions = {}) => {
		const source = await sourceOf(`${proxy.address}c/`, {timeoutMs, ...options});
		try {
			const {folder} = await source.open({signal});
			await work(source, path.join(folder, archive));
		} finally {
			await source.close();
		}
	};

	const asked = () => proxy.requests.filter(({path}) => path.endsWith('.tar.gz')).map(({method}) => method);

	test('are fetched on demand; size and time are known before', async () => {
		proxy.use({path: /\.tar\.gz$/v, times: 0, fault() {}});
		await withSource(async (source, file) => {
			expect(asked()).toEqual([]);
			await source.look(file, signal);
			const stamp = () => [statSync(file).size, statSync(file).mtimeMs];
			const before = stamp();
			expect(before[0]).toBe(archiveBytes.length);
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
			expect(stamp()).toEqual(before);
			await source.look(file, signal);
			await source.fetch(file, {signal});
			expect(asked()).toEqual(['HEAD', 'GET']);
		});
	});

	const ranges = () => proxy.requests.filter(({path}) => path.endsWith('.tar.gz')).map(({headers}) => headers.range);

	test('are resumed in the next run after an abort', async () => {
		proxy.use({path: /\.tar\.gz$/v, times: 1, fault: stallsAfter(200_000)});
		await withSource(async (source, file) => {
			const abort = new AbortController();
			const fetching = source.fetch(file, {
				signal: abort.signal,
				onProgress(progress) {
					if (progress.stage === 'fetching' && progress.bytesDone === 200_000) {
						setTimeout(() => {
							abort.abort(new Error('stopped'));
						}, 50);
					}
				},
			});
			await expect(fetching).rejects.toThrow('stopped');
		}, {timeoutMs: 10_000});
		await withSource(async (source, file) => {
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		});
		expect(ranges()).toEqual([undefined, 'bytes=200000-']);
	});

	test('are fetched once for concurrent calls, and the second call continues if the first is aborted', async () => {
		proxy.use({path: /\.tar\.gz$/v, times: 1, fault: stallsAfter(100)});
		await withSource(async (source, file) => {
			const abort = new AbortController();
			const first = source.fetch(file, {signal: abort.signal});
			const second = source.fetch(file, {signal});
			setTimeout(() => {
				abort.abort(new Error('stopped'));
			}, 200);
			await expect(first).rejects.toThrow('stopped');
			await second;
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		}, {timeoutMs: 10_000});
		expect(ranges()).toHaveLength(2);
	});

	test('are resumed where a connection broke', async () => {
		proxy.use({path: /\.tar\.gz$/v, times: 1, fault: breaksAfter(250_000)});
		await withSource(async (source, file) => {
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		});
		expect(ranges()).toEqual([undefined, 'bytes=250000-']);
	});
});

test.skipIf(!canRun)('shows the mirror and its time if the server is unreachable', async () => {
	const gone = await faultyProxy(proxy.address);
	proxy.use();
	const {address} = gone;
	expect(await opened({}, address)).toEqual(whole);
	gone.use({
		path: /./v, fault(_, response) {
			response.destroy();
		},
	});
	expect(await opened({}, address)).toEqual({...whole, notes: [expect.stringMatching(/^what was fetched until \d{4}-\d\d-\d\d \d\d:\d\d UTC is shown: HOST\/c\/ cannot be reached \(.+\)$/v)]});
});

test('reports a server that was never reached', async () => {
	expect(await opened({}, 'http://127.0.0.1:1/')).toMatch(/^HOST\/c\/: the connection is refused \(ECONNREFUSED\)/v);
	expect(await opened({}, 'http://no-such-host.invalid/')).toMatch(/^HOST\/c\/: (?:no such host|its name cannot be resolved at the moment)/v);
});
