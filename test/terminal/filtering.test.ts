import {expect, test} from 'vitest';
import {
	bundled, cursorLine, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

test('/router Enter 3 1 Esc: the filter stays until Esc, with the cursor on C-0 throughout', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('j', 'j', 'j', 'j', 'j');
	await explorer.shows('6/12', timeoutMs);
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('/router 5 of 12', timeoutMs);
	await explorer.shows('1/5', timeoutMs);
	expect(cursorLine(explorer)).toContain('C-0');
	explorer.press('3');
	await explorer.shows(/seen by the .* C-0/v, timeoutMs);
	explorer.press('1');
	await explorer.shows('mean ms', timeoutMs);
	expect(cursorLine(explorer)).toContain('C-0');
	expect(explorer.screen()[1]).toContain('/router 5 of 12');
	explorer.press('Escape');
	await explorer.shows('6/12', timeoutMs);
	expect(cursorLine(explorer)).toContain('C-0');
	expect(explorer.screen().join('\n')).not.toContain('/router');
});

test('a filter without matches: the line shows it and Esc; arrows, Enter and e are harmless', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('/', 'nobody');
	await explorer.shows('0 of 12', timeoutMs);
	explorer.press('Enter');
	for (const key of ['Down', 'Enter', 'e', 'Space', '2', '3', '1']) {
		explorer.press(key);
		await explorer.shows('no iteration matches "nobody": Esc clears the filter', timeoutMs);
	}

	await expectFreshPicture(explorer, 'keys on nothing');
	explorer.press('Escape');
	await explorer.shows('1/12', timeoutMs);
	expect(cursorLine(explorer)).toContain('A-0');
});

test('an invalid filter shows the reason and hides nothing; Esc restores the previous one', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('/', 'cast', 'Enter');
	await explorer.shows('/cast 4 of 12', timeoutMs);
	explorer.press('/', ' & nbr_clients>');
	await explorer.shows(/expected|value|number/v, timeoutMs);
	expect(explorer.screen()[0]).toContain('/12');
	explorer.press('Escape');
	await explorer.shows('/cast 4 of 12', timeoutMs);
});

test('three marked, two filtered out: "3 marked (2 hidden)"; Esc first clears the filter, then the marks', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('Space', 'j', 'Space', 'G', 'Space');
	await explorer.shows('3 marked', timeoutMs);
	expect(explorer.screen().filter(line => /^[ >]\*/v.test(line))).toHaveLength(1);
	explorer.press('/', 'G-0', 'Enter');
	await explorer.shows('3 marked (2 hidden)', timeoutMs);
	explorer.press('Escape');
	await explorer.shows(/12\/12 · 1 skipped · 3 marked$/mv, timeoutMs);
	explorer.press('Escape');
	await explorer.shows(/12\/12 · 1 skipped$/mv, timeoutMs);
});

test('? then /sort shows the key for sorting; Esc Esc returns to the previous screen', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('2', 'j', 'j');
	await explorer.shows('3/12', timeoutMs);
	await explorer.idle();
	const before = explorer.screen();
	explorer.press('?');
	await explorer.shows('On Table', timeoutMs);
	explorer.press('/', 'sort');
	await explorer.shows(/^ {2}s +sort by/mv, timeoutMs);
	expect(explorer.screen().join('\n')).not.toContain('a page down');
	explorer.press('Escape');
	await explorer.shows('next screen', timeoutMs);
	explorer.press('Escape');
	await explorer.shows('columns 1', timeoutMs);
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
});

test(String.raw`q\nq pasted into the list does nothing; pasted into the filter it is the line "q q"`, {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	const paste = '\u001B[200~q\nq\u001B[201~';
	await explorer.idle();
	const before = explorer.screen();
	explorer.press(paste);
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
	explorer.press('/');
	explorer.press(paste);
	await explorer.shows('/q q', timeoutMs);
	expect(explorer.screen()[0]).toContain('0/0');
});

test('in the picker typed letters find the column, Enter sorts by it', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40});
	explorer.press('s');
	await explorer.shows('run order', timeoutMs);
	explorer.press('clientrate');
	await explorer.shows(/^> *client_rate/mv, timeoutMs);
	explorer.press('Enter');
	await explorer.shows('sort client_rate', timeoutMs);
	explorer.press('s');
	await explorer.shows(/^> *client_rate/mv, timeoutMs);
	explorer.press('Escape');
	await explorer.shows('sort client_rate', timeoutMs);
});
