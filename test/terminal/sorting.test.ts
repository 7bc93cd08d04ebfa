import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, idleAgent, logFile, logOf,
} from '../campaign-builder.js';
import {
	cursorLine, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

// Five messages in 10, 5, and 20 s: 0.5, 1 and 0.25 per second; the clients of idle have no rate.
const stopping = (seconds: number) => logOf({'client-0': agent({stop_time: 1000 + seconds})}, {'server-0': agent()});
const names = ['half', 'idle', 'one', 'quarter', 'gone'];
const folder = campaignOf(names.map(name => entry(name)), {
	[logFile('half')]: stopping(10),
	[logFile('idle')]: logOf({'client-0': idleAgent}, {'server-0': agent()}),
	[logFile('one')]: stopping(5),
	[logFile('quarter')]: stopping(20),
	[logFile('gone')]: '',
});

test(
	'sorted by client_rate, reversed and reloaded: the selection stays, missing rates are last in both directions, the arrow is in the header',
	{timeout: 3 * timeoutMs},
	async () => {
		const explorer = await openOn(folder, '1/5', {columns: 200, rows: 50});
		const order = () => explorer.screen().flatMap(line => /^│ [ >][ *](?<name>half|idle|one|quarter|gone) /v.exec(line)?.groups?.name ?? []);
		explorer.press('2', 'j', 'j', 'j');
		await explorer.shows('4/5', timeoutMs);
		expect(order()).toEqual(['half', 'idle', 'one', 'quarter', 'gone']);
		// All columns but the last six; the cursor is on the one to sort by.
		explorer.press('$', 'Left', 'Left', 'Left', 'Left', 'Left', 'Left');
		await explorer.shows('client_rate: messages per second', timeoutMs);
		explorer.press('s');
		await explorer.shows('client_rate /s▲', timeoutMs);
		expect(order().slice(0, 3)).toEqual(['quarter', 'half', 'one']);
		expect(order().slice(3).toSorted()).toEqual(['gone', 'idle']);
		expect(explorer.screen()[0]).toContain('1/5');
		explorer.press('S');
		await explorer.shows('client_rate /s▼', timeoutMs);
		expect(order().slice(0, 3)).toEqual(['one', 'half', 'quarter']);
		expect(order().slice(3).toSorted()).toEqual(['gone', 'idle']);
		const sorted = order();
		// After reloading there is one more, without a folder.
		writeFileSync(path.join(folder, 'params.json'), JSON.stringify([...names, 'late'].map(name => entry(name))));
		explorer.press('r');
		await explorer.shows(/3\/6 · 2 skipped$/mv, timeoutMs);
		await expectFreshPicture(explorer, 'reading again');
		expect(order()).toEqual(sorted);
		expect(cursorLine(explorer)).toContain('quarter');
	},
);

test('S before any sort explains that s chooses a column', {timeout: 3 * timeoutMs}, async () => {
	const explorer = await openOn(folder, ' 1/');
	explorer.press('S');
	await explorer.shows('nothing is sorted yet: s chooses a column', timeoutMs);
});
