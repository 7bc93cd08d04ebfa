import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {columns} from '../../source/campaign/query/columns.js';
import {isLoaded, type Iteration, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {notebookEntry} from '../../source/reports/notebook-json.js';
import {tableRow} from '../../source/reports/table-rows.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';

const fixture = new URL('../../fixtures/', import.meta.url).pathname;

async function loadFixture(): Promise<readonly Iteration[]> {
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(`${fixture}test_case_1-incremental-it-1`), {cache: false})) {
		iterations.push(iteration);
	}

	return iterations;
}

const readExpected = (name: string): unknown => JSON.parse(readFileSync(`${fixture}expected/${name}`, 'utf8'));

/** Expects the same structure, and numbers equal to a relative 1e-9. */
function expectAlike(actual: unknown, expected: unknown, location: string): void {
	if (typeof expected === 'number' && typeof actual === 'number') {
		expect(Math.abs(actual - expected), location).toBeLessThanOrEqual(Math.abs(expected) * 1e-9);
	} else if (typeof expected === 'object' && expected !== null && typeof actual === 'object' && actual !== null) {
		expect(Object.keys(actual).sort(), location).toEqual(Object.keys(expected).sort());
		const values = new Map(Object.entries(actual));
		for (const [key, value] of Object.entries(expected)) {
			expectAlike(values.get(key), value, `${location}.${key}`);
		}
	} else {
		expect(actual, location).toEqual(expected);
	}
}

test('the aggregates of the real campaign equal the notebook’s to 1e-9', async () => {
	const loaded = (await loadFixture()).filter(iteration => isLoaded(iteration));
	expectAlike(loaded.map(iteration => notebookEntry(iteration)), readExpected('params_calculated.json'), 'params_calculated');
});

test('the 19 columns of the table equal the notebook’s', async () => {
	const loaded: readonly LoadedIteration[] = (await loadFixture()).filter(iteration => isLoaded(iteration));
	const rows = loaded.map(iteration => tableRow(iteration));
	const byColumn = Object.fromEntries(columns.map(({id}) => [id, rows.map(row => row[id])]));
	expectAlike(byColumn, readExpected('extraction.json'), 'extraction');
});

test('skips the iteration whose controller was killed with the reason and its file', async () => {
	const skipped = (await loadFixture()).filter(iteration => iteration.status === 'skipped');
	expect(skipped.map(({label, reason}) => [label, reason])).toEqual([['G-0', 'parasilo-14.rennes.grid5000.fr_controller-0-topic-0-G-0-0.log: empty log']]);
});
