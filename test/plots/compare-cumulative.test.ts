import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawCompareCumulative} from '../../source/plots/compare-cumulative.js';
import {widthOf} from '../../source/text/cells.js';

const bin = (from: number, to: number, count: number) => ({from, to, count});
const named = (...bins: ReadonlyArray<ReturnType<typeof bin>>) => ({name: '', short: '', bins});
// Known shares: 0 at 1 ms, 1/8 at 2, 5/8 at 3, 1 at 20; and 0 at 1, 1/8 at 2, 1 at 4.
const broker = named(bin(1, 2, 100), bin(2, 3, 400), bin(3, 10, 0), bin(10, 20, 300));
const router = named(bin(1, 2, 1), bin(2, 3, 0), bin(3, 4, 7));

// 21 columns for 1–100 ms: 2 stands in column 3, 3 in 4.8, 4 in 6, 20 in 13. 7 rows: 1/8 is row 0, 5/8 row 3.
test('at 27×9 lines step up where bins end, the selected one lies above, and only all samples reach the top row', () => {
	expect(drawCompareCumulative([broker, router], {width: 27, height: 9, selected: 0})).toEqual([
		'100 %┤     ╭▲     ╭●',
		'     │     │      │',
		'     │     │      │',
		' 50 %┤    ╭─────●─╯',
		'     │    ││',
		'     │    ││',
		'  0 %┤●───╯▲',
		'     └┬──┬───┬──┬──┬──────┬',
		'      1  2   5  10 20   100',
	]);
});

test('at 47×12 and in ASCII the same shares stand on 41 columns and 10 rows', () => {
	expect(drawCompareCumulative([broker, router], {
		width: 47, height: 12, selected: 0, ascii: true,
	})).toEqual([
		'100 %+           .^            .o',
		'     |           |             |',
		'     |           |             |',
		'     |           |             |',
		' 50 %+         .o---------o----\'',
		'     |         | |',
		'     |         | |',
		'     |         | |',
		'     |     .---\'-\'',
		'  0 %+o----^',
		'     ++-----+-------+-----+-----+-------+-----+',
		'      1     2       5     10    20      50  100',
	]);
});

test('of three alike ones all are seen', () => {
	expect(drawCompareCumulative([broker, broker, broker], {width: 47, height: 8}).slice(0, 6)).toEqual([
		'100 %┤                         ╭■',
		'     │                         │',
		'     │         ╭■────●────▲────■',
		'     │         │',
		'     │         │',
		'  0 %┤●────▲───╯',
	]);
});

test('a constant rises at the end of its bin; what is below the axis stands at its beginning', () => {
	expect(drawCompareCumulative([named(bin(5, 6, 3)), named(bin(0, 1, 3))], {width: 27, height: 6})).toEqual([
		'100 %┤▲              ╭●',
		'     │               │',
		'     │               │',
		'  0 %┤              ─╯',
		'     └┬─────┬───────┬─────┬',
		'      1     2       5    10',
	]);
});

test('from 1e-3 to 1e9 ms is thirteen decades, labelled where they fit', () => {
	expect(drawCompareCumulative([named(bin(0.001, 0.002, 3), bin(1e9, 2e9, 1))], {width: 40, height: 6}).slice(-2)).toEqual([
		'     └┬───────┬─┬────┬────┬────┬───────┬',
		'      0.001   1 10   1k  100k 10M    10G',
	]);
});

test('without samples it says so, and below 20×5 what is needed', () => {
	expect(drawCompareCumulative([], {width: 40, height: 9})).toEqual(['no samples']);
	expect(drawCompareCumulative([named(bin(1, 2, 0))], {width: 40, height: 9})).toEqual(['no samples']);
	expect(drawCompareCumulative([broker], {width: 40, height: 4})).toEqual(['too small: 20×5 needed']);
	expect(drawCompareCumulative([broker], {width: 40, height: 0})).toEqual([]);
	expect(drawCompareCumulative([broker], {width: 19, height: 5})).toEqual(['too small: 20×5 ne…']);
	const lines = drawCompareCumulative([broker], {width: 20, height: 5});
	expect(lines.length).toBeLessThanOrEqual(5);
	expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(20);
	expect(lines.join('')).toContain('┤');
});

const any = fc.array(
	fc.array(fc.integer({min: 0, max: 1e9}), {maxLength: 30}).map(counts => named(...counts.map((count, index) => bin(index, index + 1, count)))),
	{maxLength: 6},
);

test('whatever the counts and the size, it is not wider or higher than asked, and writes no NaN', () => {
	fc.assert(fc.property(any, fc.integer({min: 1, max: 200}), fc.integer({min: 0, max: 40}), fc.boolean(), (some, width, height, ascii) => {
		const lines = drawCompareCumulative(some, {width, height, ascii});
		expect(lines.length).toBeLessThanOrEqual(height);
		expect(Math.max(0, ...lines.map(line => line === 'no samples' ? 0 : widthOf(line)))).toBeLessThanOrEqual(width);
		expect(lines.join('')).not.toMatch(/NaN|undefined|Infinity/v);
	}));
});
