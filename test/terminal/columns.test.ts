import {expect, test} from 'vitest';
import {
	bundled, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

test('C opens the columns: Space and Enter toggle them, Esc closes, and the position counts the visible ones', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('2');
	await explorer.shows('columns 1–5 of 32', timeoutMs);
	explorer.press('C');
	await explorer.shows(/Columns of the table {2}1\/\d+/v, timeoutMs);
	const marked = () => explorer.screen().flatMap(line => /^[> ] (?<mark>\[[ x]\]) (?<id>\w+)/v.exec(line)?.slice(1, 3).join(' ') ?? []);
	expect(marked().slice(0, 3)).toEqual(['[x] default', '[x] driver', '[x] call_type']);
	explorer.press('Down', 'Space', 'Down', 'Enter');
	await explorer.shows(/3\/\d+/v, timeoutMs);
	await explorer.idle();
	expect(marked().slice(0, 4)).toEqual(['[ ] default', '[ ] driver', '[ ] call_type', '[x] ran_as']);
	// Typing narrows the list, which stays open.
	explorer.press('_ombt_clients');
	await explorer.shows('> _ombt_clients', timeoutMs);
	explorer.press('Space');
	await explorer.shows('[ ] _ombt_clients', timeoutMs);
	await expectFreshPicture(explorer, 'three hidden');
	explorer.press('Escape');
	await explorer.shows(/columns 1–\d of 29, 3 hidden: C/v, timeoutMs);
	const table = explorer.screen().join('\n');
	expect(table).toMatch(/│ {3}iteration {2}│ ran_as {4}_ombt_servers {2}latency_p50 ms/v);
	expect(table).not.toMatch(/_ombt_clients|driver/v);
	await expectFreshPicture(explorer, 'closed');
	explorer.press('C', 'Enter');
	await explorer.shows('[x] driver', timeoutMs);
	explorer.press('Escape');
	await explorer.shows('columns 1–5 of 32', timeoutMs);
});

test('the list draws all densities on one axis, and the detail shows the total of an increment', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {args: ['--ascii'], columns: 270, rows: 50});
	// The slowest message of E-0 took between 5 and 10 s, the fastest of all 1 to 2 ms.
	await explorer.shows(/p50 ms {2}p90 ms {2}p99 ms {2}failed % {2}lost % {2}fairness {2}1 ms density +10 +100 +1k +10k/v, timeoutMs);
	const rowOf = (id: string) => explorer.screen().find(line => line.slice(2).startsWith(id))?.split('|')[0]?.trimEnd() ?? '';
	expect(rowOf('A-0')).toMatch(/ 4\.9 +8\.9 +~21 +0 +- +1 +\.{4}/v);
	expect(rowOf('E-0')).toMatch(/ 5\.1 +8\.9 +~3,900 +0\.833 +- +1 +\.+[^ ]*%##[^ ]*\.+ .*\.{2}$/v);
	explorer.press('j', 'j');
	await explorer.shows('clients  asked +20 -> 40, ran 40', timeoutMs);
	await expectFreshPicture(explorer, 'A-2');
});

test('help and quit are in the footer of every screen at 80 columns', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
		explorer.press(key);
		await explorer.idle();
		expect(explorer.screen().at(-1)).toMatch(/ {2}\? help {2}q quit$/v);
	}
});
