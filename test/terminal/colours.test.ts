import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {
	bundled, cursorLine, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 3 * timeoutMs;

/** Opens and closes every screen, the help, a picker and the filter; marks the first iteration. */
async function walk(explorer: Explorer): Promise<void> {
	for (const [key, shown] of [
		['Space', '1 marked'],
		['2', 'columns '],
		['3', 'v view'],
		['?', 'On Latency'],
		['Escape', 'v view'],
		['s', 'run order'],
		['Escape', 'v view'],
		['1', 'mean ms'],
		['/', 'keep'],
		['x', '0 of '],
		['Escape', 'mean ms'],
		['S', 'nothing is sorted yet'],
	] as const) {
		explorer.press(key);
		await explorer.shows(shown, timeoutMs);
	}

	explorer.press('G');
	await explorer.idle();
}

const colourCodes = (bytes: Uint8Array): readonly string[] => String(Buffer.from(bytes)).match(/\u001B\[[\d;:]*m/gv)
	?.filter(code => code.slice(2, -1).split(';').some(name => /^(?:[349][0-7]|10[0-7]|[34]8.*)$/v.test(name))) ?? [];

test.for([
	['NO_COLOR', {env: {NO_COLOR: '1'}}],
	['--no-color', {args: ['--no-color']}],
] as const)('%s: uses no colours; cursor, marks and failures are still distinguishable', {timeout}, async ([, options]) => {
	const explorer = await openOn(bundled, '1/12', options);
	await walk(explorer);
	expect(colourCodes(explorer.rawBytes())).toEqual([]);
	explorer.press('g');
	await explorer.shows(' 1/12', timeoutMs);
	expect(cursorLine(explorer)).toMatch(/^>\*A-0/v);
	expect(explorer.cells(4)[0]?.inverse).toBe(true);
	expect(explorer.cells(5)[0]?.inverse).toBe(false);
});

test('uses only sixteen colours, and never black, white, bright black, blue or a background', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	await walk(explorer);
	const codes = colourCodes(explorer.rawBytes()).flatMap(code => code.slice(2, -1).split(';'));
	expect(codes.length).toBeGreaterThan(0);
	expect(codes.filter(code => !['0', '1', '2', '7', '22', '27', '31', '32', '33', '35', '36', '39'].includes(code))).toEqual([]);
});

const foreign = campaignOf([entry('ação-1', {driver: '消息'}), entry('b')], {
	[logFile('b')]: logOf({'client-0': agent({msgs_fail: 2, errors: {'délai dépassé': 2}})}, {'server-0': agent()}),
});

test.for([
	['LC_ALL=C', bundled, {env: {LC_ALL: 'C'}}],
	['--ascii', foreign, {args: ['--ascii']}],
	['TERM=linux', foreign, {env: {TERM: 'linux'}}],
] as const)('%s: prints no byte above 0x7e on any screen; the density remains readable', {timeout}, async ([, folder, options]) => {
	const explorer = await openOn(folder, '1/', {...options, columns: 120, rows: 60});
	await walk(explorer);
	explorer.press('1', 'g', 'j');
	await explorer.shows(' 2/', timeoutMs);
	explorer.press('3');
	await explorer.shows('v view', timeoutMs);
	expect(explorer.screen().join('\n')).toMatch(/\|.*[.:\-=+*#%]{3,}.* +[\d.]+-[\d.]+ +[\d,]+ +[\d.]+% +[<>]?[\d.]+%$/mv);
	const above = String(explorer.rawBytes()).match(/[^\0-\u{7E}]/gv) ?? [];
	expect(new Set(above)).toEqual(new Set());
});
