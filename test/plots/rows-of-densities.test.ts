import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {densityOf} from '../../source/campaign/model/density.js';
import {binsOf} from '../../source/campaign/model/distribution.js';
import {percentileOf} from '../../source/campaign/model/percentiles.js';
import {drawBoxes} from '../../source/plots/box-plot.js';
import {drawHeatmap} from '../../source/plots/heatmap.js';
import {layoutMultiples, drawMultiple, multiplesHead} from '../../source/plots/small-multiples.js';
import {widthOf} from '../../source/text/cells.js';
import {latencyOf, samplesOf} from '../known/distributions.js';
import {heightsOf, modesIn} from '../known/modes.js';
import {plainLines} from '../plain-lines.js';

const rowOf = (label: string, samples: readonly number[]) => {
	const latency = latencyOf(samples);
	const density = densityOf(binsOf(latency.distribution), latency);
	return {
		label, name: label, count: samples.length, density, p99: percentileOf(latency, 99), note: '',
		extremes: [density[0]!.from, density.at(-1)!.to],
	};
};

const rows = [rowOf('A-0', samplesOf('lognormal narrow', 2000)), rowOf('B-0', samplesOf('a small second mode', 20_000))];
const skipped = {
	label: 'C-0', name: 'C-0', count: null, density: [], p99: null, note: 'skipped: empty log',
};
const extremes = rows.flatMap(row => row.extremes);

test('a heatmap has one axis, a character per third of a decade of density, and a text for empty rows', () => {
	expect(drawHeatmap([...rows, skipped], {width: 72, extremes})).toMatchInlineSnapshot(`
		[
		  "ms        n  2       5      10    20       50     100   200      500  1k",
		  "A-0   2,000                    ▆▆▆▇▇▇▇",
		  "B-0  20,000    ▁▂▃▃▄▅▅▆▆▆▆▆▆▆▅▅▅▅▅▅▁▁▁▁           ▁▁▁▁▁▁▃▄▄▄▅▅▅▄▃▃▁▁",
		  "C-0       —  skipped: empty log",
		]
	`);
});

test('steps of a heatmap are coloured in runs', () => {
	const [, line = ''] = plainLines(drawHeatmap(rows, {width: 40, extremes, paint: (text, step) => `<${step}:${text}>`}));
	expect(line.replaceAll(/<\d:(?<cells>[▁-▇]+)>/gv, '$<cells>')).toBe(drawHeatmap(rows, {width: 40, extremes})[1]);
});

test.each([3, 12, 60])('in %i lines multiples keep a small second mode, each with its own scale', height => {
	const layout = layoutMultiples([...rows, skipped], {width: 72, height, margin: 2});
	const {rows: lines} = layout;
	expect(modesIn(heightsOf(drawMultiple(rows[0]!, layout).lines, 0, layout.bars)), String(lines)).toHaveLength(1);
	expect(modesIn(heightsOf(drawMultiple(rows[1]!, layout).lines, 0, layout.bars)), String(lines)).toHaveLength(2);
});

test('multiples have the axis, and below name, n and p99 the density; a text for empty ones', () => {
	const layout = layoutMultiples([...rows, skipped], {width: 44, height: 9, margin: 2});
	const lines = [multiplesHead(layout), ...[...rows, skipped].map(row => drawMultiple(row, layout)).flatMap(({title, lines}) => [title, ...lines])];
	expect(lines.map(line => line.trimEnd())).toMatchInlineSnapshot(`
		[
		  "2     5   10   20    50   100  200      1k",
		  "A-0  n  2,000  p99  ≈25",
		  "             ▄▄▆█▃",
		  "             █████",
		  "            ▂█████",
		  "B-0  n 20,000  p99 ≈390",
		  "        ▅█▄",
		  "      ▂▇███",
		  " ▁▁▁▁▄█████▆▆▆▆▃▁▁▁       ▁▁▁▁▁▂▂▂▂▂▁▁▁",
		  "C-0  skipped: empty log",
		  "",
		  "",
		  "",
		]
	`);
});

const box = {
	min: 1, p5: 2, p25: 5, p50: {value: 10}, p75: 20, p95: 100, mean: 40, max: 1000,
};

test('a box plot shows extremes, p5 to p95, p25 to p75, median, mean', () => {
	expect(drawBoxes([{
		label: 'A-0', count: 6000, box, note: '',
	}, {
		label: 'A-1', count: null, box: null, note: 'skipped: x',
	}], {width: 60, extremes: [1, 1000]})).toMatchInlineSnapshot(`
		[
		  "ms       n  1   2      5    10  20     50   100 200       1k",
		  "A-0  6,000  ·   ───────█████┃████────◇───────              ·",
		  "A-1      —  skipped: x",
		]
	`);
});

const anyName = fc.string({unit: fc.constantFrom('a', '-', '消', 'é', '한'), maxLength: 40});

describe('for any names and sizes', () => {
	test('nothing overflows, and multiples fill their cells', () => {
		const [anyWidth, anyHeight] = [fc.integer({min: 60, max: 300}), fc.integer({min: 1, max: 60})];
		fc.assert(fc.property(fc.array(anyName, {maxLength: 8}), anyWidth, anyHeight, fc.boolean(), (names, width, height, ascii) => {
			const named = names.map((name, index) => ({...[...rows, skipped][index % 3]!, name, label: name}));
			const fits = (lines: ReturnType<typeof drawBoxes>, cells: number) => Math.max(0, ...lines.map(line => widthOf(line))) <= cells;
			expect(fits(drawHeatmap(named, {width, extremes, ascii}), width)).toBe(true);
			expect(fits(drawBoxes(named.map(row => ({...row, box: row.count === null ? null : box})), {width, extremes, ascii}), width)).toBe(true);
			const layout = layoutMultiples(named, {width, height, margin: 2});
			expect((layout.cell + 4) * layout.columns - 2).toBeLessThanOrEqual(width);
			for (const row of named) {
				const {title, lines} = drawMultiple(row, layout, ascii);
				expect([title, ...lines].map(line => widthOf(line))).toEqual([title, ...lines].map(() => layout.cell));
			}
		}));
	});
});
