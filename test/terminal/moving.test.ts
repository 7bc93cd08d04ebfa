import {expect, test} from 'vitest';
import {campaignOf, entry} from '../campaign-builder.js';
import {
	expectSameAfterRepaint, lineWith, open, realCampaign,
} from './open.js';

const thousand = campaignOf(Array.from({length: 1000}, (_, place) => entry(`A-${place}`)));

test('G on 1,000 iterations selects the last, and the picture equals a fresh one', async () => {
	const explorer = open(thousand, {columns: 120, rows: 40});
	await explorer.shows('1/1000');
	explorer.press('G');
	await explorer.shows('1000/1000');
	await explorer.idle();
	expect(lineWith(explorer, '>')).toContain('A-999');
	await expectSameAfterRepaint(explorer);
	explorer.press('g');
	await explorer.shows('1/1000');
	await expectSameAfterRepaint(explorer);
});

test('of a held key every repeat counts, and the cursor stops when the key does', async () => {
	const explorer = open(thousand);
	await explorer.shows('1/1000');
	explorer.press('j'.repeat(120));
	await explorer.shows('121/1000');
	await explorer.idle();
	expect(explorer.screen()[0]).toContain('121/1000');
});

test('a ↓ that comes in two pieces is one step down, and closes nothing', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('3');
	await explorer.shows('Latency seen by');
	explorer.press('\u001B');
	await new Promise(resolve => {
		setTimeout(resolve, 20);
	});
	explorer.press('[B');
	await explorer.shows('2/12');
	expect(explorer.screen().join('\n')).toContain('Latency seen by');
});

test('the cursor stops at both ends, and moves by pages', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('Up', 'k');
	explorer.press('PageDown');
	await explorer.shows('12/12');
	explorer.press('Down', 'PageUp');
	await explorer.shows('1/12');
});

test('the detail scrolls by itself, says how much is left, and begins anew for another iteration', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('more lines: J');
	explorer.press('J'.repeat(60));
	await explorer.shows('backup_dir');
	explorer.press('j');
	await explorer.shows('more lines: J');
	expect(lineWith(explorer, /^A-1/v)).toBe('A-1  broker rpc-call');
});

test('Esc climbs one step a press, and never quits', async () => {
	const explorer = open(realCampaign);
	await explorer.shows('1/12');
	explorer.press('Space', '2');
	await explorer.shows('1 marked');
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('/router 5 of 12');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('/router');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('marked');
	explorer.press('Escape');
	await explorer.shows('call type');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(true);
});
