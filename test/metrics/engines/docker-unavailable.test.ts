import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {dockerEngine} from '../../../source/metrics/engines/docker/docker.js';
import {newFolder} from '../../campaign-builder.js';

describe('without a Docker engine', () => {
	const withHost = async (host: string): Promise<string | undefined> => {
		process.env.DOCKER_HOST = host;
		try {
			return await dockerEngine().whyUnavailable();
		} finally {
			delete process.env.DOCKER_HOST;
		}
	};

	const serve = async (answer: string): Promise<{readonly socket: string; readonly close: () => void}> => {
		const socket = path.join(newFolder('socket'), 'docker.sock');
		const server = createServer((_request, response) => response.writeHead(200, {'Content-Type': 'application/json'}).end(answer));
		await new Promise<void>(resolve => {
			server.listen(socket, resolve);
		});
		return {socket, close: () => server.close()};
	};

	test('names a missing socket, with a hint', async () => {
		await expect(withHost('unix:///nowhere/docker.sock')).resolves.toBe('/nowhere/docker.sock: there is no Docker socket; start a Docker engine, set DOCKER_HOST, or use another --engine; without root: dockerd-rootless-setuptool.sh install');
	});

	test.skipIf(process.getuid?.() !== 0)('names a socket without permission, with a hint', async () => {
		const {socket, close} = await serve('');
		chmodSync(path.dirname(socket), 0o755);
		chmodSync(socket, 0o660);
		const source = import.meta.resolve('../../../source/metrics/engines/docker/docker.js').replace(/\.js$/v, '.ts');
		const script = `
			const {dockerEngine} = await import('${source}');
			process.setgroups([]);
			process.setgid(65534);
			process.setuid(65534);
			console.log(await dockerEngine().whyUnavailable());
		`;
		const {stdout} = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script], {
			encoding: 'utf8',
			env: {...process.env, DOCKER_HOST: `unix://${socket}`},
		});
		expect(stdout).toBe(`${socket}: no permission to use this Docker socket; join the group docker, start a rootless engine (dockerd-rootless-setuptool.sh install), or use another --engine\n`);
		close();
	});

	test('names a socket without a listener', async () => {
		const {socket, close} = await serve('');
		close();
		if (!existsSync(socket)) {
			// Node removes the socket when it is closed.
			await expect(withHost(`unix://${socket}`)).resolves.toContain('there is no Docker socket');
		}

		await expect(withHost('tcp://127.0.0.1:9')).resolves.toContain('tcp://127.0.0.1:9: no Docker engine runs there; ');
	});

	test('reports an engine that is too old', async () => {
		const {socket, close} = await serve('{"ApiVersion":"1.18","Version":"1.6.2"}');
		await expect(withHost(`unix://${socket}`)).resolves.toContain('the Docker engine is too old: version 1.6.2; ');
		close();
	});

	test('reports a server that is not Docker', async () => {
		const {socket, close} = await serve('[]');
		await expect(withHost(`unix://${socket}`)).resolves.toMatch(/^the response is not that of a Docker engine; check DOCKER_HOST/v);
		close();
	});

	test('rejects an engine on another machine, since its ports would be open to the network', async () => {
		await expect(withHost('tcp://docker.example:2375')).resolves.toContain('DOCKER_HOST tcp://docker.example:2375: the engine is not on this machine; ');
		await expect(withHost('ssh://me@docker.example')).resolves.toContain('the engine is not on this machine; ');
	});
});
