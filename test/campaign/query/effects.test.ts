import {expect, test} from 'vitest';
import {campaignColumns} from '../../../source/campaign/query/campaign-columns.js';
import {effectsOf} from '../../../source/campaign/query/effects.js';
import {isLoaded, type LoadedIteration} from '../../../source/campaign/model/iteration.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {sweptCampaign} from '../../swept-campaign.js';
import {iteration} from '../problems/iterations-builder.js';

/** Iterations with these parameters; the last number of each is the clients' mean latency. */
type Row = readonly [parameters: Readonly<Record<string, unknown>>, mean: number];
const campaign = (...rows: readonly Row[]): readonly LoadedIteration[] => rows.map(([parameters, mean], position) => {
	const item = iteration({index: position + 1, id: null, parameters});
	return {...item, clients: {...item.clients, latency: {...item.clients.latency, mean}}};
});

function effects(rows: readonly LoadedIteration[]) {
	const own = campaignColumns(rows);
	return effectsOf(rows, own.named('latency_mean')!, own).map(({
		parameter, from, to, median_ratio: ratio, low, high, pairs,
	}) => [parameter, from, to, ratio, low, high, pairs]);
}

test('is the median ratio of pairs that differ in one parameter only, the largest first, also for decreases', () => {
	expect(effects(campaign([{delay: null, loss: 0}, 1], [{delay: '10ms', loss: 0}, 2], [{delay: null, loss: 1}, 8], [{delay: '10ms', loss: 1}, 48], [{delay: null, loss: 2}, 0.01]))).toEqual([
		['loss', 1, 2, 0.001_25, 0.001_25, 0.001_25, 1],
		['loss', 0, 2, 0.01, 0.01, 0.01, 1],
		['loss', 0, 1, 16, 8, 24, 2],
		['delay', null, 10, 4, 2, 6, 2],
	]);
});

test('repeats count once, by their median; there is no ratio for a base of 0 or two differences', () => {
	expect(effects(campaign([{delay: 1}, 1], [{delay: 1}, 3], [{delay: 1}, 99], [{delay: 2}, 6]))).toEqual([['delay', 1, 2, 2, 2, 2, 1]]);
	expect(effects(campaign([{delay: 1}, 0], [{delay: 2}, 6]))).toEqual([]);
	expect(effects(campaign([{delay: 1, loss: 1}, 1], [{delay: 2, loss: 2}, 6]))).toEqual([]);
	expect(effects(campaign([{call_type: 'rpc-call'}, 1], [{call_type: 'rpc-cast'}, 6]))).toEqual([]);
});

test.each([[true], [false]])('finds the parameter with the largest effect on latency at equal load, incremental: %s', async isIncremental => {
	const opened = await openCampaign(sweptCampaign({isIncremental}));
	const rows: LoadedIteration[] = [];
	for await (const item of loadIterations(opened, {cache: false})) {
		if (isLoaded(item)) {
			rows.push(item);
		}
	}

	const found = effects(rows);
	// (4 + 100 · (1 + loss / 6)) / 4, for 2 drivers, 3 losses, 3 loads.
	expect(found[0]).toEqual(['delay', null, 100, expect.closeTo((4 + (100 * 7 / 6)) / 4), 26, expect.closeTo((4 + (100 * 8 / 6)) / 4), 18]);
	expect(found.find(([parameter]) => parameter === 'driver')).toEqual(['driver', 'broker', 'router', expect.closeTo(0.5), expect.closeTo(0.5), expect.closeTo(0.5), 36]);
	expect(found.find(([parameter, from, to]) => parameter === 'nbr_clients' && from === 10 && to === 40)).toEqual(['nbr_clients', 10, 40, expect.closeTo(4), expect.closeTo(4), expect.closeTo(4), 24]);
	expect(found.map(([parameter]) => parameter)).not.toContain('nbr_servers');
	expect(found).toHaveLength(6 + 3 + 3 + 1);
});
