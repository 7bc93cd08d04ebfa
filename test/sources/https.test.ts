import {once} from 'node:events';
import {createServer as createHttpServer, request as send} from 'node:http';
import {createServer} from 'node:https';
import {
	connect, createServer as createTcpServer, type Socket,
} from 'node:net';
import {promisify} from 'node:util';
import {
	afterAll, describe, expect, test, vi,
} from 'vitest';
import {sourceOf} from '../../source/sources/open-source.js';
import {newFolder} from '../campaign-builder.js';
import {runProgram} from '../program.js';
import {
	canRun, closeServers, file, makeCertificates, pairOf, portOf, secure, serve,
} from './secure-servers.js';

afterAll(closeServers);

/** The error output for a campaign at a port. */
async function said(scheme: string, port: number, env: Readonly<Record<string, string>> = {}): Promise<string> {
	const {stderr} = await runProgram(['table', `${scheme}://127.0.0.1:${port}/c/`], {env});
	return stderr.replaceAll(`${scheme}://127.0.0.1:${port}`, 'HOST');
}

/** The output for a campaign that was read. */
const read = 'ombt-explorer: HOST/c/params.json: no iteration yet; ombt-orchestrator adds one when it ends\n';

describe.skipIf(!canRun)('TLS', () => {
	if (canRun) {
		makeCertificates();
	}

	test('reports an unknown CA and how to trust it, then trusts it', async () => {
		const port = await secure('good');
		expect(await said('https', port)).toBe('ombt-explorer: HOST/c/: its certificate is signed by an unknown CA (UNABLE_TO_VERIFY_LEAF_SIGNATURE); if you trust the server, put the certificate of its CA into a file and name that in the variable NODE_EXTRA_CA_CERTS\n');
		expect(await said('https', port, {NODE_EXTRA_CA_CERTS: file('ca.pem')})).toBe(read);
	});

	test('reports a self-signed certificate and how to trust it', async () => {
		const port = await secure('alone');
		expect(await said('https', port)).toMatch(/its certificate is self-signed \(DEPTH_ZERO_SELF_SIGNED_CERT\); .*NODE_EXTRA_CA_CERTS$/mv);
		expect(await said('https', port, {NODE_EXTRA_CA_CERTS: file('alone.pem')})).toBe(read);
	});

	test('rejects a certificate for another host', async () => {
		expect(await said('https', await secure('other'), {NODE_EXTRA_CA_CERTS: file('ca.pem')})).toMatch(/its certificate is for another host \(ERR_TLS_CERT_ALTNAME_INVALID\); check the name of the host$/mv);
	});

	test.each([
		['is for another host', 'other', {}, /its certificate is for another host \(ERR_TLS_CERT_ALTNAME_INVALID\)/v],
		['is self-signed', 'alone', {}, /its certificate is self-signed \(DEPTH_ZERO_SELF_SIGNED_CERT\)/v],
		['is valid, but who requires one of the client', 'good', {requestCert: true}, /TLS fails \(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED\)/v],
	])('shows nothing from the cache for a server whose certificate %s', async (_, name, more, says) => {
		const env = {NODE_EXTRA_CA_CERTS: file('ca.pem'), XDG_CACHE_HOME: newFolder('cache')};
		const first = createServer(pairOf('good'), serve);
		const port = await portOf(first);
		expect(await said('https', port, env)).toBe(read);
		first.closeAllConnections();
		first.close();
		await once(first, 'close');
		await portOf(createServer({...pairOf(name), ...more}, serve), port);
		expect(await said('https', port, env)).toMatch(says);
	});

	test('reports https on an http port, and vice versa', async () => {
		expect(await said('https', await portOf(createHttpServer(serve)))).toMatch(/HOST\/c\/: does not support TLS.*; check the port, or try http:\/\/$/mv);
		expect(await said('http', await secure('good'))).toMatch(/^ombt-explorer: HOST\/c\/: /v);
	});
});

describe.skipIf(!canRun)('a proxy', () => {
	/** Starts a proxy; returns it with the requests it received. */
	async function proxy(refusal?: string) {
		const asked: string[] = [];
		const server = createHttpServer((request, response) => {
			asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`.trim());
			if (refusal !== undefined) {
				response.writeHead(Number.parseInt(refusal, 10)).end();
				return;
			}

			send(request.url ?? '', {method: request.method, headers: request.headers}, answer => {
				response.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(response);
			}).end();
		});
		server.on('connect', (request, socket) => {
			asked.push(`CONNECT ${request.url ?? ''}`);
			const {hostname, port} = new URL(`http://${request.url ?? ''}`);
			if (refusal === undefined) {
				const target = connect(Number(port), hostname, () => {
					socket.write('HTTP/1.1 200 OK\r\n\r\n');
					socket.pipe(target).pipe(socket);
				});
				target.on('error', () => socket.destroy());
				socket.on('error', () => target.destroy());
			} else {
				socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
			}
		});
		const port = await portOf(server);
		return {address: `127.0.0.1:${port}`, asked};
	}

	test('forwards http requests', async () => {
		const {address, asked} = await proxy();
		const port = await portOf(createHttpServer(serve));
		expect(await said('http', port, {http_proxy: `http://me:word@${address}`})).toBe(read);
		expect(asked[0]).toBe(`GET http://127.0.0.1:${port}/c/ Basic bWU6d29yZA==`);
	});

	test('is bypassed according to no_proxy', async () => {
		const {address, asked} = await proxy();
		expect(await said('http', await portOf(createHttpServer(serve)), {http_proxy: `http://${address}`, no_proxy: '127.0.0.1'})).toBe(read);
		expect(asked).toEqual([]);
	});

	test('tunnels https', async () => {
		const {address, asked} = await proxy();
		const port = await secure('good');
		expect(await said('https', port, {https_proxy: `http://${address}`, NODE_EXTRA_CA_CERTS: file('ca.pem')})).toBe(read);
		expect(asked).toContain(`CONNECT 127.0.0.1:${port}`);
	});

	test('may be named without a scheme', async () => {
		const {address, asked} = await proxy();
		expect(await said('https', await secure('good'), {https_proxy: address, NODE_EXTRA_CA_CERTS: file('ca.pem')})).toBe(read);
		expect(asked.length).toBeGreaterThan(0);
	});

	test('is reported if it refuses, requires a password, is invalid or unreachable', async () => {
		const {address} = await proxy('403 Forbidden');
		expect(await said('https', 1, {https_proxy: `http://${address}`})).toMatch(/^ombt-explorer: HOST\/c\/: the proxy refuses the request \(status 403\)/v);
		const {address: locked} = await proxy('407 Proxy Authentication Required');
		for (const scheme of ['http', 'https']) {
			expect(await said(scheme, 1, {all_proxy: `http://${locked}`})).toMatch(/^ombt-explorer: HOST\/c\/: the proxy requires a login \(status 407\); give user and password in http_proxy and https_proxy/v);
		}

		for (const invalid of ['http://', 'socks5://127.0.0.1:1']) {
			expect(await said('http', 1, {http_proxy: invalid})).toMatch(/^ombt-explorer: the address of the proxy is invalid; correct http_proxy/v);
		}

		for (const scheme of ['http', 'https']) {
			expect(await said(scheme, 2, {all_proxy: 'http://me:secret@127.0.0.1:1'})).toMatch(/^ombt-explorer: HOST\/c\/: the proxy 127\.0\.0\.1:1: the connection is refused/v);
		}
	});

	test('that fails lets the copy be shown, but one that denies access does not', async () => {
		const target = await secure('good');
		let answer = '200 OK';
		const port = await portOf(createHttpServer().on('connect', (_, socket) => {
			if (answer === '200 OK') {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				socket.pipe(connect(target, '127.0.0.1')).pipe(socket);
			} else {
				socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
			}
		}));
		const env = {https_proxy: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: file('ca.pem'), XDG_CACHE_HOME: newFolder('cache')};
		expect(await said('https', target, env)).toBe(read);
		answer = '503 Service Unavailable';
		expect(await said('https', target, env)).toMatch(/UTC is shown: HOST\/c\/: the proxy refuses the request \(status 503\)$/mv);
		answer = '403 Forbidden';
		expect(await said('https', target, env)).toMatch(/^ombt-explorer: HOST\/c\/: the proxy refuses the request \(status 403\); check the address/v);
	});

	test.each([
		['closes the connection', '', 'the connection broke (ECONNRESET)'],
		['sends something else', 'SSH-2.0-OpenSSH_9.2\r\n', 'its response is not HTTP (HPE_INVALID_CONSTANT)'],
		['sends too many headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'sends headers that are too large (HPE_HEADER_OVERFLOW)'],
	])('that %s is named', async (_, sent, says) => {
		const address = `127.0.0.1:${await portOf(createTcpServer(socket => {
			socket.on('error', () => {});
			socket.once('data', () => socket.end(sent));
		}))}`;
		expect(await said('https', 1, {https_proxy: `http://me:secret@${address}`})).toContain(`HOST/c/: the proxy ${address}: ${says}`);
	});

	test('that does not answer can be aborted immediately', async () => {
		const server = createTcpServer(socket => socket.resume());
		const silent = await portOf(server);
		vi.stubEnv('https_proxy', `http://127.0.0.1:${silent}`);
		const source = await sourceOf('https://127.0.0.1:1/c/', {cache: false});
		const abort = new AbortController();
		const opening = source.open({signal: abort.signal});
		setTimeout(() => {
			abort.abort(new Error('stopped'));
		}, 200);
		await expect(opening).rejects.toThrow('stopped');
		await source.close();
		vi.unstubAllEnvs();
		await expect.poll(async () => promisify(server.getConnections.bind(server))()).toBe(0);
	});

	test.each<readonly [name: string, answer: (socket: Socket) => void]>([
		['does not answer', () => {}],
		['sends its headers byte by byte', socket => {
			socket.write('HTTP/1.1 200 OK\r\nx: ');
			const timer = setInterval(() => {
				socket.write('y');
			}, 50);
			socket.on('error', () => {}).on('close', () => {
				clearInterval(timer);
			});
		}],
	])('that %s times out', async (_, answer) => {
		const address = `127.0.0.1:${await portOf(createTcpServer(answer))}`;
		const outputs = await Promise.all(['https', 'http'].map(async scheme => runProgram(['table', `${scheme}://127.0.0.1:1/c/`, '--timeout', '1'], {env: {all_proxy: `http://${address}`}})));
		expect(outputs).toMatchObject([
			{stderr: `ombt-explorer: https://127.0.0.1:1/c/: the proxy ${address}: does not answer (ETIMEDOUT); try again, or wait longer with --timeout\n`, status: 1},
			{stderr: 'ombt-explorer: http://127.0.0.1:1/c/: does not answer; try again, or wait longer with --timeout\n', status: 1},
		]);
	});
});
