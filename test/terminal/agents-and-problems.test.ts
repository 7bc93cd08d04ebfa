import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {bundled, openOn} from './explorer-helpers.js';

const start = async (columns: number, rows: number): Promise<Explorer> => openOn(bundled, 'Problems 5', {columns, rows});

const lineOf = (explorer: Explorer, text: string): string => explorer.screen().find(line => line.includes(text)) ?? '';

test('Problems lists skipped and failed iterations, worst first, with a remedy, and Enter jumps to the iteration', async () => {
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

test.for([[80, 24], [200, 50]] as const)('at %i×%i Agents lists each client, sorts and filters them, and opens one', async ([columns, rows]) => {
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
	await explorer.shows('1/4 servers');
	explorer.press('G', 'Enter');
	await explorer.shows('duration');
	await explorer.shows('RPCServer');
	explorer.press('Escape');
	await explorer.shows('4/4 servers');
	expect(Math.max(...explorer.screen().map(line => line.length))).toBeLessThanOrEqual(columns);
});

test('a skipped iteration has no agents, and shows the reason', async () => {
	const explorer = await start(120, 24);
	explorer.press('G', '6');
	await explorer.shows('G-0 was skipped, so there are no agents');
});

test('v draws the distribution of the sort column, marks the agent under the cursor, and Esc returns to the list', async () => {
	const explorer = await start(80, 24);
	explorer.press('6');
	await explorer.shows('1/10 clients');
	explorer.press('s', 'latency_mean', 'Enter');
	await explorer.shows('mean ms▲');
	explorer.press('v');
	await explorer.shows('Agents by latency_mean, ms');
	expect(lineOf(explorer, '>')).toMatch(/^> 5\.4–5\.5 {2}1 {2}█+$/v);
	explorer.press('G');
	await explorer.shows(/^> 6\.7–6\.8 {2}1 {2}█+$/mv);
	await explorer.shows('10/10 clients');
	explorer.press('Escape');
	await explorer.shows('mean ms▲');
	expect(lineOf(explorer, '>')).toContain('6.76');
	explorer.resize(120, 40);
	await explorer.shows('Agents by latency_mean, ms');
	await explorer.shows('mean ms▲');
});

test('an agent in two logs is named, and shows them when opened', async () => {
	const shard = (seconds: number) => logOf({twice: agent({stop_time: 1000 + seconds})}, {});
	const explorer = await openOn(
		campaignOf([entry('A-0')], {[logFile('A-0')]: shard(5), [logFile('A-0').replace('0.log', '1.log')]: shard(10)}),
		'1/1',
		{columns: 100, rows: 24},
	);
	explorer.press('6');
	await explorer.shows('names in several logs, of which the last counts: twice in 2 shards');
	explorer.press('Enter');
	await explorer.shows('in 2 shards (0, 1): the last counts');
});

const counts = (index: number): readonly number[] => Array.from({length: 10}, (_, other) => other === index ? 5 : 0);

/** Ten hosts with twenty clients and four topics; clients on paravance-37 take four times as long. */
function slowHostCampaign(): string {
	const clients = Object.fromEntries(Array.from({length: 200}, (_, index) => {
		const host = 30 + index % 10;
		const mean = (7 + index % 3) * (host === 37 ? 4 : 1);
		const distribution = mean < 10 ? {0: counts(mean)} : {1: counts(Math.floor(mean / 10))};
		const latency = {
			min: mean, max: mean, total: 5 * mean, count: 5, sum_of_squares: 5 * mean ** 2, distribution,
		};
		return [`ombt-topic-${index % 4}-RPCClient-paravance-${host}.rennes.grid5000.fr-${14_000 + index}-${String(index).padStart(32, '0')}`, agent({latency})];
	}));
	return campaignOf([entry('A-0')], {[logFile('A-0')]: logOf(clients, {})});
}

test.for([[80, 24], [120, 40]] as const)('at %i×%i the slowest host is two keys away, its agents three, and Problems names it', async ([columns, rows]) => {
	const explorer = await openOn(slowHostCampaign(), '1/1', {columns, rows});
	explorer.press('6');
	await explorer.shows('1/200 clients');
	await explorer.shows('t by host');
	explorer.press('t');
	await explorer.shows('1/10 hosts of clients');
	expect(lineOf(explorer, '>')).toMatch(/^> paravance-37 .*[▁-█]/v);
	explorer.press('Enter');
	await explorer.shows('1/20 clients of host paravance-37.rennes.grid5000.fr');
	expect(lineOf(explorer, '> p')).toContain('paravance-37 · topic-3 · 14007');
	explorer.press('Escape');
	await explorer.shows('1/10 hosts of clients');
	explorer.press('7', 'Down');
	await explorer.shows('hosts whose agents are slow together  A-0');
	await explorer.shows('paravance-37.rennes.grid5000.fr: 20 clients with a median of');
	explorer.press('?');
	await explorer.shows('A host is slow if the median of its agents');
});
