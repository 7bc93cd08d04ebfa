import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawBoxes} from '../../source/plots/box-plot.js';
import {drawCompareFigures} from '../../source/plots/compare-figures.js';
import {drawHeatmap} from '../../source/plots/heatmap.js';
import {layoutMultiples} from '../../source/plots/multiples-layout.js';
import {drawMultiple, multiplesHead} from '../../source/plots/small-multiples.js';
import {stepEdges} from '../../source/plots/step-edges.js';
import {widthOf} from '../../source/text/cells.js';

// Letters of one cell and of two; latencies from 1e-3 to 1e9 ms.
const anyName = fc.string({unit: fc.constantFrom('a', '-', '消', 'é', '한'), maxLength: 40});
const anyBins = fc
	.array(fc.record({exponent: fc.integer({min: -3, max: 9}), step: fc.constantFrom(1, 2, 5), count: fc.integer({min: 1, max: 1e9})}), {
		maxLength: 8,
	})
	.map(all =>
		all
			.map(({exponent, step, count}) => ({from: Number(`${step}e${exponent}`), to: Number(`${step}e${exponent}`) * 2, count}))
			.sort((a, b) => a.from - b.from));
const boxOf = (minimum: number) => ({
	min: minimum,
	p5: minimum * 2,
	p25: minimum * 3,
	p50: minimum * 4,
	p75: minimum * 5,
	p90: minimum * 6,
	p95: minimum * 7,
	p99: minimum * 8,
	max: minimum * 9,
	mean: minimum * 5,
});
const anyLatency = fc.double({min: 1e-3, max: 1e9, noNaN: true});
const anyRow = fc.tuple(anyName, anyName, anyBins, anyLatency).map(([name, note, bins, latency]) => {
	const count = bins.reduce((sum, bin) => sum + bin.count, 0);
	const figures = count > 0 ? boxOf(latency) : null;
	return {
		name, label: name, note, bins, count, figures, p99: figures?.p99 ?? null,
	};
});
const anyRows = fc.array(anyRow, {maxLength: 8});
const anyWidth = fc.integer({min: 1, max: 200});

function expectFits(lines: readonly string[], width: number): void {
	expect(Math.max(0, ...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
	expect(lines.join('')).not.toMatch(/NaN|undefined|Infinity/v);
}

test('whatever the names, the numbers and the width, no box, no row of a heatmap and no figure sticks out', () => {
	fc.assert(fc.property(anyRows, anyWidth, fc.boolean(), (rows, width, ascii) => {
		const extremes = rows.flatMap(({figures}) => figures ? [figures.min, figures.max] : []);
		expectFits(drawBoxes(rows.map(row => ({...row, box: row.figures})), {width, extremes, ascii}), width);
		expectFits(drawHeatmap(rows, {width, edges: stepEdges(rows.flatMap(({bins}) => bins)), ascii}), width);
		expectFits(drawCompareFigures(rows, {width, ascii}), width);
	}));
});

test('whatever the names, the numbers and the size, small multiples fill their cells, and these fit beside each other from 60 columns on', () => {
	fc.assert(fc.property(anyRows, fc.integer({min: 60, max: 300}), fc.integer({min: 1, max: 60}), (rows, width, height) => {
		const layout = layoutMultiples(rows, {width, height, margin: 2});
		expect((layout.cell + 4) * layout.columns - 2).toBeLessThanOrEqual(width);
		expectFits([multiplesHead(layout)], layout.cell);
		for (const row of rows) {
			const lines = drawMultiple(row, layout);
			expect(lines).toHaveLength(layout.isTall ? layout.rows + 1 : 1);
			expect(lines.map(line => widthOf(line))).toEqual(lines.map(() => layout.cell));
			expectFits(lines, layout.cell);
		}
	}));
});
