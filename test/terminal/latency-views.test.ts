import {expect, test} from 'vitest';
import {openExplorer} from './driver.js';

const campaign = new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;

test('at 80×24 v leads from the distribution to the boxes and the heatmap, where the selected iteration has a >, and Enter leads back', async () => {
	const explorer = openExplorer({args: [campaign]});
	try {
		await explorer.shows('1/12');
		explorer.press('3');
		await explorer.shows('p99.9');
		explorer.press('v');
		await explorer.shows('Boxes: latency');
		explorer.press('Down');
		await explorer.shows('2/12');
		expect(explorer.screen().filter(line => line.startsWith('>'))).toHaveLength(1);
		explorer.press('v');
		await explorer.shows('Heatmap: latency');
		explorer.press('Enter');
		await explorer.shows('p99.9');
		explorer.press('q');
		expect(await explorer.exited).toMatchObject({code: 0});
	} finally {
		await explorer.close();
	}
});
