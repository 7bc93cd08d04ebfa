import {expect, test} from 'vitest';
import {drawCompareFigures} from '../../source/plots/compare-figures.js';

const figures = {
	mean: 4, p50: 2, p90: 6, p99: 10, max: 100,
};
const rows = [
	{
		name: 'A-0', count: 1000, figures, note: '',
	},
	{
		name: 'B-0', count: null, figures: null, note: 'skipped: empty log',
	},
	{
		name: 'C-0', count: 1440, note: '', figures: {
			mean: 8, p50: 2.1, p90: 3, p99: 1610, max: 100_000,
		},
	},
];

test('each figure is as many times that of the first; a skipped one is words and has no mark', () => {
	expect(drawCompareFigures(rows, {width: 100})).toEqual([
		'ms, × first      n  mean        p50        p90            p99           max',
		'● A-0        1,000  4.00       2.00       6.00           10.0           100',
		'  B-0            —  skipped: empty log',
		'▲ C-0        1,440  8.00 ×2.0  2.10 ×1.1  3.00 ×0.50  1,610   ×161  100,000 ×1,000',
	]);
});

test('where room is short p90 goes first, then the mean, then the maximum, then p99', () => {
	const headAt = (width: number) => drawCompareFigures(rows, {width})[0]?.split(/ +/v).slice(4).join(' ');
	expect(headAt(81)).toBe('mean p50 p99 max');
	expect(headAt(60)).toBe('p50 p99 max');
	expect(headAt(50)).toBe('p50 p99');
	expect(headAt(30)).toBe('p50');
});

test('in ASCII no character lies beyond ~, and no line is wider than asked', () => {
	for (const width of [1, 24, 40, 120]) {
		const lines = drawCompareFigures(rows, {width, ascii: true});
		expect(lines.join('')).toMatch(/^[ -~]*$/v);
		expect(Math.max(...lines.map(({length}) => length))).toBeLessThanOrEqual(width);
	}
});

test('the first with samples is what others are compared with; zero is no base; from 1e-3 to 1e9', () => {
	const zero = {...figures, mean: 0};
	const lines = drawCompareFigures([
		{
			name: 'A', count: 0, figures: null, note: 'no samples',
		},
		{
			name: 'B', count: 1, figures: {...zero, max: 1e-3}, note: '',
		},
		{
			name: 'C', count: 1, figures: {...zero, max: 1e9}, note: '',
		},
	], {width: 120});
	expect(lines[1]).toBe('  A          0  no samples');
	expect(lines[3]).toMatch(/^▲ C +1 +0 +2\.00 ×1\.0 +6\.00 ×1\.0 +10\.0 ×1\.0 +1,000,000,000 +×1,000,000,000,000$/v);
	expect(drawCompareFigures([], {width: 40})).toEqual(['ms, × first  n  mean  p50  p90  p99  max']);
});
