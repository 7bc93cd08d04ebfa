import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	existsSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {create} from 'tar';
import {
	afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test,
} from 'vitest';
import {dockerEngine} from '../../../source/metrics/engines/docker/docker.js';
import {openDocker} from '../../../source/metrics/engines/docker/open-docker.js';
import {removeContainerNow} from '../../../source/metrics/engines/docker/remove-container.js';
import {embedded} from '../../../source/metrics/engines/embedded/embedded.js';
import {queryOf} from '../../../source/metrics/metric.js';
import {aggregates} from '../../../source/metrics/query/query.js';
import {typedMetric} from '../../../source/metrics/query/parse-query.js';
import {newFolder} from '../../campaign-builder.js';
import {canRunDocker, startDockerEngine, type DockerEngine} from '../docker-engine.js';
import {image} from '../image.js';
import {serveImage} from '../registry.js';
import {readExpected} from './expected-metrics.js';
import {home} from './private-home.js';
import {expectSame} from './same-answers.js';

const iterations = readExpected();
const first = {path: iterations[0]?.archive ?? '', kind: 'tar.gz'} as const;
const {signal} = new AbortController();

const folders = (): readonly string[] => {
	const location = path.join(home, 'ombt-explorer');
	return existsSync(location) ? readdirSync(location) : [];
};

describe.skipIf(!canRunDocker)('with a Docker engine', () => {
	let engine: DockerEngine;
	const containers = () => engine.docker('ps', '--all', '--quiet');
	const volumes = () => engine.docker('volume', 'ls', '--quiet');

	beforeAll(async () => {
		engine = await startDockerEngine(newFolder);
		process.env.DOCKER_HOST = engine.host;
	}, 60_000);

	afterAll(async () => {
		await engine.stop();
		delete process.env.DOCKER_HOST;
	}, 60_000);

	afterEach(() => {
		const left = {containers: containers(), volumes: volumes(), folders: folders()};
		// Clean up after a failed test, so that the next one does not fail as well.
		if (left.containers !== '') {
			engine.docker('rm', '--force', '--volumes', ...left.containers.split('\n'));
		}

		for (const name of left.folders) {
			rmSync(path.join(home, 'ombt-explorer', name), {recursive: true, force: true});
		}

		expect(left).toEqual({containers: '', volumes: '', folders: []});
	});

	test.each(iterations)('influxd in a container returns the expected metrics of $iteration', async ({archive, queries}) => {
		const connection = await dockerEngine({image}).open({path: archive, kind: 'tar.gz'}, {signal});
		expect(connection.version).toMatch(/^influxd 1\.\S+ in Docker$/v);
		for (const {query, series} of queries) {
			expectSame(await connection.query(query, signal), series, query.metric.name);
		}

		await connection.close();
	});

	test('each query function returns the same as the embedded engine', async () => {
		const [inDocker, here] = [await dockerEngine({image}).open(first, {signal}), await embedded.open(first, {signal})];
		const {window} = iterations[0]!.queries[0]!.query;
		for (const name of aggregates) {
			const written = name === 'percentile' ? 'percentile(usage, 90)' : `${name}(usage)`;
			const metric = typedMetric(`SELECT ${written} FROM docker_container_mem GROUP BY container_name, time(30s)`);
			const query = queryOf(metric, {window, everySeconds: 30});
			const answer = await here.query(query, signal);
			expect(answer.length, name).toBeGreaterThan(0);
			expectSame(await inDocker.query(query, signal), answer, name);
		}

		await Promise.all([inDocker.close(), here.close()]);
	});

	test('a container has limits, listens on loopback only, and is labelled with its owner', async () => {
		const connection = await dockerEngine({image}).open(first, {signal});
		const [found] = JSON.parse(engine.docker('inspect', containers())) as readonly [{
			readonly Config: {readonly Labels: Record<string, string>};
			readonly HostConfig: {readonly Memory: number; readonly ReadonlyRootfs: boolean; readonly PortBindings: unknown};
		}];
		expect(found.Config.Labels['ombt-explorer.owner']).toMatch(new RegExp(String.raw`^${process.pid}-\d+$`, 'v'));
		expect(found.HostConfig).toMatchObject({Memory: 2 * 1024 ** 3, ReadonlyRootfs: true, PortBindings: {'8086/tcp': [{HostIp: '127.0.0.1'}]}});
		await connection.close();
	});

	test('finds a rootless engine by its socket', async () => {
		delete process.env.DOCKER_HOST;
		process.env.XDG_RUNTIME_DIR = path.dirname(engine.socket);
		const connection = await dockerEngine({image}).open(first, {signal});
		await connection.close();
		process.env.DOCKER_HOST = engine.host;
	});

	test('finds an engine by a local address, and a process that exits can remove its container there', async () => {
		// In a separate process, because this one is blocked while it removes the container.
		const forward = spawn(process.execPath, ['-e', `
			const {connect, createServer} = require('net');
			createServer(client => {
				const server = connect(${JSON.stringify(engine.socket)});
				client.pipe(server).pipe(client);
				client.on('error', () => {});
				server.on('error', () => {});
			}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
		`], {stdio: ['ignore', 'pipe', 'inherit']});
		onTestFinished(() => {
			forward.kill();
			process.env.DOCKER_HOST = engine.host;
		});
		const [port] = await once(forward.stdout, 'data') as [Uint8Array];
		const host = `tcp://127.0.0.1:${String(port).trim()}`;
		process.env.DOCKER_HOST = host;
		const connection = await dockerEngine({image}).open(first, {signal});
		await connection.close();
		engine.docker('create', '--name', 'one', '--volume', '/data', image);
		removeContainerNow(await openDocker(host), 'one', {isBeingCreated: false});
		expect(containers()).toBe('');
	});

	test('reports a container that is killed between queries, and leaves nothing', async () => {
		const connection = await dockerEngine({image}).open(first, {signal});
		engine.docker('kill', containers());
		const query = iterations[0]?.queries[0]?.query;
		await expect(query && connection.query(query, signal)).rejects.toThrow(/^influxd in Docker ended \(status 137\): .*Listening/v);
		await connection.close();
	});

	test('does not touch foreign containers, or ours of a live process', async () => {
		engine.docker('run', '--detach', '--name', 'other', image);
		engine.docker('run', '--detach', '--name', 'odd', '--label', 'ombt-explorer.owner=1-1', image);
		const kept = await dockerEngine({image}).open(first, {signal});
		const next = await dockerEngine({image}).open(first, {signal});
		await next.close();
		expect(engine.docker('ps', '--format', '{{.Names}}').split('\n')).toEqual(expect.arrayContaining(['other', 'odd']));
		expect(containers().split('\n')).toHaveLength(3);
		await kept.close();
		engine.docker('rm', '--force', '--volumes', 'other', 'odd');
	});

	test('names an image that is neither local nor in a registry', async () => {
		await expect(dockerEngine({image: 'localhost:9/nonesuch:1'}).open(first, {signal})).rejects.toMatchObject({
			message: expect.stringMatching(/^the image localhost:9\/nonesuch:1 is not available locally and cannot be pulled: .*connection refused/v) as unknown,
			hint: 'load it with `docker load`, give --image, or use another --engine',
		});
	});

	test('pulls a missing image from its registry and reports progress', async () => {
		const name = await serveImage(engine, image);
		const notified: string[] = [];
		const connection = await dockerEngine({image: name}).open(first, {
			signal, onProgress(stage) {
				if (stage.stage === 'pulling') {
					notified.push(stage.text);
				}
			},
		});
		expect(connection.database).toBe('ombt-orchestrator');
		await connection.close();
		expect(notified[0]).toMatch(/^Pulling from influxdb/v);
		expect(notified.at(-1)).toMatch(/^Status: Downloaded newer image for 127\.0\.0\.1:\d+\/influxdb:latest$/v);
		expect(engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')).toContain(`${name}:latest`);
	});

	test('an abort stops pulling immediately', async () => {
		const name = await serveImage(engine, image);
		const abort = new AbortController();
		const opening = dockerEngine({image: `${name}:aborted`}).open(first, {
			signal: abort.signal, onProgress() {
				abort.abort(new Error('enough'));
			},
		});
		await expect(opening).rejects.toThrow('enough');
	});

	test('names an image without influxd', async () => {
		const folder = newFolder('empty');
		writeFileSync(path.join(folder, 'file'), '');
		await create({cwd: folder, file: path.join(folder, 'empty.tar')}, ['file']);
		engine.docker('import', path.join(folder, 'empty.tar'), 'empty:1');
		await expect(dockerEngine({image: 'empty:1'}).open(first, {signal})).rejects.toThrow(/^the Docker engine cannot run empty:1: .*influxd/v);
	});

	test('an abort during startup removes the container', async () => {
		const abort = new AbortController();
		const opening = dockerEngine({image}).open(first, {
			signal: abort.signal, onProgress({stage}) {
				if (stage === 'starting') {
					setTimeout(() => {
						abort.abort(new Error('enough'));
					}, 200);
				}
			},
		});
		await expect(opening).rejects.toThrow();
	});
});
