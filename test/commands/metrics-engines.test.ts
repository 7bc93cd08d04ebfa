import {fileURLToPath} from 'node:url';
import {
	afterAll, beforeAll, describe, expect, test,
} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {hasInfluxd, startRealInfluxd} from '../metrics/engines/archive-influxd.js';
import {canRunDocker, startDockerEngine, type DockerEngine} from '../metrics/docker-engine.js';
import {readExpected} from '../metrics/engines/expected-metrics.js';
import {image} from '../metrics/image.js';
import {environment, runProgram, type Ended} from '../program.js';

const campaign = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));
const timeoutMs = 60_000;

type Cells = ReadonlyArray<readonly string[]>;

const metrics = async (words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
	runProgram(['metrics', campaign, '--iteration', 'A-0', '--no-cache', '--format', 'csv', ...words], {env});

const cellsOf = ({stdout}: Ended): Cells => stdout.trim().split('\n').map(line => line.split(','));

/** Expects the same table, with numbers equal to a relative 1e-9. */
function expectSameTable(found: Cells, expected: Cells): void {
	expect(found.map(row => row.slice(0, -1))).toEqual(expected.map(row => row.slice(0, -1)));
	for (const [index, row] of expected.entries()) {
		const [value, other] = [row, found[index] ?? []].map(item => Number(item.at(-1)));
		expect(Math.abs((value ?? 0) - (other ?? 0)) || 0, row.join(',')).toBeLessThanOrEqual(1e-9 * Math.abs(value ?? 0) || 0);
	}
}

test.skipIf(!hasInfluxd)('queries the given influxd, even if its name is that of its flag', async () => {
	const ended = await metrics(['--engine', 'influxd', '--influxd', '/usr/bin/influxd']);
	expect(ended).toMatchObject({status: 0, stderr: ''});
	expect(cellsOf(ended).length).toBeGreaterThan(50);
	expectSameTable(cellsOf(ended), cellsOf(await metrics(['--engine', 'embedded'])));
}, timeoutMs);

test.skipIf(!hasInfluxd)('queries a running InfluxDB', async () => {
	const {url} = await startRealInfluxd(readExpected()[0]?.archive ?? '');
	expectSameTable(cellsOf(await metrics(['--engine', url])), cellsOf(await metrics(['--engine', 'embedded'])));
}, timeoutMs);

test('names a program that is not influxd, in one line', async () => {
	await expect(metrics(['--engine', 'influxd', '--influxd', '/bin/false'])).resolves.toMatchObject({
		status: 1,
		stderr: 'A-0: no metrics: influxd ended (status 1): no output; check the archive and the version of influxd, or use another --engine\n',
	});
});

test('never prints the password of an address', async () => {
	const {status, stderr} = await metrics(['--engine', 'http://me:s3cret@127.0.0.1:9']);
	expect(status).toBe(1);
	expect(stderr).toBe('A-0: no metrics: http://127.0.0.1:9 refuses the connection; check that it is running and can be reached, or use another --engine\n');
});

describe.skipIf(!canRunDocker)('with a Docker engine', () => {
	let engine: DockerEngine;

	beforeAll(async () => {
		engine = await startDockerEngine(newFolder);
	}, timeoutMs);

	afterAll(async () => {
		await engine.stop();
	}, timeoutMs);

	test('queries a container and removes it', async () => {
		const ended = await metrics(['--engine', 'docker', '--image', image], {...environment(), DOCKER_HOST: engine.host});
		expect(ended).toMatchObject({status: 0, stderr: ''});
		expectSameTable(cellsOf(ended), cellsOf(await metrics(['--engine', 'embedded'])));
		expect(`${engine.docker('ps', '--all', '--quiet')}${engine.docker('volume', 'ls', '--quiet')}`).toBe('');
	}, timeoutMs);

	test('names an image that is neither local nor in a registry, in one line', async () => {
		const {status, stderr} = await metrics(['--engine', 'docker', '--image', 'localhost:9/nonesuch'], {DOCKER_HOST: engine.host});
		expect(status).toBe(1);
		expect(stderr).toMatch(/^A-0: no metrics: the image localhost:9\/nonesuch is not available locally and cannot be pulled: [^\n]*\n$/v);
	}, timeoutMs);
});
