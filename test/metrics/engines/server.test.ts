import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {
	expect, onTestFinished, test, vi,
} from 'vitest';
import {serverEngine} from '../../../source/metrics/engines/server.js';
import {readExpected} from './expected-metrics.js';
import {hasInfluxd, startRealInfluxd} from './archive-influxd.js';
import {expectSame} from './same-answers.js';

const iterations = readExpected();
const nothing = {path: '/nowhere/influxdb-data.tar.gz', kind: 'tar.gz'} as const;
const {signal} = new AbortController();
const query = iterations[0]?.queries[2]?.query;

/** Starts a server with this listener; returns its address. */
async function serve(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts a server that behaves like InfluxDB 1.x except for its responses to queries. */
const pretend = async (answer: RequestListener): Promise<string> => serve((request, response) => {
	if (request.url === '/ping') {
		response.writeHead(204, {'X-Influxdb-Version': '1.8.10'}).end();
	} else {
		answer(request, response);
	}
});

const json = (value: unknown, status = 200): RequestListener => (_request, response) => {
	response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(value));
};

test.skipIf(!hasInfluxd).each(iterations)('a running InfluxDB returns the expected metrics of $iteration', async ({archive, queries}) => {
	const {url} = await startRealInfluxd(archive);
	const connection = await serverEngine(url).open(nothing, {signal});
	expect(connection.version).toMatch(new RegExp(String.raw`^InfluxDB 1\.\S+ at ${url}$`, 'v'));
	for (const {query, series} of queries) {
		expectSame(await connection.query(query, signal), series, query.metric.name);
	}

	const known = queries.filter(({series}) => series.length > 0 && series[0]?.points.length !== 0);
	expect(new Set(await Promise.all(known.map(async ({query}) => connection.recordedSeconds(query, signal))))).toEqual(new Set([10, 30]));
	await connection.close();
	expect((await (await fetch(`${url}/ping`)).text())).toBe('');
});

test.skipIf(!hasInfluxd)('authenticates as the user of the address, and never prints it', async () => {
	const {url} = await startRealInfluxd(iterations[0]?.archive ?? '', {http: 'auth-enabled = true'});
	await fetch(`${url}/query`, {method: 'POST', body: new URLSearchParams({q: 'CREATE USER "me@home" WITH PASSWORD \'s:e/cret\' WITH ALL PRIVILEGES'})});
	const right = serverEngine(url.replace('//', '//me%40home:s%3Ae%2Fcret@'));
	const connection = await right.open(nothing, {signal});
	expect(`${right.name} ${connection.version}`).not.toContain('cret');
	const wrong = serverEngine(url.replace('//', '//me%40home:s3cret@')).open(nothing, {signal});
	await expect(wrong).rejects.toMatchObject({message: `${url} refuses the user: authorization failed`});
	await expect(serverEngine(url).open(nothing, {signal})).rejects.toMatchObject({
		message: `${url} refuses the user: unable to parse authentication credentials`,
	});
});

test.skipIf(!hasInfluxd)('reports a server that dies between queries in one line', async () => {
	const {url, kill} = await startRealInfluxd(iterations[0]?.archive ?? '');
	const connection = await serverEngine(url).open(nothing, {signal});
	kill();
	await expect(query && connection.query(query, signal)).rejects.toThrow(new RegExp(`^${url} (?:refuses the connection|broke the connection)`, 'v'));
});

test('sends only read requests to a server', async () => {
	const asked: string[] = [];
	const url = await pretend((request, response) => {
		asked.push(`${request.method} ${new URL(request.url ?? '', 'http://host').searchParams.get('q')?.split(' ', 1).join('')}`);
		json({results: [{series: [{name: 'databases', columns: ['name'], values: [['telegraf'], ['_internal']]}]}]})(request, response);
	});
	const connection = await serverEngine(url).open(nothing, {signal});
	expect(connection.database).toBe('telegraf');
	await expect(query && connection.query(query, signal)).rejects.toThrow('does not answer like InfluxDB 1.x: its points have no times');
	expect(new Set(asked)).toEqual(new Set(['GET SHOW', 'GET SELECT']));
});

test.each([
	['texts', [[0, 'a']], 'the query returns strings, which cannot be drawn'],
	['several columns', [[0, 1, 2]], 'the query returns several columns; only one can be drawn'],
])('rejects a response of %s in one line', async (_, values, message) => {
	const url = await pretend((request, response) => {
		const isSelect = new URL(request.url ?? '', 'http://host').searchParams.get('q')?.startsWith('SELECT');
		json({results: [{series: [{name: 'm', columns: [], values: isSelect ? values : [['telegraf']]}]}]})(request, response);
	});
	const connection = await serverEngine(url).open(nothing, {signal});
	await expect(query && connection.query(query, signal)).rejects.toMatchObject({message, code: 'field-not-numeric'});
});

test.each([
	['hangs', () => {}, 'did not answer within 1 s'],
	[
		'drips for ever',
		(_request, response) => {
			const timer = setInterval(() => response.write(' '), 20);
			response.on('close', () => {
				clearInterval(timer);
			});
		},
		'did not answer within 1 s',
	],
	[
		'begins and breaks off',
		(_request, response) => {
			response.writeHead(200, {'Content-Length': 100}).write('{"results":');
			setTimeout(() => response.destroy(), 20);
		},
		'broke the connection (ECONNRESET)',
	],
	[
		'answers with a web page',
		(_request, response) => response.end('<html><body>Hello</body></html>'),
		'does not answer like InfluxDB 1.x: it sent a web page',
	],
	['answers with rubbish', (_request, response) => response.end('{"results":[{]'), 'does not answer like InfluxDB 1.x: the response is not JSON'],
	['answers with nothing', (_request, response) => response.end(), 'does not answer like InfluxDB 1.x: the response is empty'],
	['answers with other JSON', json([1, 2]), 'does not answer like InfluxDB 1.x: its JSON is not a response of InfluxDB 1.x'],
	['refuses in its answer', json({results: [{error: 'database not found: \u001B[31mx\n'}]}), 'refuses the query: database not found: x'],
	['refuses with status 400', json({error: 'error parsing query: found EOF'}, 400), 'refuses the query: error parsing query: found EOF'],
	['fails', (_request, response) => response.writeHead(502).end('<html>Bad Gateway</html>'), 'does not answer like InfluxDB 1.x: status 502'],
	[
		'redirects',
		(_request, response) => response.writeHead(302, {Location: 'http://elsewhere/'}).end(),
		'redirects to another address (status 302)',
	],
	[
		'answers in part',
		json({results: [{series: [{name: 'm', values: []}], partial: true}]}),
		'refuses the query: the answer is cut off by max-row-limit',
	],
	[
		'says very much',
		(_request, response) => response.writeHead(400, {'Content-Type': 'application/json'}).end(JSON.stringify({error: 'x'.repeat(5000)})),
		`refuses the query: ${'x'.repeat(300)} …`,
	],
] as ReadonlyArray<readonly [string, RequestListener, string]>)('reports a server that %s in one line', async (_what, answer, reason) => {
	const url = await pretend(answer);
	await expect(serverEngine(url, {timeoutMs: 1000}).open(nothing, {signal})).rejects.toMatchObject({name: 'AppError', message: `${url} ${reason}`});
});

test.each([
	['is InfluxDB 2', (_request, response) => response.writeHead(204, {'X-Influxdb-Version': 'v2.7.1'}).end(), 'is InfluxDB v2.7.1'],
	['is none', (_request, response) => response.end('hello'), 'does not answer like InfluxDB 1.x: its /ping names no version'],
] as ReadonlyArray<readonly [string, RequestListener, string]>)('detects that a server that %s is not InfluxDB 1.x', async (_what, answer, reason) => {
	const url = await serve(answer);
	await expect(serverEngine(url).open(nothing, {signal})).rejects.toMatchObject({message: `${url} ${reason}`});
});

test('names an address without a listener, without user and password', async () => {
	await expect(serverEngine('http://me:secret@127.0.0.1:9').open(nothing, {signal})).rejects.toMatchObject({
		message: 'http://127.0.0.1:9 refuses the connection',
	});
});

test('does not print an invalid address', () => {
	expect(() => serverEngine('http://me:sec%ret@host')).toThrow(/^--engine: invalid address$/v);
});

test('an abort ends a query immediately', async () => {
	const abort = new AbortController();
	const url = await pretend(() => {
		abort.abort(new Error('enough'));
	});
	await expect(serverEngine(url).open(nothing, {signal: abort.signal})).rejects.toThrow('enough');
});

test('reads the password from OMBT_INFLUX_PASSWORD if the address has none, and does not print it', async () => {
	vi.stubEnv('OMBT_INFLUX_PASSWORD', 's3cret');
	onTestFinished(() => {
		vi.unstubAllEnvs();
	});
	const seen: Array<string | undefined> = [];
	const address = await serve((request, response) => {
		seen.push(request.headers.authorization);
		response.writeHead(401).end();
	});
	const engine = serverEngine(address.replace('://', '://reader@'));
	await expect(engine.open(nothing, {signal})).rejects.not.toThrow('s3cret');
	expect(seen).toContain(`Basic ${Buffer.from('reader:s3cret').toString('base64')}`);
});
