import type {StyledText} from '../text/styled-text.js';
import {createCanvas, joinLevels} from './canvas.js';
import type {TimeChartOptions, TimePlotLayout} from './chart-options.js';
import {levelsOf, type TimeSeries} from './time-scale.js';
import {rowAt} from './value-axis.js';

/** Min, mean and max over all series at each time, as series; null at times where no series has a value. */
export type Band = {readonly low: TimeSeries; readonly mean: TimeSeries; readonly high: TimeSeries};

type Figures = {low: number; high: number; sum: number; count: number};

/** The band of series whose buckets are aligned. */
export function bandOf(series: readonly TimeSeries[]): Band {
	const figures = new Map<number, Figures | undefined>();
	for (const {points} of series) {
		for (const [time, value] of points) {
			const known = figures.get(time);
			if (value === null) {
				figures.set(time, known);
			} else if (known) {
				known.low = Math.min(known.low, value);
				known.high = Math.max(known.high, value);
				known.sum += value;
				known.count++;
			} else {
				figures.set(time, {
					low: value, high: value, sum: value, count: 1,
				});
			}
		}
	}

	const ascending = [...figures].sort(([time], [other]) => time - other);
	const seriesOf = (name: string, valueOf: (figures: Figures) => number): TimeSeries => ({
		...series[0], name, points: ascending.map(([time, found]) => [time, found ? valueOf(found) : null]),
	});
	return {
		low: seriesOf('min', ({low}) => low), mean: seriesOf('mean', ({sum, count}) => sum / count), high: seriesOf('max', ({high}) => high),
	};
}

/** Rows of cells: the band from min to max, filled, with the mean as a line on top. */
export function drawBand(
	series: readonly TimeSeries[],
	{axis, columns, rows}: TimePlotLayout,
	{scale, firstIndex = 0, ascii = false, paint = text => text}: TimeChartOptions,
): readonly StyledText[][] {
	const canvas = createCanvas(columns, rows);
	const rowOf = (level: number | null) => level === null ? null : rowAt(axis, rows, level);
	const {low, mean, high} = bandOf(series);
	const highest = levelsOf(high, columns, scale);
	for (const [column, level] of levelsOf(low, columns, scale, 'min').entries()) {
		const [from, to] = [rowOf(level) ?? 0, rowOf(highest[column] ?? null) ?? -1];
		for (let row = from; row <= to; row++) {
			canvas.put(column, row, ascii ? '.' : '░', firstIndex);
		}
	}

	joinLevels(canvas, levelsOf(mean, columns, scale).map(level => rowOf(level)), {series: firstIndex, rows, ascii});
	return canvas.cells(paint);
}
