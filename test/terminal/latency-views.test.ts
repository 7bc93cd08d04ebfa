import {expect, test} from 'vitest';
import {widthOf} from '../../source/text/cells.js';
import {campaignOf, entry} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {
	bundled, cursorLine, expectFreshPicture, openOn, timeoutMs,
} from './explorer-helpers.js';

const timeout = 4 * timeoutMs;
const sizes = [[80, 24], [120, 40]] as const;

const picture = (explorer: Explorer): string => explorer.screen().join('\n');

test.for(sizes)(
	'at %i×%i v cycles through five views, each with the selected iteration marked and labelled with unit and scale, and Enter returns',
	{timeout},
	async ([columns, rows]) => {
		const explorer = await openOn(bundled, '1/12', {columns, rows});
		explorer.press('3');
		await explorer.shows('p99.9', timeoutMs);
		for (const title of [
			'Compare: share per decade, one scale; latency seen by the clients, ms',
			'Boxes: rpc-call seen by the clients, ms, log; by clients',
			'Heatmap: rpc-call seen by the clients, ms, log; by clients',
			'Multiples: latency seen by the primary side, ms, log',
		]) {
			explorer.press('v');
			await explorer.shows(title, timeoutMs);
			await expectFreshPicture(explorer, title);
			expect(cursorLine(explorer), title).toContain('A-0');
			expect(Math.max(...explorer.screen().map(line => widthOf(line)))).toBeLessThanOrEqual(columns);
		}

		explorer.press('Enter');
		await explorer.shows('p99.9', timeoutMs);
		for (const title of ['Compare:', 'Boxes:', 'Heatmap:', 'Multiples:', 'Latency seen by']) {
			explorer.press('v');
			await explorer.shows(title, timeoutMs);
		}

		explorer.press('q');
		expect(await explorer.exited).toMatchObject({code: 0});
	},
);

test.for(sizes)(
	'at %i×%i marked iterations are compared as densities, cumulatively, by their tails and as counts, including hidden ones',
	{timeout},
	async ([columns, rows]) => {
		const explorer = await openOn(bundled, '1/12', {columns, rows});
		explorer.press('3', 'v');
		await explorer.shows('Space marks iterations to compare', timeoutMs);
		// A-0 alone, then A-0 next to A-1, with 10 and 20 clients.
		explorer.press('Space', 'j');
		await explorer.shows(/^>.▲ A-1 20 clients +5,000/mv, timeoutMs);
		explorer.press('Space');
		await explorer.shows(/^ \*● A-0 10 clients .*\n>\*▲ A-1 20 clients/mv, timeoutMs);
		expect(picture(explorer)).not.toContain('Space marks');
		// The medians are in 4–5 and 5–6 ms, so they may be equal.
		expect(picture(explorer)).toMatch(/^ \*● A-0 .* 4\.9 /mv);
		expect(picture(explorer)).toMatch(/^>\*▲ A-1 .* 5\.7 ≈1 /mv);
		explorer.press('%');
		await explorer.shows('Compare: share below each latency; latency seen by the clients', timeoutMs);
		await explorer.shows(/^100 %┤ .*[●▲]/mv);
		explorer.press('%');
		await explorer.shows(/^99\.99 %┤ .*[●▲]/mv);
		explorer.press('%');
		await explorer.shows(/Compare: messages in each bin.*\nms .*\n1–2 +1$/mv, timeoutMs);
		explorer.press('%', '/', 'router', 'Enter');
		await explorer.shows('2 marked (2 hidden)', timeoutMs);
		await explorer.shows(/^ \*● A-0 .*\n \*▲ A-1 /mv, timeoutMs);
		await expectFreshPicture(explorer, 'marked and hidden');
	},
);

test('in compare the arrows stay on marked iterations; a skipped one is shown as text', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('Space', 'j', 'j', 'Space', 'G', 'Space', '3', 'v');
	await explorer.shows(/^>\* {2}G-0 .*skipped: /mv, timeoutMs);
	explorer.press('k');
	await explorer.shows(/^>\*▲ A-2 /mv, timeoutMs);
	explorer.press('Left');
	await explorer.shows(/^>\*● A-0 /mv, timeoutMs);
	explorer.press('k', 'h');
	await explorer.idle();
	expect(cursorLine(explorer)).toContain('A-0');
	explorer.press('Escape');
	await explorer.shows('Space marks iterations to compare', timeoutMs);
});

test('of eight marked, six are drawn, the last of them the selected one, and two are counted', {timeout}, async () => {
	const explorer = await openOn(campaignOf(Array.from({length: 8}, (_, index) => entry(`i-${index}`))), '1/8', {columns: 120, rows: 40});
	explorer.press(...Array.from({length: 8}, () => [' ', 'j']).flat(), '3', 'v');
	await explorer.shows('2 more marked, not drawn', timeoutMs);
	await explorer.shows(/^>\*○ i-7 /mv, timeoutMs);
	explorer.press('g');
	await explorer.shows(/^>\*● i-0 /mv, timeoutMs);
	await explorer.shows(/^ \*○ i-5 /mv, timeoutMs);
	explorer.resize(60, 15);
	explorer.press('G');
	await explorer.shows(/^>\*○ i-7 /mv, timeoutMs);
});

test.for([
	['Boxes:', 2],
	['Heatmap:', 3],
] as const)('%s down stops at the end of the group, left and right switch call types, X and t change the order', {timeout}, async ([title, presses]) => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('3', ...Array.from({length: presses}, () => 'v'));
	await explorer.shows(title, timeoutMs);
	// By clients, then driver: F-0, A-0, C-0, E-0, A-1, C-1, A-2, and G-0, which is skipped.
	await explorer.shows(/clients +driver +id [\s\S]*\n +8 +broker +F-0 [\s\S]*\n> +10 +broker +A-0 [\s\S]*\n +10 +router +C-0 [\s\S]*\n +40 +broker +A-2 /v, timeoutMs);
	explorer.press('j', 'j', 'j', 'j', 'j', 'PageDown');
	await explorer.shows('12/12', timeoutMs);
	expect(cursorLine(explorer)).toContain('G-0');
	explorer.press('X');
	await explorer.shows(/in the order of the list[\s\S]*\n +broker +A-0 [\s\S]*\n +broker +A-1 [\s\S]*\n +router +C-0 /v, timeoutMs);
	explorer.press('X', 't');
	await explorer.shows(/by driver, by clients[\s\S]*A-2 [\s\S]*\n +10 +router +C-0 /v, timeoutMs);
	explorer.press('g');
	await explorer.idle();
	expect(cursorLine(explorer)).toContain('F-0');
	explorer.press('Right');
	await explorer.shows('rpc-cast seen by the servers', timeoutMs);
	expect(cursorLine(explorer)).toContain('B-0');
	explorer.press('l', 'h', 'h', 'h');
	await explorer.shows('rpc-call seen by the clients', timeoutMs);
	await expectFreshPicture(explorer, title);
});

test('multiples: densities in several rows at 80×24, which scroll; at 120×40 in two columns, where down is the row below', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('3', 'v', 'v', 'v', 'v');
	await explorer.shows(/^> A-0 broker rpc-call +n +2,500 /mv, timeoutMs);
	explorer.press('G');
	await explorer.shows(/^> G-0 .* skipped: /mv, timeoutMs);
	explorer.press('g', 'j', 'Space');
	await explorer.shows(/^>\*A-1 /mv, timeoutMs);
	explorer.resize(120, 40);
	await explorer.shows(/^ {2}A-0 .*>\*A-1 /mv, timeoutMs);
	explorer.press('Down');
	await explorer.shows(/^ {2}A-2 .*> B-0 /mv, timeoutMs);
	explorer.press('Left');
	await explorer.shows(/^> A-2 .* {2}B-0 /mv, timeoutMs);
	await expectFreshPicture(explorer, 'multiples');
});

test('a thousand iterations scroll in every view, down to the last', {timeout}, async () => {
	const explorer = await openOn(campaignOf(Array.from({length: 1000}, (_, index) => entry(`i-${index}`))), / 1\/1000$/mv, {columns: 200, rows: 50});
	explorer.press('3');
	await explorer.shows('p99', timeoutMs);
	for (const title of ['Compare:', 'Boxes:', 'Heatmap:', 'Multiples:']) {
		explorer.press('v', 'G');
		await explorer.shows(title, timeoutMs);
		await explorer.shows('1000/1000', timeoutMs);
		expect(picture(explorer), title).toMatch(/>.*i-999/v);
		explorer.press('g');
		await explorer.shows(' 1/1000', timeoutMs);
	}
});

test('with --ascii and without colour every view uses plain characters, and the cursor is visible', {timeout}, async () => {
	const explorer = await openOn(bundled, '1/12', {args: ['--ascii'], env: {NO_COLOR: '1'}});
	explorer.press('Space', 'j', 'Space', '3');
	await explorer.shows('p99.9', timeoutMs);
	for (const title of ['Compare:', 'Boxes:', 'Heatmap:', 'Multiples:']) {
		explorer.press('v');
		await explorer.shows(title, timeoutMs);
		await explorer.idle();
		expect(picture(explorer)).toMatch(/^[ -~\n]*$/v);
		expect(cursorLine(explorer)).toMatch(/^>.*A-1/v);
	}

	explorer.press('v', 'v', '%');
	await explorer.shows(/^100 %\+/mv, timeoutMs);
	await explorer.idle();
	expect(picture(explorer)).toMatch(/^[ -~\n]*$/v);
	expect(explorer.rawBytes().includes('\u001B[36m')).toBe(false);
});
