import {expect, test} from 'vitest';
import {drawCompareFigures, type FigureRow} from '../../source/plots/compare-figures.js';
import {plainLines} from '../plain-lines.js';

const exact = (value: number) => ({
	value, low: value, high: value, beyond: 100,
});
const between = (value: number, low: number, high: number, beyond = 100) => ({
	value, low, high, beyond,
});
const rows: readonly FigureRow[] = [
	{
		name: 'A-0', count: 1000, note: '', figures: {
			mean: 4, p50: exact(2), p90: between(6, 5, 7), p99: between(10, 9, 10), max: 100,
		},
	},
	{
		name: 'B-0', count: null, figures: null, note: 'skipped: empty log',
	},
	{
		name: 'C-0', count: 1440, note: '', figures: {
			mean: 8, p50: exact(2.1), p90: between(6.5, 6, 7), p99: between(1610, 1000, 2000), max: 100_000,
		},
	},
];

test('figures are multiples of the first; ratios of percentiles have the bound closest to 1, and ≈1 if they may be equal', () => {
	expect(drawCompareFigures(rows, {width: 120})).toMatchInlineSnapshot(`
		[
		  "ms, × first      n  mean        p50        p90        p99                  max",
		  "● A-0        1,000  4.00       2.00       ≈6.0         10                  100",
		  "  B-0            —  skipped: empty log",
		  "▲ C-0        1,440  8.00 ×2.0  2.10 ×1.1   6.5 ≈1  ≈1,600 ×161 (≥100)  100,000 ×1,000",
		]
	`);
});

test('drops p90 first, then the mean, the maximum and p99 as space shrinks', () => {
	const headAt = (width: number) => plainLines(drawCompareFigures(rows, {width}))[0]?.split(/ +/v).slice(4).join(' ');
	expect([120, 85, 70, 50, 30].map(width => headAt(width))).toMatchInlineSnapshot(`
		[
		  "mean p50 p90 p99 max",
		  "mean p50 p90 p99 max",
		  "p50 p99 max",
		  "p50 p99",
		  "p50",
		]
	`);
});

test('uses only printable ASCII if requested, and no line is too wide', () => {
	for (const width of [1, 24, 40, 120]) {
		const lines = plainLines(drawCompareFigures(rows, {width, ascii: true}));
		expect(lines.join('')).toMatch(/^[ -~]*$/v);
		expect(Math.max(...lines.map(({length}) => length))).toBeLessThanOrEqual(width);
	}
});

test('compares with the first one that has samples; zero is not a base', () => {
	const last = rows[2];
	const zero = {...last!, figures: {...last!.figures!, mean: 0, p50: between(0, 0, 1)}};
	const lines = drawCompareFigures([{
		name: 'A', count: 0, figures: null, note: 'no samples',
	}, zero, rows[0]!], {width: 120});
	expect(lines[1]).toMatch(/^ {2}A +0 {2}no samples$/v);
	expect(lines[3]).not.toMatch(/Infinity|NaN/v);
});
