import {existsSync, readFileSync} from 'node:fs';
import {createServer, type AddressInfo, type Server} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {
	afterAll, afterEach, beforeEach, describe, expect, test,
} from 'vitest';
import {sourceOf} from '../../source/sources/open-source.js';
import {AppError, errorLine} from '../../source/system/errors.js';
import {
	entry, goodLog, newFolder,
} from '../campaign-builder.js';

/** A raw response, and whether the connection is then closed, reset, or left open. */
type Raw = {readonly head: string; readonly body: string | Uint8Array; readonly end?: 'close' | 'reset' | 'open'};

const servers: Server[] = [];
const before = process.env.XDG_CACHE_HOME;

beforeEach(() => {
	process.env.XDG_CACHE_HOME = newFolder('cache');
});
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
	}
});
afterAll(() => {
	process.env.XDG_CACHE_HOME = before;
});

/** A server that sends these bytes, one response per connection; `requests` has the headers of all requests. */
async function rawServer(answer: (target: string, headers: string) => Raw) {
	const requests: string[] = [];
	const server = createServer(socket => {
		socket.on('error', () => {});
		socket.once('data', data => {
			const head = data.toString('latin1');
			const target = head.split(' ')[1] ?? '';
			requests.push(head);
			const {head: sent, body, end = 'close'} = answer(target, head);
			socket.write(Buffer.concat([Buffer.from(`${sent}\r\n\r\n`, 'latin1'), Buffer.from(body as string)]));
			setTimeout(() => {
				if (end === 'close') {
					socket.end();
				} else if (end === 'reset') {
					socket.resetAndDestroy();
				}
			}, 30).unref();
		});
	});
	servers.push(server);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/c/`, requests};
}

const sized = (body: string, type = 'text/plain', more = ''): Raw => ({
	head: `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: ${type}${more}\r\ncontent-length: ${Buffer.byteLength(body)}`, body,
});
const page = '<html><body><a href="params.json">x</a> <a href="a_controller-0.log">x</a></body></html>';

/** A campaign with one log, and this response for matching paths. */
const campaignWith = async (where: RegExp, raw: Raw | ((headers: string, count: number) => Raw)) => {
	let count = 0;
	return rawServer((target, headers) => {
		if (where.test(target)) {
			return typeof raw === 'function' ? raw(headers, count++) : raw;
		}

		return target === '/c/'
			? sized(page, 'text/html')
			: sized(target.endsWith('.json') ? JSON.stringify([entry('a')]) : goodLog);
	});
};

const {signal} = new AbortController();

/** The text of the log, or the line of the error. */
async function opened(address: string) {
	const source = await sourceOf(address, {timeoutMs: 1000});
	try {
		const {folder} = await source.open({signal});
		const file = path.join(folder, 'a_controller-0.log');
		return {log: existsSync(file) ? readFileSync(file, 'utf8') : undefined};
	} catch (error) {
		return error instanceof AppError ? errorLine(error).replace(address, 'HOST/') : error;
	} finally {
		await source.close();
	}
}

const results = /\.log$/v;
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain';
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const half = goodLog.slice(0, 100);

describe('a truncated log', () => {
	test.each<readonly [name: string, raw: Raw, says: RegExp]>([
		['between chunks', {head: `${ok}\r\ntransfer-encoding: chunked\r\nconnection: close`, body: chunk(half)}, /connection broke/v],
		['within a chunk', {head: `${ok}\r\ntransfer-encoding: chunked\r\nconnection: close`, body: chunk(half).slice(0, 50)}, /connection broke/v],
		['before the empty line after the last chunk', {head: `${ok}\r\ntransfer-encoding: chunked\r\nconnection: close`, body: `${chunk(half)}0\r\n`}, /connection broke/v],
		['between chunks, with a reset', {head: `${ok}\r\ntransfer-encoding: chunked\r\nconnection: close`, body: chunk(half), end: 'reset'}, /connection broke/v],
		['of an announced length', {head: `${ok}\r\ncontent-length: 101\r\nconnection: close`, body: half}, /connection broke/v],
		['of an announced length, by HTTP/1.0', {head: 'HTTP/1.0 200 OK\r\ncontent-length: 101', body: half}, /connection broke/v],
		['without a length, with a reset', {head: 'HTTP/1.0 200 OK', body: half, end: 'reset'}, /connection broke/v],
		['and compressed, without a length', {head: `${ok}\r\ncontent-encoding: gzip\r\nconnection: close`, body: gzipSync(goodLog).subarray(0, -20)}, /is compressed, and truncated or damaged \(Z_BUF_ERROR\); try again$/v],
		['or longer than announced', {head: `${ok}\r\ncontent-length: 99\r\nconnection: close`, body: half}, /sends more than it announces/v],
		['or longer than announced, on a connection that stays open', {head: `${ok}\r\ncontent-length: 99`, body: half, end: 'open'}, /sends more than it announces/v],
		['and has two lengths', {head: `${ok}\r\ncontent-length: 99\r\ncontent-length: 100\r\nconnection: close`, body: half}, /not HTTP/v],
		['and has a length and chunks', {head: `${ok}\r\ncontent-length: 99\r\ntransfer-encoding: chunked\r\nconnection: close`, body: chunk(half)}, /not HTTP/v],
	])('%s', async (_, raw, says) => {
		const {address} = await campaignWith(results, raw);
		expect(await opened(address)).toMatch(says);
		expect(await opened(address)).toMatch(says);
	});

	test('is resumed where it broke', async () => {
		const {address, requests} = await campaignWith(results, (_, count) => count === 0
			? {head: `${ok}\r\netag: "1"\r\ntransfer-encoding: chunked\r\nconnection: close`, body: chunk(half)}
			: {head: `HTTP/1.1 206 Partial Content\r\netag: "1"\r\nconnection: close\r\ncontent-range: bytes 100-${goodLog.length - 1}/${goodLog.length}\r\ncontent-length: ${goodLog.length - 100}`, body: goodLog.slice(100)});
		expect(await opened(address)).toEqual({log: goodLog});
		expect(requests.at(-1)).toContain('range: bytes=100-');
	});

	test('is resumed after a range shorter than requested', async () => {
		const part = (start: number, end: number): Raw => ({
			head: `HTTP/1.1 206 Partial Content\r\netag: "1"\r\nconnection: close\r\ncontent-range: bytes ${start}-${end - 1}/${goodLog.length}\r\ncontent-length: ${end - start}`, body: goodLog.slice(start, end),
		});
		const {address} = await campaignWith(results, (_, count) => [
			{head: `${ok}\r\netag: "1"\r\ncontent-length: ${goodLog.length}\r\nconnection: close`, body: half}, part(100, 150), part(150, goodLog.length),
		][count]!);
		expect(await opened(address)).toEqual({log: goodLog});
	});

	test('that cannot be detected is fetched again the next time', async () => {
		// The end of the connection ends the body, so that a truncated one cannot be detected.
		const head = 'HTTP/1.0 200 OK\r\netag: "1"\r\nlast-modified: Tue, 01 May 2018 10:00:00 GMT';
		const {address, requests} = await campaignWith(results, (_, count) => ({head, body: count === 0 ? half : goodLog}));
		expect(await opened(address)).toEqual({log: half});
		expect(await opened(address)).toEqual({log: goodLog});
		expect(requests.join('')).not.toMatch(/^GET .*\.log[\s\S]*if-(?:none-match|modified-since): .*$/mv);
	});
});

describe('a truncated index page', () => {
	const listing = page.slice(0, 50);
	test.each<readonly [name: string, raw: Raw, says: RegExp]>([
		['between chunks', {head: 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\nconnection: close', body: chunk(listing)}, /^HOST\/: the connection broke/v],
		['of an announced length', {head: 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 900\r\nconnection: close', body: listing}, /^HOST\/: the connection broke/v],
		['without a length', {head: 'HTTP/1.0 200 OK\r\ncontent-type: text/html', body: listing}, /^HOST\/: the page that lists its files is truncated; try again$/v],
	])('%s', async (_, raw, says) => {
		const {address} = await campaignWith(/\/c\/$/v, raw);
		expect(await opened(address)).toMatch(says);
	});

	test('is accepted without a length if it is complete', async () => {
		const {address} = await campaignWith(/\/c\/$/v, {head: 'HTTP/1.0 200 OK\r\ncontent-type: text/html', body: page});
		expect(await opened(address)).toEqual({log: goodLog});
	});
});
