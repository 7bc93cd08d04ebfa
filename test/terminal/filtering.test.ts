import {expect, test} from 'vitest';
import {campaignOf, entry} from '../campaign-builder.js';
import {lineWith, open, realCampaign} from './open.js';

test('a filter stays on every screen until Esc, and the cursor on its iteration', async () => {
	const explorer = open(realCampaign, {columns: 120, rows: 40});
	await explorer.shows('1/12');
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('/router 5 of 12');
	explorer.press('j');
	await explorer.shows('› C-1');
	explorer.press('3');
	await explorer.shows('C-1 rpc-call router');
	explorer.press('1', 'Escape');
	await explorer.shows('7/12');
	expect(lineWith(explorer, '>')).toContain('C-1');
});

test('a filter that nothing passes is named with the way out, and no key does harm', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('/', 'nosuch');
	await explorer.shows('0 of 12');
	explorer.press('Enter');
	await explorer.shows('no iteration matches "nosuch": Esc clears the filter');
	explorer.press('Down', 'G', '2', '3', 'Space', 's', 'Enter', '1');
	await explorer.shows('no iteration matches');
	explorer.press('Escape');
	await explorer.shows('1/12');
});

test('what is typed narrows at once; a mistake is said in words, and Esc brings the old filter back', async () => {
	const explorer = open(realCampaign, {columns: 120, rows: 24});
	await explorer.shows('1/12');
	explorer.press('/', 'call_type~cast');
	await explorer.shows('4 of 12');
	explorer.press('Enter', '/', ' & client_ok>');
	await explorer.shows('expected a value');
	explorer.press('Escape');
	await explorer.shows('/call_type~cast 4 of 12');
});

test('marks outlive the filter, which says how many of them it hides', async () => {
	const explorer = open(realCampaign, {columns: 120, rows: 24});
	await explorer.shows('1/12');
	explorer.press('Space', 'j', 'Space', 'G', 'Space');
	await explorer.shows('3 marked');
	explorer.press('/', 'A-1', 'Enter');
	await explorer.shows('3 marked (2 hidden)');
});

test('sorted by client_rate the head has an arrow, what has no value is last both ways, and the selection stays', async () => {
	const explorer = open(realCampaign, {columns: 200, rows: 50});
	await explorer.shows('1/12');
	explorer.press('j', 's', 'client_rate', 'Enter', '2');
	await explorer.shows('sort client_rate');
	await explorer.idle();
	const rows = () => explorer.screen().filter(line => line.startsWith('│') && !line.includes('iteration'));
	expect(rows().at(-1)).toContain('G-0');
	expect(lineWith(explorer, '>')).toContain('A-1');
	explorer.press('S');
	await explorer.shows('sort client_rate desc');
	await explorer.idle();
	expect(rows().at(-1)).toContain('G-0');
	explorer.press('r');
	await explorer.idle();
	expect(lineWith(explorer, '>')).toContain('A-1');
	explorer.press('l'.repeat(11));
	await explorer.shows('client_rate /s▼');
});

test('a pasted text is one line in the filter, and nothing elsewhere', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('\u001B[200~q\nq\u001B[201~');
	await explorer.idle();
	expect(explorer.screen()[0]).toContain('1/12');
	explorer.press('/', '\u001B[200~q\nq\u001B[201~');
	await explorer.shows('/q q');
});

test('? searches keys and texts, and two Esc are back where it was asked for', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('2');
	await explorer.shows('_ombt_clients');
	explorer.press('?', '/', 'mark the');
	await explorer.shows('Space           mark the iteration');
	explorer.press('Escape');
	await explorer.shows('columns to the right');
	explorer.press('Escape');
	await explorer.shows('_ombt_clients');
});

test('grouped by driver and call type, each group has its name, and t brings the run order back', async () => {
	const explorer = open(campaignOf([entry('A-0'), entry('B-0', {driver: 'router'}), entry('A-1')]), {columns: 120, rows: 30});
	await explorer.shows('1/3');
	explorer.press('t');
	await explorer.shows('router rpc-call');
	const order = () => explorer.screen().map(line => /^[ >] (?<id>[AB]-\d|broker rpc-call|router rpc-call)/v.exec(line)?.groups?.id).filter(Boolean);
	await explorer.idle();
	expect(order()).toEqual(['broker rpc-call', 'A-0', 'A-1', 'router rpc-call', 'B-0']);
	explorer.press('t');
	await explorer.idle();
	expect(order()).toEqual(['A-0', 'B-0', 'A-1']);
});
