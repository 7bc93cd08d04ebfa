import {expect, test} from 'vitest';
import {drawHeatmap, type HeatRow} from '../../source/plots/heatmap.js';

const rows: readonly HeatRow[] = [
	{
		label: 'A-0',
		count: 10_000,
		note: '',
		bins: [
			{from: 0, to: 1, count: 0},
			{from: 1, to: 2, count: 10},
			{from: 2, to: 5, count: 90},
			{from: 5, to: 10, count: 900},
			{from: 10, to: 20, count: 3000},
			{from: 20, to: 50, count: 6000},
		],
	},
	{
		label: 'A-1', count: null, note: 'skipped: x', bins: [],
	},
];
const edges = [0, 1, 2, 5, 10, 20];

test('0, 0.1%, 0.9%, 9%, 30% and 60% of a row are a blank and the five shades; a skipped row is words', () => {
	expect(drawHeatmap(rows, {width: 32, edges})).toEqual([
		'ms        n  0  1  2  5  10 20',
		'A-0  10,000     ···░░░▒▒▒▓▓▓███',
		'A-1       —  skipped: x',
	]);
});

test('at half the width, in ASCII, columns of one cell', () => {
	expect(drawHeatmap(rows, {width: 20, edges, ascii: true})).toEqual([
		'ms        n  0 2 10',
		'A-0  10,000   .:+*#',
		'A-1       -  skippe~',
	]);
});

test('a constant is full, nothing at all is a head, and no line is wider than asked', () => {
	const constant: HeatRow = {
		label: 'A', count: 1, note: '', bins: [{from: 5, to: 10, count: 1}],
	};
	expect(drawHeatmap([constant], {width: 20, edges: [5]})[1]).toBe('A   1  ███████');
	expect(drawHeatmap([], {width: 20, edges: []})).toEqual(['ms  n']);
	expect(drawHeatmap(rows, {width: 3, edges}).every(line => line.length <= 3)).toBe(true);
});

// From 1e-3 to 1e9 there are 37 steps: at 60 columns each has a cell, at 30 each decade, at 9 every seventh decade.
test('where there are fewer cells than steps a decade is one bin, and none is cut off', () => {
	const decades = Array.from({length: 13}, (_, index) => Number(`1e${index - 3}`));
	const all = decades.flatMap(from => [1, 2, 5].map(step => step * from)).slice(0, 37);
	const wide: HeatRow = {
		label: 'A', count: 4, note: '', bins: [{from: 0.001, to: 0.002, count: 1}, {from: 2e8, to: 5e8, count: 2}, {from: 1e9, to: 2e9, count: 1}],
	};
	expect(drawHeatmap([wide], {width: 60, edges: all})).toEqual([
		'ms  n  0.001 0.1 2 10 100   10k   1M 10M',
		`A   4  ▓${' '.repeat(33)}▓ ▓`,
	]);
	expect(drawHeatmap([wide], {width: 20, edges: all})[1]).toBe('A   4  ▓          ▓▓');
	expect(drawHeatmap([wide], {width: 9, edges: all})[1]).toBe('A   4  ▓█');
});
