import {expect, test} from 'vitest';
import {
	bundled, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;
const picture = (explorer: {readonly screen: () => readonly string[]}) => explorer.screen().join('\n');

test('from 160×40 the first screen has the sweep of the selected iteration, and the bus once it has been queried', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 200, rows: 50});
	await explorer.shows('latency_p50, ms  rpc-call  against clients', timeoutMs);
	await explorer.shows('CPU and memory of the bus: 5 loads them', timeoutMs);
	// Only the sweep of A-0, without E-0 and F-0.
	expect(picture(explorer)).not.toMatch(/│ [■▲◆] broker/v);
	explorer.press('5');
	await explorer.shows('rabbitmq-bus-0', timeoutMs);
	explorer.press('1');
	await explorer.shows('CPU, rabbits, %, means of 10 s', timeoutMs);
	await explorer.shows('memory, rabbits, MiB', timeoutMs);
	await expectFreshPicture(explorer, 'board');
	// Another iteration has not been queried.
	explorer.press('j');
	await explorer.shows('CPU and memory of the bus: 5 loads them', timeoutMs);
	explorer.resize(150, 50);
	await explorer.shows('2/12', timeoutMs);
	await explorer.idle();
	expect(picture(explorer)).not.toContain('against clients');
	expect(picture(explorer)).toContain('share per decade');
});
