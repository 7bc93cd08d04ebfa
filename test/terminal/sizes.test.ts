import {expect, test} from 'vitest';
import {createRandom} from '../benchmark/generate.js';
import {
	campaignOf, entry, logFile, logOf, agent,
} from '../campaign-builder.js';
import {expectSameAfterRepaint, open, realCampaign} from './open.js';

test('too small says what is needed, and a larger size brings the same picture back', async () => {
	const explorer = open(realCampaign, {columns: 120, rows: 40});
	await explorer.shows('1/12');
	explorer.press('j', 'j');
	await explorer.shows('3/12');
	const before = explorer.screen();
	explorer.resize(59, 14);
	await explorer.shows('59×14 is too small: 60×15 needed, q quits');
	explorer.resize(1, 1);
	await explorer.idle();
	explorer.resize(120, 40);
	await explorer.shows('3/12');
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
	explorer.resize(60, 15);
	await explorer.shows('3/12');
	await expectSameAfterRepaint(explorer);
});

test('long client names and wide driver names leave borders straight, with … in the names', async () => {
	const driver = '漢字ドライバー名前がとても長いので切る';
	const client = 'c'.repeat(80);
	const folder = campaignOf([entry('A-0', {driver}), entry('A-1'), entry('漢字-名前-とても長い反復の名前です', {driver})], {
		[logFile('A-0')]: logOf({[client]: agent()}, {'server-0': agent()}),
	});
	for (const [columns, rows] of [[80, 24], [120, 40], [200, 50]] as const) {
		const explorer = open(folder, {columns, rows});
		await explorer.shows('1/3');
		explorer.press('2', 'l', 'l');
		await explorer.shows('driver');
		await explorer.idle();
		const table = explorer.screen().map((_, row) => explorer.cells(row)).filter(cells => cells[0]?.text === '│');
		expect(table.length).toBeGreaterThanOrEqual(4);
		const borders = table.map(cells => cells.flatMap((cell, column) => cell.text === '│' ? [column] : []).join(' '));
		expect(new Set(borders).size).toBe(1);
		expect(explorer.screen().join('\n')).toContain('…');
		explorer.press('6');
		await explorer.shows('ccc…');
	}
});

const keys = ['j', 'k', 'Down', 'Up', 'PageDown', 'PageUp', 'g', 'G', '1', '2', '3', '4', '5', '6', '7', 'Tab', 'Shift-Tab', 'Enter', 'Escape', 'l', 'h', 'J', 'K', 'Space', 't', 's', 'S', 'c', 'L', 'v', '/', 'a', '?', 'x', 'r', '\u001B[200~b c\u001B[201~', 'Backspace', 'Ctrl-U', 'm', 'e', 'y', 'i', 'o', ':'];

test('300 random keys at random sizes: the picture is always that of a fresh paint, and nothing sticks out', async () => {
	const random = createRandom(20_261_124);
	const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
	const explorer = open(realCampaign, {columns: 80, rows: 24});
	await explorer.shows('1/12');
	for (let round = 0; round < 30; round++) {
		if (round % 3 === 2) {
			explorer.resize(60 + Math.floor(random() * 240), 15 + Math.floor(random() * 65));
		}

		for (let press = 0; press < 10; press++) {
			explorer.press(pick(keys) ?? 'j');
			if (press % 5 === 4) {
				await explorer.idle();
			}
		}

		await expectSameAfterRepaint(explorer);
		expect(explorer.isAlternate()).toBe(true);
	}
}, 120_000);
