import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {drawStackedCharts, type StackedChart} from '../../source/plots/stacked-charts.js';
import {widthOf} from '../../source/text/cells.js';
import {plainLines} from '../plain-lines.js';

const loads = [10, 20, 40, 80, 120, 160];
const chartOf = (title: string, valueOf: (x: number) => number | null): StackedChart => ({
	title, note: '', empty: 'no data', series: [{name: 'broker', points: loads.map(x => ({x, y: valueOf(x), stdev: null}))}],
});
const rate = chartOf('rate', x => Math.min(800, x * 10));
const latency = chartOf('latency', x => 20 * Math.max(1, x / 80) ** 2);
const memory = chartOf('memory', x => 2e9 + x);

/** The rows and columns of the points of each chart, counted from its heading. */
const pointsIn = (lines: readonly string[], titles: readonly string[]) => titles.map(title => {
	const head = lines.findIndex(line => line.startsWith(title));
	return lines.slice(head + 1, head + 5).flatMap((line, row) => [...line].flatMap((character, column) => character === '●' ? [{row, column}] : []))
		.sort((a, b) => a.column - b.column);
});

describe('stacked charts', () => {
	test('align their points even if label widths differ; each has its own y axis', () => {
		const {lines, shown} = drawStackedCharts([rate, latency, memory], {width: 60, height: 18});
		expect(shown).toBe(3);
		const [ofRate, ofLatency, ofMemory] = pointsIn(plainLines(lines), ['rate', 'latency', 'memory']);
		expect(ofRate!.map(({column}) => column)).toEqual(ofLatency!.map(({column}) => column));
		expect(ofRate!.map(({column}) => column)).toEqual(ofMemory!.map(({column}) => column));
		// The rate is constant from where the latency begins to rise.
		expect(new Set(ofRate!.slice(3).map(({row}) => row)).size).toBe(1);
		expect(new Set(ofLatency!.slice(0, 4).map(({row}) => row)).size).toBe(1);
		expect(ofLatency!.at(-1)!.row).toBeLessThan(ofLatency![3]!.row);
		expect(plainLines(lines).filter(line => line.includes('└'))).toHaveLength(1);
	});

	test('are fewer without space for four rows each, and none without space for one', () => {
		expect(drawStackedCharts([rate, latency, memory], {width: 60, height: 17}).shown).toBe(2);
		expect(drawStackedCharts([rate, latency, memory], {width: 60, height: 8}).shown).toBe(1);
		expect(drawStackedCharts([rate, latency, memory], {width: 60, height: 7})).toEqual({lines: [], shown: 0});
	});

	test('label the values at the guide, report missing ones, and mark points of several series', () => {
		const second = {name: 'router', points: loads.map(x => ({x, y: x === 40 ? null : x * 10, stdev: null}))};
		const both = {...rate, series: [...rate.series, second]};
		const {lines} = drawStackedCharts([both, chartOf('nothing', () => null)], {width: 70, height: 20, selectedX: 40});
		expect(lines[0]).toBe('rate  ● 400  ▲ —  ✱ both');
		expect(plainLines(lines).find(line => line.startsWith('nothing'))).toBe('nothing  no data');
		expect(lines.at(-1)).toBe('● broker  ▲ router');
	});

	test('never exceed their size, whatever the values', () => {
		const value = fc.option(fc.double());
		const points = fc.array(fc.record({x: fc.double(), y: value, stdev: fc.constant(null)}), {maxLength: 40});
		const series = points.map(own => [{name: 'a long name of a series', points: own}]);
		const size = fc.record({width: fc.integer({min: 20, max: 120}), height: fc.integer({min: 1, max: 50}), ascii: fc.boolean()});
		fc.assert(fc.property(fc.array(series, {minLength: 1, maxLength: 5}), size, (all, {width, height, ascii}) => {
			const {lines, shown} = drawStackedCharts(all.map(own => ({
				title: 'title', note: 'remark', empty: 'no data', series: own,
			})), {width, height, ascii});
			expect(lines.length).toBeLessThanOrEqual(height);
			expect(shown > 0).toBe(lines.length > 0);
			expect(lines.every(line => widthOf(line) <= width)).toBe(true);
		}));
	});
});
