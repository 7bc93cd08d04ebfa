import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayUnit, timeScaleOf, type TimeSeries} from '../../source/plots/time-scale.js';
import {clock, timeAxis} from '../../source/plots/time-axis.js';
import {
	drawTimeAxis, drawTimeChart, drawTimePlot,
} from '../../source/plots/time-chart.js';
import {timeLegend} from '../../source/plots/time-legend.js';
import {tickLabels, valueAxis} from '../../source/plots/value-axis.js';
import {widthOf} from '../../source/text/cells.js';
import {plainLines} from '../plain-lines.js';

const mebi = 1_048_576;
const minute = 60_000;
const bucket = 30_000;
const bus: TimeSeries = {name: 'rabbitmq-bus-0', points: [[0, 100 * mebi], [30_000, 200 * mebi], [60_000, null], [90_000, 50 * mebi], [120_000, 50 * mebi]]};
const scale = timeScaleOf([bus], {from: 0, to: 150_000, bucket}, 'bytes');

test('the axes span the window, whole buckets and the maximum, in one common unit', () => {
	expect(scale).toEqual({
		from: 0, to: 150_000, bucket, bottom: 0, top: 200, unit: {name: 'MiB', size: mebi},
	});
	expect(timeScaleOf([], {from: 5, to: 9, bucket}, 'percent')).toEqual({
		from: 5, to: 9, bucket, bottom: 0, top: 0, unit: {name: '%', size: 1},
	});
});

// 30 columns for 150 s: a bucket of 30 s takes six of them.
test('draws one series as an area of levels, each over its own bucket; gaps stay open, ticks are exact, buckets cut by the window are marked', () => {
	expect(drawTimeChart([bus], {
		width: 44, height: 8, scale, loadTimes: [60_000], window: {from: 10_000, to: 150_000},
	})).toMatchInlineSnapshot(`
		[
		  "MiB",
		  "200┤        ████████┊",
		  "   │        ████████┊",
		  "100┤████████████████┊",
		  "   │████████████████┊       ████████████████",
		  "  0└┬┄┄┄┄┄┄┄┬───────┊───────┬───────┬───────",
		  "    0:00    0:30    1:00    1:30    2:00",
		  "● rabbitmq-bus-0  mean 50.0  max 50.0 MiB",
		]
	`);
});

test('draws several series as lines of levels that step in the column where a bucket starts', () => {
	const two = [{name: 'a', points: [[0, 0], [30_000, 4]]}, {name: 'b', points: [[0, 2], [30_000, 2]]}] satisfies TimeSeries[];
	const lines = drawTimePlot(two, {width: 14, rows: 5, scale: timeScaleOf(two, {from: 0, to: 60_000, bucket}, 'percent')});
	expect(lines).toMatchInlineSnapshot(`
		[
		  "4┤      ╭──●──",
		  " │      │",
		  "2┤───▲─────▲──",
		  " │      │",
		  "0┤───●──╯",
		]
	`);
});

test('figures cover the buckets under load, and the mean of the others separately', () => {
	const load = {name: 'cpu', points: [[0, 10], [30_000, 80], [60_000, 100], [90_000, 10]]} satisfies TimeSeries;
	expect(timeLegend([load], {width: 100, scale: timeScaleOf([load], {from: 0, to: 120_000, bucket}, 'percent'), loadTimes: [30_000, 90_000]})).toEqual([
		'● cpu  min 80.0  mean 90.0  max 100  last 100  idle 10.0 %',
	]);
});

test.each([20, 80, 200])('at %i columns no line is wider, and only ASCII is used if requested', width => {
	for (const ascii of [false, true]) {
		const lines = drawTimeChart([bus, {name: 'x'.repeat(50), points: [[0, 1]]}], {
			width, height: 14, scale, ascii, loadTimes: [0, 120_000],
		});
		expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		expect(/^[\0-\u{7F}]*$/v.test(plainLines(lines).join(''))).toBe(ascii);
	}
});

test('keeps a spike of one bucket if a column has several', () => {
	const points = Array.from({length: 400}, (_, index): readonly [number, number] => [index * 1000, index === 217 ? 90 : 10]);
	const spiky = {name: 'cpu', points};
	const wide = timeScaleOf([spiky], {from: 0, to: 400_000, bucket: 1000}, 'percent');
	expect(plainLines(drawTimePlot([spiky], {width: 40, rows: 9, scale: wide})).slice(0, 2).join('')).toMatch(/[▁-█]/v);
	expect(timeLegend([spiky], {width: 100, scale: wide})).toEqual(['● cpu  min 10.0  mean 10.2  max 90.0  last 10.0 %']);
});

test('reports no data if there are only gaps, and if the size is too small', () => {
	const lone = {name: 'a', points: [[0, null], [30_000, 5], [60_000, null]]} satisfies TimeSeries;
	const own = timeScaleOf([lone], {from: 0, to: 60_000, bucket}, 'connections');
	expect(drawTimeChart([{name: 'a', points: [[0, null]]}], {width: 40, height: 10, scale: own})).toEqual(['no data']);
	expect(drawTimeChart([], {width: 40, height: 10, scale: own})).toEqual(['no data']);
	expect(drawTimeChart([lone], {width: 19, height: 10, scale: own})).toEqual(['too small: 20×5 ne…']);
	expect(drawTimeChart([lone], {width: 20, height: 4, scale: own})).toEqual(['too small: 20×5 nee…']);
	expect(drawTimeChart([lone], {width: 20, height: 5, scale: own}).length).toBeLessThanOrEqual(5);
});

test('draws a constant of zero, and values below zero', () => {
	for (const value of [0, -3, 1e-3, 1e9]) {
		const flat: TimeSeries = {name: 'flat', points: [[0, value], [30_000, value]]};
		const lines = drawTimeChart([flat], {width: 60, height: 12, scale: timeScaleOf([flat], {from: 0, to: 30_000, bucket}, 'MiB/s')});
		expect(plainLines(lines).join('')).toMatch(value < 0 ? /[─●]/v : /[▁-█]/v);
		expect(plainLines(lines).join('')).not.toMatch(/NaN|Infinity|undefined/v);
	}
});

test('ticks are on exact rows, for any maximum and height', () => {
	fc.assert(fc.property(fc.double({min: 1e-9, max: 1e12, noNaN: true}), fc.integer({min: 1, max: 60}), fc.boolean(), (top, maxRows, isWhole) => {
		const axis = valueAxis(top, maxRows, {isWhole});
		expect(axis.rows).toBeLessThanOrEqual(maxRows);
		expect(axis.rows % axis.count).toBe(0);
		expect(axis.to).toBeGreaterThanOrEqual(top * (1 - 1e-9));
		expect(new Set(tickLabels(axis).values()).size).toBe(axis.count + 1);
	}));
	expect([...tickLabels(valueAxis(125, 6))]).toEqual([[0, '0'], [2, '50'], [4, '100'], [6, '150']]);
});

test('with values below 0 the axis includes them, and 0 is a tick', () => {
	const [tops, bottoms] = [fc.double({min: 0, max: 1e9, noNaN: true}), fc.double({min: -1e9, max: -1e-6, noNaN: true})];
	fc.assert(fc.property(tops, bottoms, fc.integer({min: 8, max: 60}), (top, bottom, maxRows) => {
		const axis = valueAxis(top, maxRows, {bottom});
		expect(axis.rows).toBeLessThanOrEqual(maxRows);
		expect(axis.from).toBeLessThanOrEqual(bottom + axis.step * 1e-8);
		expect(axis.to).toBeGreaterThanOrEqual(top - axis.step * 1e-8);
		expect([...tickLabels(axis).values()]).toContain('0');
	}));
	expect([...tickLabels(valueAxis(5, 8, {bottom: -10}))]).toEqual([[0, '-10'], [2, '-5'], [4, '0'], [6, '5']]);
});

test('values below 0 are drawn below a line at 0, even those of a single series', () => {
	const change: TimeSeries = {name: 'change', points: [[0, 5], [30_000, -10], [60_000, null], [90_000, 5]]};
	const options = {width: 28, rows: 8, scale: timeScaleOf([change], {from: 0, to: 120_000, bucket}, '')};
	expect(drawTimePlot([change], options)).toEqual([
		'  5┤───●──╮           ───●──',
		'   │      │',
		'  0┤┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄',
		'   │      │',
		' -5┤      │',
		'   │      │',
		'-10┤      ╰──●───',
	]);
});

test('ticks are at round times, and unique', () => {
	expect(timeAxis(0, 87_000, 60).ticks.map(({label}) => label)).toEqual(['0:00', '0:30', '1:00']);
	expect(timeAxis(-26_000, 60_000, 80).ticks.map(({label}) => label)).toEqual(['-0:20', '-0:10', '0:00', '0:10', '0:20', '0:30', '0:40', '0:50', '1:00']);
	expect(timeAxis(0, 90 * minute, 60).ticks.map(({label}) => label)).toEqual(['0:00', '30:00', '1:00:00', '1:30:00']);
	expect(drawTimeAxis([], {
		width: 30, rows: 6, scale: {
			from: 0, to: 0, bucket, bottom: 0, top: 1, unit: {name: '%', size: 1},
		},
	}).join('')).toContain('0:00');
	expect([0, 59_999, 61_000, 3_600_000, -30_000].map(time => clock(time))).toEqual(['0:00', '1:00', '1:01', '1:00:00', '-0:30']);
});

test('the unit is the one in which the maximum is at least 1', () => {
	expect(displayUnit('bytes', [1023]).name).toBe('B');
	expect(displayUnit('bytes', [0, 126_158_848])).toEqual({name: 'MiB', size: 1_048_576});
	expect(displayUnit('MiB/s', [0.004]).name).toBe('KiB/s');
	expect(displayUnit('MiB/s', []).name).toBe('MiB/s');
});

test('every line fits and nothing throws, for any values', () => {
	const value = fc.option(fc.double({noNaN: true, min: -1e300, max: 1e300}), {nil: null});
	fc.assert(fc.property(fc.array(value, {maxLength: 60}), fc.integer({min: 1, max: 120}), fc.integer({min: 0, max: 40}), (values, width, height) => {
		const timeSeries: TimeSeries = {name: 'x', points: values.map((y, index) => [index * 30_000, y])};
		const lines = drawTimeChart([timeSeries], {width, height, scale: timeScaleOf([timeSeries], {from: 0, to: 60_000, bucket}, 'bytes')});
		expect(Math.max(0, ...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		expect(lines.length).toBeLessThanOrEqual(Math.max(1, height));
	}), {numRuns: 200});
});
