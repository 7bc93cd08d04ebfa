import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {sourceOf} from '../../source/sources/open-source.js';
import {goodLog, newFolder} from '../campaign-builder.js';
import {
	answers, breaksAfter, drips, lists, type Fault,
} from './faulty-proxy.js';
import {
	canRun, log, archive, serveFaulty, page, parameters, results, whole,
} from './faulty-campaign.js';

const {proxy, opened} = serveFaulty();

describe.skipIf(!canRun)('a broken connection', () => {
	test('is resumed where it broke', async () => {
		proxy().use({path: results, times: 1, fault: breaksAfter(100)});
		expect(await opened()).toEqual(whole);
		const [first, second] = proxy().requests.filter(({path}) => results.test(path));
		expect(first?.headers.range).toBeUndefined();
		expect(second?.headers.range).toBe('bytes=100-');
		expect(second?.headers['if-range']).toMatch(/^".+"$/v);
	});

	test('restarts the download if the file has changed', async () => {
		proxy().use(
			{path: results, times: 1, fault: breaksAfter(100)},
			{path: results, times: 1, fault: answers(200, {etag: '"other"', 'content-type': 'text/plain'}, 'another text')},
		);
		expect(await opened()).toMatchObject({log: 'another text'});
	});

	test('restarts the download if the server sends a different range', async () => {
		proxy().use(
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
			proxy().use(
				{path: results, times: 1, fault: breaksAfter(100)},
				{path: results, times: 1, fault: answers(206, headers, 'x'.repeat(headers['content-range'].endsWith('/103') ? 3 : goodLog.length - 100))},
			);
			expect(await opened()).toEqual(whole);
		}
	});

	test('fails after three attempts', async () => {
		proxy().use({path: results, fault: breaksAfter(0)});
		expect(await opened()).toMatch(/^HOST\/c\/.*\.log: the connection broke/v);
		expect(proxy().requests.filter(({path}) => results.test(path))).toHaveLength(3);
	});

	test('does not truncate the listing of an index page', async () => {
		proxy().use({path: page, times: 2, fault: breaksAfter(200)});
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
		['headers that come byte by byte', page, (_, {socket}) => {
			socket?.write('HTTP/1.1 200 OK\r\nx: ');
			const timer = setInterval(() => {
				socket?.write('y');
			}, 20);
			socket?.on('close', () => {
				clearInterval(timer);
			});
		}, /^HOST\/c\/: does not answer/v],
		['a redirect to nowhere', page, answers(302, {location: 'http://[bad'}), /^HOST\/c\/: redirects to an invalid address; check the address/v],
		['endless headers', page, (_, response) => {
			response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
		}, /^HOST\/c\/: sends headers that are too large/v],
		['an unsolicited encoding', results, answers(200, {'content-encoding': 'br'}, 'x'), /\.log: has an encoding that was not requested \(br\)/v],
	])('%s', async (_, where, fault, says) => {
		proxy().use({path: where, fault});
		expect(await opened()).toMatch(says);
	});

	test('a folder that the server refuses to list is named', async () => {
		proxy().use({path: new RegExp(`${path.dirname(log).slice(0, 5)}.*/$`, 'v'), fault: answers(403, {})});
		expect(await opened()).toMatchObject({files: ['params.json'], notes: [expect.stringMatching(/^HOST\/c\/: the server refuses to list \S+$/v)]});
	});

	test('a log that the server refuses to send is named and absent, but params.json is needed', async () => {
		proxy().use({path: results, fault: answers(403, {})});
		expect(await opened()).toMatchObject({
			files: [archive, 'params.json'].sort(), notes: [`HOST/c/: the server refuses to send ${log}`],
		});
		proxy().use({path: parameters, fault: answers(403, {})});
		expect(await opened()).toMatch(/^HOST\/c\/params\.json: denies access \(status 403\); give user and password/v);
	});

	test('archives in place of a campaign are named', async () => {
		proxy().use({path: page, fault: lists('a.tar.gz', 'b.zip', 'c.tgz', 'd.tar', 'e.txt')});
		expect(await opened()).toEqual({files: [], notes: ['HOST/c/: lists archives, which can be given by their addresses: a.tar.gz, b.zip, c.tgz and 1 more']});
	});

	test('a listed file that no longer exists is absent', async () => {
		proxy().use({path: results, fault: answers(404, {})});
		expect(await opened()).toMatchObject({files: [archive, 'params.json'].sort()});
	});

	test('decodes a log with unsolicited compression', async () => {
		proxy().use({path: results, fault: answers(200, {'content-encoding': 'gzip'}, gzipSync(goodLog))});
		expect(await opened()).toEqual(whole);
	});

	test('decodes an index page with unsolicited compression, within limits', {timeout: 30_000}, async () => {
		const encoded = {'content-type': 'text/html', 'content-encoding': 'gzip'};
		proxy().use({path: page, fault: answers(200, encoded, gzipSync('<a href="params.json">x</a>'))});
		expect(await opened({timeoutMs: 20_000})).toMatchObject({files: ['params.json']});
		proxy().use({path: page, fault: answers(200, encoded, gzipSync(Buffer.alloc(100 * 1024 ** 2)))});
		expect(await opened({timeoutMs: 20_000})).toMatch(/^HOST\/c\/: (?:is a page larger than 67\.1 MB|unpacks to more than)/v);
		proxy().use({path: page, fault: answers(200, {...encoded, 'content-encoding': 'br'}, 'x')});
		expect(await opened({timeoutMs: 20_000})).toMatch(/^HOST\/c\/: has an encoding that was not requested \(br\)/v);
	});

	test('rejects a log that is a decompression bomb', {timeout: 30_000}, async () => {
		proxy().use({path: results, fault: answers(200, {'content-encoding': 'gzip'}, gzipSync(Buffer.alloc(100 * 1024 ** 2)))});
		expect(await opened()).toMatch(/\.log: unpacks to more than .*, a hundred times its size; if you trust it/v);
	});
});

describe.skipIf(!canRun)('silent and slow servers', () => {
	test('time out without a response', async () => {
		proxy().use({path: page, fault() {}});
		expect(await opened()).toBe('HOST/c/: does not answer; try again, or wait longer with --timeout');
	});

	test('time out if they send single bytes slowly', async () => {
		proxy().use({path: page, fault: drips({'content-type': 'text/html'})});
		expect(await opened()).toBe('HOST/c/: sends fewer than 100 bytes per second; try again, or wait longer with --timeout');
		proxy().use({path: results, fault: drips({})});
		expect(await opened()).toMatch(/\.log: sends fewer than 100 bytes per second/v);
	});

	test('can be aborted immediately', async () => {
		proxy().use({path: results, fault() {}});
		const source = await sourceOf(`${proxy().address}c/`);
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
