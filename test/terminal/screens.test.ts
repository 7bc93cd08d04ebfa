import {expect, test} from 'vitest';
import {openExplorer} from './driver.js';

const campaign = new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;

test.for([
	[80, 24],
	[120, 40],
	[200, 50],
] as const)('at %i×%i the explorer shows the iterations, the table and the latency, and restores the terminal', async ([columns, rows]) => {
	const explorer = openExplorer({args: [campaign], columns, rows});
	try {
		await explorer.shows('1/12');
		explorer.press('Down');
		await explorer.shows('2/12');
		explorer.press('2');
		await explorer.shows('_ombt_clients');
		explorer.press('3');
		await explorer.shows('p99.9');
		explorer.press('q');
		expect(await explorer.exited).toMatchObject({code: 0});
		await explorer.idle();
		expect(explorer.isAlternate()).toBe(false);
	} finally {
		await explorer.close();
	}
});
