import {
	mkdtempSync, readdirSync, readFileSync, rmSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {isLoaded, type Iteration} from '../../source/campaign/model/iteration.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {generateCampaign} from './generate.js';

const folders: string[] = [];
const generated = (seed: number) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-generate-'));
	folders.push(folder);
	generateCampaign(folder, {
		iterations: 2, clients: 300, servers: 20, seed,
	});
	return folder;
};

afterEach(() => {
	for (const folder of folders.splice(0)) {
		rmSync(folder, {recursive: true});
	}
});

test('the same seed generates the same bytes, a different seed different ones', () => {
	const [item, same, other] = [generated(1), generated(1), generated(2)].map(folder =>
		readdirSync(folder, {recursive: true, encoding: 'utf8'})
			.sort()
			.filter(name => name.endsWith('.log'))
			.map(name => readFileSync(path.join(folder, name), 'utf8'))
			.join(''));
	expect(same).toBe(item);
	expect(other).not.toBe(item);
});

test('a generated campaign loads completely: every agent, and a bin for every message', async () => {
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(generated(1)), {cache: false})) {
		iterations.push(iteration);
	}

	expect(iterations.filter(iteration => isLoaded(iteration)).map(({clients, servers}) => [clients.agents, servers.agents])).toEqual([[300, 20], [300, 20]]);
	for (const {clients} of iterations.filter(iteration => isLoaded(iteration))) {
		const binned = clients.latency.distribution.flatMap(({counts}) => [...counts]).reduce((sum: number, count) => sum + Number(count), 0);
		expect(binned).toBe(clients.ok + clients.failed);
		expect(clients.failed).toBeGreaterThan(0);
		expect(clients.errorKinds).toEqual([expect.objectContaining({count: clients.failed})]);
	}
});
