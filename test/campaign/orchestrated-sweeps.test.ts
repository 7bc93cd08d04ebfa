import {describe, expect, test} from 'vitest';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {isLoaded, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {campaignColumns, sweptParameters} from '../../source/campaign/query/campaign-columns.js';
import {sweepsOf} from '../../source/campaign/query/sweeps.js';
import {sweptText} from '../../source/reports/swept-text.js';
import {tableRow} from '../../source/reports/table-rows.js';
import {orchestratedCampaign, type Orchestrated} from '../orchestrated-campaign.js';
import {runProgram} from '../program.js';
import {plainLook} from '../ui/look.js';

/*
Campaigns with several parameters as written by ombt-orchestrator: which iterations a line joins, and how they are identified in exports.
*/

async function loaded(options: Orchestrated): Promise<readonly LoadedIteration[]> {
	const iterations: LoadedIteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(orchestratedCampaign(options)), {cache: false})) {
		iterations.push(...isLoaded(iteration) ? [iteration] : []);
	}

	return iterations;
}

const delays = [null, '10ms', '50ms'];
const sweep = delays.flatMap(delay => [0, 1].map(loss => ({delay, loss})));
const steps = {
	1: [{nbr_clients: 4, nbr_servers: 2}, {nbr_clients: 10, nbr_servers: 2}, {nbr_clients: 16, nbr_servers: 2}],
	2: [{nbr_topics: 3}, {nbr_topics: 6}, {nbr_topics: 9}],
	3: [{nbr_clients: 1, nbr_servers: 3}, {nbr_clients: 1, nbr_servers: 6}, {nbr_clients: 1, nbr_servers: 9}],
	4: [{nbr_clients: 1, nbr_servers: 2, nbr_topics: 3}, {nbr_clients: 1, nbr_servers: 2, nbr_topics: 6}, {nbr_clients: 1, nbr_servers: 2, nbr_topics: 9}],
} as const;
const loadAxis = {
	1: 'clients', 2: 'topics', 3: 'servers', 4: 'topics',
} as const;
const sweptLoad = {
	1: 'clients 4–16 (3)', 2: 'topics 3–9 (3)', 3: 'servers 3–9 (3)', 4: 'topics 3–9 (3)',
} as const;
const indexes = (sweeps: ReadonlyArray<readonly LoadedIteration[]>) => sweeps.map(joined => joined.map(({index}) => index));
const threes = Array.from({length: sweep.length}, (_, set) => [1, 2, 3].map(step => (set * 3) + step));

describe.for([1, 2, 3, 4] as const)('test case %i', testCase => {
	test.for([
		['one by one', {isIncremental: false}],
		['incremental', {isIncremental: true}],
		['incremental, resumed after two sets', {isIncremental: true, resumedAfter: 2}],
		['incremental, three controllers', {isIncremental: true, shards: 3}],
	] as const)('%s: a line follows the load of one set, or a parameter at one load', async ([, way]) => {
		const iterations = await loaded({
			testCase, steps: steps[testCase], sweep, ...way,
		});
		expect(indexes(sweepsOf(iterations, loadAxis[testCase]))).toEqual(threes);
		// Equal loss and load, by delay: sets 1, 3, 5 and 2, 4, 6.
		expect(indexes(sweepsOf(iterations, 'delay'))).toEqual([1, 2, 3, 4, 5, 6].map(first => [first, first + 6, first + 12]));
		const own = campaignColumns(iterations);
		const hasTopics = testCase === 2 || testCase === 4;
		expect(sweptParameters(own).filter(({isSwept}) => isSwept).map(({id}) => id)).toEqual(hasTopics ? ['delay', 'loss', 'nbr_topics'] : ['delay', 'loss']);
		expect(sweptText(iterations, own, plainLook.glyphs)).toBe(`delay none–50 ms (3) × loss 0–1 % (2) × ${sweptLoad[testCase]}`);
	});
});

test('letters repeat after 26 sets: lines restart, and labels include the index', async () => {
	const many = Array.from({length: 30}, (_, set) => ({delay: `${set}ms`}));
	const iterations = await loaded({
		testCase: 1, steps: steps[1].slice(0, 2), sweep: many, isIncremental: true,
	});
	expect(indexes(sweepsOf(iterations, 'clients'))).toEqual(many.map((_, set) => [(set * 2) + 1, (set * 2) + 2]));
	expect(iterations.map(({label}) => label).filter(label => label.startsWith('A-'))).toEqual(['A-0 #1', 'A-1 #2', 'A-0 #53', 'A-1 #54']);
	expect(new Set(iterations.map(({label}) => label)).size).toBe(iterations.length);
	expect(iterations.find(({iterationId}) => iterationId === 'Z-0')?.label).toBe('Z-0');
});

test('without ids, pictures label iterations by swept parameters', async () => {
	const iterations = await loaded({testCase: 1, steps: steps[1].slice(0, 1), sweep: sweep.slice(1, 3)});
	expect(iterations.map(({label, title}) => [label, title])).toEqual([['#1', '#1 delay none, loss 1 %'], ['#2', '#2 delay 10 ms, loss 0 %']]);
});

describe('identifiers in exports', () => {
	const options: Orchestrated = {testCase: 1, steps: steps[1], sweep: sweep.slice(0, 2)};

	test.for([
		['table', []],
		['latency', []],
		['trend', []],
		['agents', ['--side', 'clients']],
	] as const)('%s: index, iteration_id and backup_dir, even without an id', async ([command, words]) => {
		const folder = orchestratedCampaign(options);
		const {stdout} = await runProgram([command, folder, ...words, '--format', 'json']);
		const printed = JSON.parse(stdout) as ReadonlyArray<Record<string, unknown>>;
		const rows = command === 'trend' ? printed.flatMap(({points}) => points as ReadonlyArray<Record<string, unknown>>) : printed;
		expect(new Set(rows.map(({index}) => index))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
		const {entries} = await openCampaign(folder);
		for (const row of rows) {
			expect(row).toMatchObject({iteration_id: null, backup_dir: entries[Number(row.index) - 1]?.backupDir});
		}
	});

	test('distinguish table rows of iterations with a repeated id', async () => {
		const iterations = await loaded({...options, isIncremental: true, resumedAfter: 1});
		expect(iterations.map(iteration => tableRow(iteration)).map(({index, iteration_id: id}) => [index, id])).toEqual([
			[1, 'A-0'], [2, 'A-1'], [3, 'A-2'], [4, 'A-0'], [5, 'A-1'], [6, 'A-2'],
		]);
	});
});
