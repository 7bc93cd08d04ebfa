import {expect, test} from 'vitest';
import {drawTimeAxis, drawTimePlot} from '../../source/plots/time-chart.js';
import {
	bucketAt, levelsOf, timeScaleOf, type TimeScale, type TimeSeries,
} from '../../source/plots/time-scale.js';

const second = 1000;
const cpu: TimeSeries = {name: 'cpu', points: [[0, 10], [10 * second, 40], [20 * second, null], [30 * second, 20]]};
const scale: TimeScale = timeScaleOf([cpu], {from: 0, to: 40 * second, bucket: 10 * second}, 'percent');
const part = (from: number, to: number): TimeScale => ({...scale, from: from * second, to: to * second});

test('a level changes only in the column where its bucket ends, and a gap has no level', () => {
	expect(levelsOf(cpu, 8, scale)).toEqual([10, 10, 40, 40, null, null, 20, 20]);
});

test('the level of a column with several buckets is their maximum', () => {
	expect(levelsOf(cpu, 2, scale)).toEqual([40, 20]);
});

test('a part of the time shows its levels, including buckets that reach into it, and nothing outside of it', () => {
	// 5 s per column; the bucket of 0:00 extends into the first one.
	expect(levelsOf(cpu, 4, part(5, 25))).toEqual([10, 40, 40, null]);
	expect(levelsOf(cpu, 2, part(10, 20))).toEqual([40, 40]);
	expect(levelsOf(cpu, 2, part(20, 30))).toEqual([null, null]);
	expect(levelsOf({name: '', points: [[0, 90], [50 * second, 90]]}, 2, part(20, 40))).toEqual([null, null]);
	// A column of 7.5 s in which the first bucket ends and the second begins has the level of the second.
	expect(levelsOf({name: '', points: [[0, 90], [10 * second, 40]]}, 2, part(5, 20))).toEqual([40, 40]);
});

test('guides, the cursor and marks of cut buckets are drawn at their position, or not at all', () => {
	const options = {
		width: 12, rows: 4, loadTimes: [15 * second, 35 * second], window: {from: 2 * second, to: 38 * second},
	};
	expect(drawTimePlot([cpu], {...options, scale})).toMatchInlineSnapshot(`
		[
		  "40┤  ██   ┊",
		  "  │  ██   ┊",
		  "20┤  ██  ███",
		  "  │████  ███",
		]
	`);
	expect(drawTimeAxis([cpu], {...options, scale, cursor: 25 * second})).toMatchInlineSnapshot(`
		[
		  " 0└┬┄─┊─║─┊┄",
		  "   0:00",
		]
	`);
	expect(drawTimePlot([cpu], {...options, scale: part(20, 30), cursor: 5 * second})).toMatchInlineSnapshot(`
		[
		  "40┤",
		  "  │",
		  "20┤",
		  "  │",
		]
	`);
	expect(drawTimeAxis([cpu], {...options, scale: part(20, 30), cursor: 5 * second})).toMatchInlineSnapshot(`
		[
		  " 0└┬───────┬",
		  "   0:20 0:30",
		]
	`);
});

test('series keep their own buckets and windows', () => {
	const slow: TimeSeries = {
		name: 'slow', points: [[0, 30], [30 * second, 60]], bucket: 30 * second, window: {from: 0, to: 60 * second},
	};
	const both = timeScaleOf([cpu, slow], {from: 0, to: 40 * second, bucket: 10 * second}, 'percent');
	expect(both.to).toBe(60 * second);
	expect(levelsOf(slow, 6, both)).toEqual([30, 30, 30, 60, 60, 60]);
	expect(levelsOf(cpu, 6, both)).toEqual([10, 40, null, 20, null, null]);
	// The bucket of 0:30 ends with the window, so it is not cut.
	expect(drawTimeAxis([slow], {
		width: 12, rows: 4, scale: both, window: {from: 0, to: 40 * second},
	})[0]).not.toContain('┄');
});

test('finds the bucket that contains a time', () => {
	expect(bucketAt(cpu, scale, 10 * second)).toEqual({from: 10 * second, to: 20 * second, value: 40});
	expect(bucketAt(cpu, scale, 9.999 * second)).toEqual({from: 0, to: 10 * second, value: 10});
	expect(bucketAt(cpu, scale, 25 * second)).toEqual({from: 20 * second, to: 30 * second, value: null});
	expect(bucketAt(cpu, scale, -1)).toBeUndefined();
	expect(bucketAt(cpu, scale, 40 * second)).toBeUndefined();
});
