import {expect, test} from 'vitest';
import {sweptCampaign} from '../swept-campaign.js';
import {openExplorer} from './driver.js';

const campaign = new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;

test('at 80×24 the trends show median latencies by sweep; keys change column, x axis, call type and log y; Enter opens the latency', async () => {
	const explorer = openExplorer({args: [campaign]});
	try {
		await explorer.shows('1/12');
		explorer.press('4');
		await explorer.shows('latency_p50, ms  rpc-call  against clients');
		// A-0 has 10 clients, as has C-0 with the other driver.
		await explorer.shows(/┊ at 10.*● broker {2}\(varying calls\) +4\.9 \(3\.0–11\) ms\n.*◆ router {2}\(varying calls\) +5\.9 \(3\.5–16\) ms/sv);
		explorer.press('Right', 'Right', 'Right');
		await explorer.shows(/┊ at 20.*◆ router .* none/sv);
		explorer.press('L');
		await explorer.shows(/ms, log.* over clients/v);
		explorer.press('X', 'iterations', 'Enter');
		await explorer.shows(/ms, log.* over iterations {2}┊ at 2/v);
		explorer.press('t');
		await explorer.shows('latency_p50, ms  rpc-cast  against iterations  log');
		explorer.press('m', 'clirate');
		await explorer.shows('> client_rate');
		explorer.press('Enter');
		await explorer.shows('client_rate, messages/s  rpc-cast');
		expect(explorer.screen().every(line => line.length <= 80)).toBe(true);
		explorer.press('Enter');
		await explorer.shows(/Latency seen by the clients +A-1/v);
		explorer.press('4', '/', 'nosuch');
		await explorer.shows('no iteration matches');
		explorer.press('Escape');
		await explorer.shows('client_rate, messages/s');
		explorer.press('/', 'driver=router', 'Enter');
		await explorer.shows(/^● router/mv);
	} finally {
		await explorer.close();
	}
});

test.for([[80, 24], [120, 40]] as const)('at %d×%d five keys put a parameter on the x axis, and one more shows a chart per value of another', async ([columns, rows]) => {
	const explorer = openExplorer({args: [sweptCampaign({isIncremental: true})], columns, rows});
	try {
		await explorer.shows('1/72');
		const keys = ['4', 'X', 'Down', 'Enter'];
		explorer.press(keys[0]!);
		await explorer.shows('against clients');
		explorer.press(keys[1]!);
		await explorer.shows(/^ {2}delay +parameter/mv);
		explorer.press(keys[2]!, keys[3]!);
		await explorer.shows('latency_p50, ms  rpc-call  against delay, ms');
		await explorer.shows(/^ *none +10 .* 100$/mv);
		await explorer.shows(/● broker {2}loss 0 %, clients 10 /v);
		explorer.press('v');
		await explorer.shows('loss 0 %');
		await explorer.shows('loss 2 %');
		explorer.press('T', 'Down', 'Space', 'Escape');
		await explorer.shows('● broker');
		expect(explorer.screen().every(line => line.length <= columns)).toBe(true);
	} finally {
		await explorer.close();
	}
});
