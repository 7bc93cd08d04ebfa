import {rmSync} from 'node:fs';
import {expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import type {Stage} from '../../../../source/metrics/engines/engine.js';
import type {FieldMetric} from '../../../../source/metrics/metric.js';
import {archiveOf, tarOf} from '../../../tar/tar-builder.js';
import {databaseEntries, databaseFolder} from './database-entries.js';

const {signal} = new AbortController();
const start = 1_524_441_600_000_000_000n;
const window = {start, stop: start + 1_540_000_000_000n};

/** A query for a field that is not in the catalogue. */
const metricOf = (measurement: string, field: string): FieldMetric => ({
	name: 'test', title: 'test', unit: '', help: '', measurement, field, aggregate: 'count', groupBy: ['host'],
});
const others = [metricOf('docker_container_cpu', 'throttled'), metricOf('docker_container_mem', 'container_id'), metricOf('nothing', 'value')];
const usual = catalogue[2]!;
const everySeconds = 30;
const newArchive = () => archiveOf(tarOf(databaseEntries()));

test('fields requested after opening are read once, with the same results as if they had been requested before', async () => {
	const stages: Stage[] = [];
	const path = newArchive();
	const later = await embedded.open({path, kind: 'tar.gz'}, {signal, onProgress: stage => stages.push(stage)});
	const upFront = await embedded.open({path, kind: 'tar.gz'}, {signal, metrics: others});
	const stagesOfPass = stages.length;
	for (const metric of others) {
		const found = await later.query({metric, window, everySeconds}, signal);
		expect(found).toEqual(await upFront.query({metric, window, everySeconds}, signal));
		expect(found.length > 0).toBe(metric !== others[2]);
	}

	expect(stages).toHaveLength(stagesOfPass * (1 + others.length));
	await Promise.all(others.map(async metric => later.query({metric, window, everySeconds}, signal)));
	expect(stages).toHaveLength(stagesOfPass * (1 + others.length));
	rmSync(path);
	// All fields were read in one pass.
	for (const metric of [...catalogue, ...others]) {
		await upFront.query({metric, window, everySeconds}, signal);
	}

	await Promise.all([later.close(), upFront.close()]);
});

test('concurrent queries wait for each other\'s passes', async () => {
	const connection = await embedded.open({path: newArchive(), kind: 'tar.gz'}, {signal});
	const [one, other, listed] = await Promise.all([
		connection.query({metric: others[0]!, window, everySeconds}, signal),
		connection.query({metric: others[1]!, window, everySeconds}, signal),
		connection.list(signal),
	]);
	expect([one.length, other.length]).toEqual([3, 3]);
	const folder = await embedded.open({path: databaseFolder, kind: 'folder'}, {signal});
	expect(listed).toEqual(await folder.list(signal));
	expect(listed.length).toBeGreaterThan(3);
	await Promise.all([connection.close(), folder.close()]);
});

test('a removed archive still answers from what was read, and fails for the rest', async () => {
	const path = newArchive();
	const connection = await embedded.open({path, kind: 'tar.gz'}, {signal});
	rmSync(path);
	await expect(connection.query({metric: others[0]!, window, everySeconds}, signal)).rejects.toThrow(`${path}: gone`);
	await expect(connection.query({metric: others[0]!, window, everySeconds}, signal)).rejects.toThrow(`${path}: gone`);
	expect(await connection.query({metric: usual, window, everySeconds}, signal)).not.toEqual([]);
	await connection.close();
});

test('closing aborts a running pass', async () => {
	const connection = await embedded.open({path: newArchive(), kind: 'tar.gz'}, {signal});
	const answer = connection.query({metric: others[0]!, window, everySeconds}, signal).catch((error: unknown) => error);
	await connection.close();
	expect(await answer).toBeInstanceOf(Error);
});
