import {expect, test} from 'vitest';
import {widthOf} from '../../source/text/cells.js';
import {createRandom} from '../benchmark/generate.js';
import {
	agent, campaignOf, entry, goodLog, logFile, logOf,
} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {
	bundled, cursorLine, expectFreshPicture, freshPaint, openOn, repaintAfter, timeoutMs, until,
} from './explorer-helpers.js';

const timeout = 6 * timeoutMs;

const random = createRandom(3);
const between = (min: number, max: number) => min + Math.floor(random() * (max - min + 1));
const sample: ReadonlyArray<readonly [number, number]> = [[60, 15], [300, 80], ...Array.from({length: 10}, () => [between(60, 300), between(15, 80)] as const)];

/** Expects a repaint in which each line is positioned by a cursor move, and none is wider than the screen. */
async function expectNoWideLine(explorer: Explorer, columns: number, rows: number): Promise<void> {
	const lines = (await freshPaint(explorer)).split('\u001B[?2026l')[0]?.split(/\u001B\[\d+;\d+H/v).slice(1) ?? [];
	expect(lines).toHaveLength(rows);
	for (const line of lines) {
		const text = line.replaceAll(/\u001B\[[\d;]*[A-Za-z]/gv, '');
		expect(text).not.toMatch(/[\0-\u{1F}]/v);
		expect(widthOf(text), text).toBeLessThanOrEqual(columns);
	}
}

/**
 * Expects vertical lines in the same columns of all rows that have any; with `isPlot`, which has axes as well, only the first one is compared. A
 * frame must have a right border.
 */
function expectStraightBorders(explorer: Explorer, rows: number, isPlot = false): void {
	const locations = Array.from({length: rows}, (_, row) => {
		const columns = explorer.cells(row).flatMap(({text}, column) => text === '│' ? [column] : []);
		return (isPlot ? columns.slice(0, 1) : columns).join(',');
	});
	expect(new Set(locations.filter(Boolean)).size, locations.join(' | ')).toBeLessThanOrEqual(1);
	for (const line of explorer.screen().filter(text => /^[│┌├└]/v.test(text))) {
		expect(line).toMatch(/[│┐┤┘]$/v);
	}
}

const longNames = campaignOf(
	Array.from({length: 40}, (_, index) =>
		entry(`client-of-thirty-columns-name-${index}`, {
			driver: index % 2 === 0 ? '消息队列驱动程序測試長名' : 'ドライバー名とても長い',
			call_type: index % 3 === 0 ? '한국어 호출 유형' : 'rpc-call',
		})),
	{
		[logFile('client-of-thirty-columns-name-1')]: '',
		[logFile('client-of-thirty-columns-name-2')]: logOf(
			{'client-with-a-name-of-30-columns': agent({msgs_fail: 2, errors: {['超时 '.repeat(40)]: 2}})},
			{'server-0': agent()},
		),
	},
);

test.for([
	['bundled', bundled, '1/12', 'A-0'],
	['long and wide names', longNames, '1/40', 'client-of'],
] as const)(
	'%s: at 12 sizes from 60×15 to 300×80 no line is too wide, and borders are straight',
	{timeout},
	async ([, folder, position, label]) => {
		const explorer = await openOn(folder, position, {columns: 80, rows: 24});
		for (const [columns, rows] of sample) {
			await repaintAfter(explorer, () => {
				explorer.resize(columns, rows);
			});
			for (const [screen, shown] of [
				['1', 'mean ms'],
				['2', 'columns 1'],
				['3', 'v view'],
			] as const) {
				explorer.press(screen);
				await explorer.shows(shown, timeoutMs);
				await expectNoWideLine(explorer, columns, rows);
				expectStraightBorders(explorer, rows, screen !== '2');
				expect(explorer.screen().join('\n')).toContain(label);
			}
		}
	},
);

test('80×24 with names of 30 columns and wide drivers: the table truncates the names with …, and its frame is straight', {timeout}, async () => {
	const explorer = await openOn(longNames, '1/40');
	explorer.press('2');
	await explorer.shows('columns 1', timeoutMs);
	await until(() => explorer.screen().filter(line => line.includes('client-of-thirty-colu…')).length > 5, 'rows with truncated names');
	await explorer.idle();
	expectStraightBorders(explorer, 24);
});

test('with names of combining and wide characters every row of table and list is shown, and the frame is straight', {timeout}, async () => {
	// A character of several code points, a flag, wide characters, a right-to-left script.
	const kinds = ['e\u0301te\u0301', '🇫🇷', '計測', 'קיץ'];
	const names = Array.from({length: 25}, (_, index) => `${kinds[index % kinds.length]}-${index}`);
	const folder = campaignOf(names.map(name => entry(name, {backup_dir: 'same'})), {[logFile('same')]: goodLog});
	const explorer = await openOn(folder, '1/25', {columns: 100, rows: 45});
	for (const key of ['1', '2', '3']) {
		explorer.press(key, ...key === '3' ? ['v', 'v'] : []);
		await explorer.idle();
		await expectNoWideLine(explorer, 100, 45);
	}

	explorer.press('2');
	await explorer.shows('columns 1', timeoutMs);
	await explorer.idle();
	expectStraightBorders(explorer, 45);
	for (const index of names.keys()) {
		expect(explorer.screen().some(line => line.startsWith('│') && line.includes(`-${index} `)), String(index)).toBe(true);
	}
});

test('below 60×15 a message is shown, down to one cell; enlarging restores the picture', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('j', 'j');
	await explorer.shows('3/12', timeoutMs);
	await explorer.idle();
	const before = explorer.screen();
	explorer.resize(59, 14);
	await explorer.shows('59×14 is too small: 60×15 needed, q quits', timeoutMs);
	explorer.resize(1, 1);
	await explorer.shows(/^1$/v, timeoutMs);
	explorer.resize(80, 24);
	await explorer.shows('3/12', timeoutMs);
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
	explorer.resize(59, 14);
	await explorer.shows('too small', timeoutMs);
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
});

test('resized 200×50 → 59×14 → 80×24 → 200×50 while loading: correct picture each time, same cursor', {timeout}, async () => {
	const names = Array.from({length: 300}, (_, index) => `i-${index + 1}`);
	const slow = campaignOf(names.map(name => entry(name)), Object.fromEntries(names.map(name => [logFile(name), goodLog])));
	const explorer = await openOn(slow, 'i-3 ', {columns: 200, rows: 50, args: ['--no-cache']});
	explorer.press('j', 'j');
	explorer.resize(59, 14);
	await explorer.shows('59×14 is too small', timeoutMs);
	explorer.resize(80, 24);
	await explorer.shows('mean ms', timeoutMs);
	explorer.resize(200, 50);
	await explorer.shows('3/300', timeoutMs);
	await explorer.shows(/3\/300$/mv, timeoutMs);
	expect(cursorLine(explorer)).toContain('i-3 ');
	await expectFreshPicture(explorer, 'three resizes');
});

test('80×24, 120×40 and 200×50: the list, its detail and the large distribution of A-0', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 60, rows: 15});
	for (const [columns, rows] of [[80, 24], [120, 40], [200, 50]] as const) {
		await repaintAfter(explorer, () => {
			explorer.resize(columns, rows);
		});
		explorer.press('1');
		await explorer.shows('mean ms', timeoutMs);
		await expectFreshPicture(explorer, `${columns}×${rows}`);
		const list = explorer.screen().join('\n');
		expect(list).toMatch(/^>.A-0 +broker +rpc-call .* 10 /mv);
		expect(explorer.cells(4).slice(0, 20).every(({inverse}) => inverse)).toBe(true);
		expect(explorer.cells(5)[0]?.inverse).toBe(false);
		expect(explorer.screen()).toHaveLength(rows);
		explorer.press('3');
		await explorer.shows('v view', timeoutMs);
		const latency = explorer.screen().join('\n');
		for (const text of [
			/seen by the clients {2}A-0 rpc-call broker/v,
			/^n=[\d,]+ {2}mean [\d.]+ ± [\d.]+ {2}min [\d.]+ {2}max [\d.]+ ms/mv,
			/^p50 /mv,
			/^p99\.9 /mv,
			/█/v,
		]) {
			expect(latency).toMatch(text);
		}
	}
});
