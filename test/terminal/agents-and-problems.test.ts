import {expect, test} from 'vitest';
import type {Explorer} from './driver.js';
import {bundled, openOn} from './opened.js';

const start = async (columns: number, rows: number): Promise<Explorer> => openOn(bundled, 'Problems 3', {columns, rows});

const lineOf = (explorer: Explorer, text: string): string => explorer.screen().find(line => line.includes(text)) ?? '';

test('Problems lists what was skipped and what failed, worst first, with a remedy, and Enter goes to the iteration', async () => {
	const explorer = await start(100, 24);
	explorer.press('7');
	await explorer.shows('What to do: its controller ended before it wrote results');
	expect(lineOf(explorer, '> !')).toContain('G-0');
	explorer.press('Down');
	await explorer.shows('> ', 5000);
	await explorer.shows('12 of 1,440 messages of the clients failed (0.8%)');
	explorer.press('Enter');
	await explorer.shows('10/12');
	expect(lineOf(explorer, '>')).toContain('E-0');
});

test.for([[80, 24], [200, 50]] as const)('at %i×%i Agents shows each client, sorts and filters them, and opens one', async ([columns, rows]) => {
	const explorer = await start(columns, rows);
	explorer.press('6');
	await explorer.shows('1/10 clients');
	await explorer.shows('fairness 1.000');
	explorer.press('s', 'mean', 'Enter');
	await explorer.shows('mean ms▲');
	explorer.press('S');
	await explorer.shows('mean ms▼');
	explorer.press('/', 'ok>9999');
	await explorer.shows('0 of 10');
	explorer.press('Enter');
	await explorer.shows('no agent matches "ok>9999": Esc clears the filter');
	explorer.press('Escape');
	await explorer.shows('1/10 clients');
	explorer.press('c');
	explorer.press('c');
	await explorer.shows('1/4 servers');
	explorer.press('G', 'Enter');
	await explorer.shows('duration');
	await explorer.shows('RPCServer');
	explorer.press('Escape');
	await explorer.shows('4/4 servers');
	expect(Math.max(...explorer.screen().map(line => line.length))).toBeLessThanOrEqual(columns);
});

test('an iteration that was skipped has no agents, and says why', async () => {
	const explorer = await start(120, 24);
	explorer.press('G', '6');
	await explorer.shows('G-0 was skipped, so there are no agents');
});
