import {spawn} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {
	afterAll, beforeAll, describe, expect, test,
} from 'vitest';
import {processesWith, reapLeftovers} from '../../../source/metrics/lifetime/reap-leftovers.js';
import {newFolder} from '../../campaign-builder.js';
import {canRunDocker, startDockerEngine, type DockerEngine} from '../docker-engine.js';
import {readExpected} from '../engines/expected-metrics.js';
import {home} from '../engines/private-home.js';
import {hasInfluxd} from '../engines/archive-influxd.js';

const archive = readExpected()[0]?.archive ?? '';
const driver = fileURLToPath(new URL('driver.ts', import.meta.url));
const timeoutMs = 60_000;

type Ending = {readonly engine: string; readonly stage: string; readonly way: string; readonly env?: Readonly<Record<string, string>>};

/** Runs the driver to its end; returns how it ended. */
const drive = async ({engine, stage, way, env}: Ending): Promise<string> => new Promise((resolve, reject) => {
	const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), driver, engine, archive, stage, way], {
		env: {...process.env, ...env},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	child.once('error', reject);
	child.once('exit', (status, signal) => {
		resolve(`${signal ?? status}${said.includes('on purpose') ? '' : said}`);
	});
});

const folders = (): readonly string[] => {
	const location = path.join(home, 'ombt-explorer');
	return existsSync(location) ? readdirSync(location) : [];
};

const servers = () => processesWith('-config').filter(({words}) => words.some(word => word.startsWith(home)));

const stages = ['unpacking', 'starting', 'starting+40', 'querying', 'idle'];

describe.skipIf(!hasInfluxd)('a process with an influxd', () => {
	test.each(stages)('leaves nothing after SIGTERM while %s', async stage => {
		await expect(drive({engine: 'influxd', stage, way: 'SIGTERM'})).resolves.toBe('143');
		expect({folders: folders(), servers: servers()}).toEqual({folders: [], servers: []});
	}, timeoutMs);

	test.each([['SIGINT', '130'], ['SIGHUP', '129'], ['throw', '1'], ['end', '0']])('leaves nothing after %s', async (way, status) => {
		await expect(drive({engine: 'influxd', stage: 'idle', way})).resolves.toBe(status);
		expect({folders: folders(), servers: servers()}).toEqual({folders: [], servers: []});
	}, timeoutMs);

	test.each(stages)('when killed while %s leaves only what the next start removes', async stage => {
		await expect(drive({engine: 'influxd', stage, way: 'SIGKILL'})).resolves.toBe('SIGKILL');
		expect(folders()).toHaveLength(1);
		await reapLeftovers();
		expect({folders: folders(), servers: servers()}).toEqual({folders: [], servers: []});
	}, timeoutMs);

	test('when killed where the kernel cannot kill the server with it leaves a server, which the next start kills', async () => {
		await expect(drive({
			engine: 'influxd', stage: 'idle', way: 'SIGKILL', env: {PATH: '/nowhere'},
		})).resolves.toBe('SIGKILL');
		expect(servers()).toHaveLength(1);
		await reapLeftovers();
		expect({folders: folders(), servers: servers()}).toEqual({folders: [], servers: []});
	}, timeoutMs);
});

describe.skipIf(!canRunDocker)('a process with a container', () => {
	let engine: DockerEngine;

	beforeAll(async () => {
		engine = await startDockerEngine(newFolder);
		process.env.DOCKER_HOST = engine.host;
		engine.docker('run', '--detach', '--name', 'other', 'influxdb:1.6-local');
	}, timeoutMs);

	afterAll(async () => {
		engine.docker('rm', '--force', '--volumes', 'other');
		await engine.stop();
		delete process.env.DOCKER_HOST;
	}, timeoutMs);

	const left = () => ({
		containers: engine.docker('ps', '--all', '--format', '{{.Names}}'),
		volumes: engine.docker('volume', 'ls', '--quiet'),
		folders: folders(),
	});
	const nothing = {containers: 'other', volumes: '', folders: []};

	test.each(['unpacking', 'starting', 'starting+100', 'starting+300', 'querying', 'idle'])('leaves nothing after SIGTERM while %s', async stage => {
		await expect(drive({engine: 'docker', stage, way: 'SIGTERM'})).resolves.toBe('143');
		expect(left()).toEqual(nothing);
	}, timeoutMs);

	test.each(['unpacking', 'starting+300', 'querying', 'idle'])('when killed while %s leaves only what the next start removes', async stage => {
		await expect(drive({engine: 'docker', stage, way: 'SIGKILL'})).resolves.toBe('SIGKILL');
		expect(folders()).toHaveLength(1);
		await reapLeftovers();
		expect(left()).toEqual(nothing);
	}, timeoutMs);
});
