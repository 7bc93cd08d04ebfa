import fc from 'fast-check';
import {expect, test} from 'vitest';
import {bandOf} from '../../source/plots/time-band.js';
import {drawTimePlot} from '../../source/plots/time-chart.js';
import {timeScaleOf, type TimeSeries} from '../../source/plots/time-scale.js';

const seriesOf = (...values: ReadonlyArray<number | null>): TimeSeries => ({name: 'host', points: values.map((value, index) => [index * 10_000, value])});
const hosts = [seriesOf(1, 2, null, 4, null), seriesOf(3, 8, null, 4, 2), seriesOf(2, null, null, 4, 4)];

test('a band has the minimum, mean and maximum of the series at a time; a gap where none has a value', () => {
	const {low, mean, high} = bandOf(hosts);
	expect([low, mean, high].map(({points}) => points.map(([, value]) => value))).toEqual([
		[1, 2, null, 4, 2],
		[2, 5, null, 4, 3],
		[3, 8, null, 4, 4],
	]);
});

test('fills from minimum to maximum, with the mean as a line; identical values have the height of a row', () => {
	const options = {
		width: 22, rows: 9, scale: timeScaleOf(hosts, {from: 0, to: 50_000, bucket: 10_000}, ''), isBand: true,
	};
	expect(drawTimePlot(hosts, options)).toMatchInlineSnapshot(`
		[
		  "8┤    ░░░░",
		  " │    ░░░░",
		  "6┤    ░░░░",
		  " │    ╭────",
		  "4┤    │░░░    ────╮░░░",
		  " │░░░░│░░░        ╰───",
		  "2┤────╯░░░        ░░░░",
		  " │░░░░",
		  "0┤",
		]
	`);
	expect(drawTimePlot(hosts, {...options, ascii: true})).toMatchInlineSnapshot(`
		[
		  "8+    ....",
		  " |    ....",
		  "6+    ....",
		  " |    .----",
		  "4+    |...    ----....",
		  " |....|...        \`---",
		  "2+----'...        ....",
		  " |....",
		  "0+",
		]
	`);
});

test('always lies between the minimum and maximum of the series', () => {
	const value = fc.option(fc.double({min: 0, max: 1e6, noNaN: true}), {nil: null, freq: 4});
	fc.assert(fc.property(fc.array(fc.array(value, {minLength: 5, maxLength: 5}), {minLength: 2, maxLength: 20}), rows => {
		const {low, mean, high} = bandOf(rows.map(row => seriesOf(...row)));
		for (const [index, [time, least]] of low.points.entries()) {
			const known = rows.flatMap(row => row[index] ?? []);
			expect(time).toBe(index * 10_000);
			expect(least).toBe(known.length === 0 ? null : Math.min(...known));
			expect(high.points[index]?.[1]).toBe(known.length === 0 ? null : Math.max(...known));
			const middle = mean.points[index]?.[1] ?? null;
			expect(middle === null || (middle >= (least ?? 0) * (1 - 1e-12) && middle <= (high.points[index]?.[1] ?? 0) * (1 + 1e-12))).toBe(true);
		}
	}));
});
