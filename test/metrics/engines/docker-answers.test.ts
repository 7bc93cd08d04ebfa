import {createServer, type Server} from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach, describe, expect, test,
} from 'vitest';
import {requestDocker} from '../../../source/metrics/engines/docker/docker-request.js';
import {dockerEngine} from '../../../source/metrics/engines/docker/docker.js';
import {AppError} from '../../../source/system/errors.js';
import {cleanText} from '../../../source/text/clean.js';
import {newFolder} from '../../campaign-builder.js';
import {readExpected} from './expected-metrics.js';

// A fake engine, for responses that no real one sends.
const good: Readonly<Record<string, string>> = {
	version: '{"ApiVersion": "1.40", "Version": "19.03"}',
	list: '[]',
	image: '{"Config": {"Env": ["PATH=/bin"]}}',
	pull: '{"status": "Pulling"}\n',
	create: '{"Id": "0123"}',
	archive: '',
	start: '',
	inspect: '{"State": {"Running": true}, "NetworkSettings": {"Ports": {"8086/tcp": [{"HostPort": "1"}]}}}',
	logs: 'a line',
	remove: '',
};

const statuses: Readonly<Record<string, number>> = {create: 201, start: 204, remove: 204};

const requests: ReadonlyArray<readonly [RegExp, string]> = [
	[/^GET .*\/version/v, 'version'],
	[/^GET .*\/containers\/json/v, 'list'],
	[/^GET .*\/images\//v, 'image'],
	[/^POST .*\/images\/create/v, 'pull'],
	[/^POST .*\/containers\/create/v, 'create'],
	[/^PUT /v, 'archive'],
	[/^POST .*\/start/v, 'start'],
	[/^GET .*\/logs/v, 'logs'],
	[/^GET .*\/json/v, 'inspect'],
	[/^DELETE /v, 'remove'],
];

const servers: Server[] = [];

afterEach(() => {
	delete process.env.DOCKER_HOST;
	for (const server of servers.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

/** Starts an engine that answers one kind of request with these bytes, and all others correctly; a null answer ends in the middle. */
async function serve(kind: string, answer: string | null, missing: readonly string[] = []): Promise<void> {
	const socket = path.join(newFolder('socket'), 'docker.sock');
	const server = createServer((request, response) => {
		request.resume();
		const [, name = ''] = requests.find(([pattern]) => pattern.test(`${request.method} ${request.url}`)) ?? [];
		if (name === kind && answer === null) {
			response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': 1000}).write('{"Sta');
			setTimeout(() => {
				response.destroy();
			}, 20);
			return;
		}

		const status = missing.includes(name) ? 404 : statuses[name] ?? 200;
		response.writeHead(status, {'Content-Type': 'application/json'}).end(name === kind ? answer : good[name]);
	});
	servers.push(server);
	await new Promise<void>(resolve => {
		server.listen(socket, resolve);
	});
	process.env.DOCKER_HOST = `unix://${socket}`;
}

const archive = {path: readExpected()[0]?.archive ?? '', kind: 'tar.gz'} as const;

/** The error of opening a database. */
async function problem(): Promise<AppError> {
	try {
		const {signal} = new AbortController();
		const connection = await dockerEngine({timeoutMs: 300}).open(archive, {signal});
		await connection.close();
	} catch (error) {
		expect(error).toBeInstanceOf(AppError);
		return error as AppError;
	}

	throw new Error('it opened');
}

const garbage = ['no JSON', 'null', '[]', '{}', '7', '"text"', '\u001B[31m{"a":', '[null]', '[{}]', '{"State": null, "NetworkSettings": {"Ports": null}}'];

describe.each(['version', 'list', 'image', 'create', 'inspect'])('%s', kind => {
	test.each(garbage)('a response %j is reported in one line', async answer => {
		await serve(kind, answer);
		const {message} = await problem();
		expect(message).toBe(cleanText(message));
		expect(message).not.toMatch(/Cannot read|undefined|not iterable|is not a function/v);
	});
});

test.each(['no JSON\n{"status": "x"}\n', '{"error": "no such manifest"}\n', '\n\n', '[1]\nnull\n', `${'x'.repeat(1_000_000)}`])('a pull response %j is reported in one line', async answer => {
	await serve('pull', answer, ['image']);
	const {code, message} = await problem();
	expect(code).toMatch(/^docker-/v);
	expect(message).toBe(cleanText(message));
	expect(message).not.toContain('JSON');
});

test('an engine that hangs times out, also in the middle of a response', async () => {
	await expect(requestDocker(async () => new Promise(() => {}), {timeoutMs: 50})).rejects.toMatchObject({
		code: 'docker-silent', message: 'the Docker engine has not answered for 1 s',
	});
	await serve('version', null);
	await expect(dockerEngine().whyUnavailable()).resolves.toMatch(/^(?:the Docker engine has not answered for 5 s|.*no Docker engine answers)/v);
}, 15_000);

test('an abort ends a request immediately, with its own reason', async () => {
	const abort = new AbortController();
	const asked = requestDocker(async () => new Promise(() => {}), {signal: abort.signal});
	abort.abort(new Error('enough'));
	await expect(asked).rejects.toThrow('enough');
});
