import {expect, test} from 'vitest';
import {drawBoxes, type BoxRow} from '../../source/plots/box-plot.js';

const box = {
	min: 1, p5: 3.162_277_66, p25: 10, p50: 31.622_776_6, p75: 100, p95: 1000, mean: 56.234_132_5, max: 10_000,
};
const rows: readonly BoxRow[] = [
	{
		label: 'A-0', count: 6000, box, note: '',
	},
	{
		label: 'A-1', count: null, box: null, note: 'skipped: empty log',
	},
];

test('on an axis of four decades and 17 cells a decade is four cells: minimum, whiskers, box, median, mean, maximum, and the reason where nothing is', () => {
	expect(drawBoxes(rows, {width: 29, extremes: [1, 10_000]})).toEqual([
		'ms       n  1   10 100    10k',
		'A-0  6,000  · ├─██│●█───┤   ·',
		'A-1      —  skipped: empty l…',
	]);
});

test('at twice the cells and in ASCII everything stands at twice the place', () => {
	expect(drawBoxes(rows, {width: 45, extremes: [1, 10_000], ascii: true})).toEqual([
		'ms       n  1       10     100      1k    10k',
		'A-0  6,000  .   |---####:#o##-------|       .',
		'A-1      -  skipped: empty log',
	]);
});

test('below three decades the axis has 2 and 5 as well, and the head of the labels is what is asked for', () => {
	expect(drawBoxes([{...(rows[0] ?? rows[1]), box: {...box, p95: 20, max: 20}}] as readonly BoxRow[], {
		width: 44,
		extremes: [1, 20],
		head: 'clients',
	})[0]).toBe('clients      n  1   2    5    10  20     100');
});

test('a constant is its median; zeros, extremes and one cell of room stay inside the width', () => {
	const constant = Object.fromEntries(Object.keys(box).map(key => [key, 5]));
	expect(drawBoxes([{
		label: 'A', count: 1, box: {...box, ...constant}, note: '',
	}], {width: 20, extremes: [5]})[1]).toMatch(/^A {3}1 {2} +│$/v);
	for (const value of [0, 1e-9, 1e12]) {
		for (const width of [1, 20, 80]) {
			const lines = drawBoxes([{
				label: 'A', count: 1, box: {...box, max: value}, note: '',
			}], {width, extremes: [value]});
			expect(lines.every(line => line.length <= width && !line.includes('NaN'))).toBe(true);
		}
	}

	expect(drawBoxes([], {width: 20, extremes: []})).toHaveLength(1);
});
