import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll, beforeAll, expect, test,
} from 'vitest';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {loadIterations, type LoadOptions, type Progress} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {generateCampaign} from '../../benchmark/generate.js';

let folder: string;
let bytes: number;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'load-'));
	bytes = generateCampaign(folder, {
		iterations: 9, clients: 40, servers: 3, seed: 1,
	});
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

async function load(options: LoadOptions, onIteration: (iteration: Iteration) => void = () => {}): Promise<readonly Iteration[]> {
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(folder), {cache: false, ...options})) {
		iterations.push(iteration);
		onIteration(iteration);
	}

	return iterations;
}

test('yields nine iterations in the order of params.json, each with its 40 clients and 3 servers', async () => {
	const iterations = await load({});
	expect(iterations.map(({label}) => label)).toEqual(Array.from({length: 9}, (_, index) => `A-${index}`));
	expect(iterations.every(iteration => iteration.status === 'loaded' && iteration.clients.agents === 40 && iteration.servers.agents === 3)).toBe(true);
});

test('progress increases one log at a time up to the total size', async () => {
	const steps: Progress[] = [];
	await load({onProgress: progress => steps.push(progress)});
	expect(steps.map(({logsDone}) => logsDone)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(steps.at(-1)).toEqual({
		logsDone: 9, logsTotal: 9, bytesDone: bytes, bytesTotal: bytes,
	});
});

test('yields no third iteration when aborted after the second', async () => {
	const abort = new AbortController();
	const iterations = await load({signal: abort.signal}, ({label}) => {
		if (label === 'A-1') {
			abort.abort();
		}
	});
	expect(iterations.map(({label}) => label)).toEqual(['A-0', 'A-1']);
});

test('skips a broken log with its reason and loads the others', async () => {
	const entry = (await openCampaign(folder)).entries.find(({label}) => label === 'A-4');
	writeFileSync(path.join(folder, entry?.backupDir ?? '', 'host-1.example.org_controller-0-topic-0-A-4-1.log'), '{}\n');
	const iterations = await load({});
	expect(iterations.filter(({status}) => status === 'skipped')).toMatchObject([
		{label: 'A-4', reason: 'host-1.example.org_controller-0-topic-0-A-4-1.log: second line missing'},
	]);
	expect(iterations.filter(({status}) => status === 'loaded')).toHaveLength(8);
});
