import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {cutEnd, ellipsisFor} from '../text/cells.js';
import {
	concat, styled, trimEnd, type StyledText,
} from '../text/styled-text.js';
import {plotEdge} from './axes.js';
import {drawSparkRows} from './bars.js';
import {
	createCanvas, joinLevels, markOf,
} from './canvas.js';
import type {TimeChartOptions, TimePlotLayout} from './chart-options.js';
import {tooSmallLines} from './chart-size.js';
import {cursorGlyph, timeAxisLines} from './time-axis.js';
import {drawBand} from './time-band.js';
import {timeLegend} from './time-legend.js';
import {
	bucketOf, columnAt, columnsOf, cutBuckets, levelsOf, type TimeSeries,
} from './time-scale.js';
import {
	rowAt, tickLabels, valueAxis,
} from './value-axis.js';

/** The layout of the plot. Values below 0 are drawn as lines. */
function layoutOf(series: readonly TimeSeries[], {width, rows: maxRows, scale}: Pick<TimeChartOptions, 'width' | 'rows' | 'scale'>): TimePlotLayout {
	const isArea = series.length <= 1 && scale.bottom === 0;
	const axis = valueAxis(scale.top, Math.max(1, isArea ? maxRows : maxRows - 1), {isWhole: scale.unit.name === 'connections', bottom: scale.bottom});
	const labels = tickLabels(axis);
	const left = widest([...labels.values()]);
	return {
		axis, labels, left, columns: Math.max(1, width - left - 1), rows: isArea ? axis.rows : axis.rows + 1, isArea,
	};
}

/**
 * Bucket means as levels over the span of each bucket, from the bottom to the top of the scale, with a dotted line at 0 if that is not the bottom:
 * one series as an area in eighths of a cell, several as lines with their marker in the middle of each bucket, or as a band. A bucket without a
 * value is a gap.
 */
export function drawTimePlot(series: readonly TimeSeries[], options: TimeChartOptions): readonly StyledText[] {
	const {scale, loadTimes = [], cursor, ascii = false, isBand = false} = options;
	const layout = layoutOf(series, options);
	const {isArea} = layout;
	const draw = isBand ? drawBand : drawLevels;
	const lines = isArea ? drawArea(series[0], layout, options) : draw(series, layout, options);
	const zeroRow = layout.axis.from < 0 ? rowAt(layout.axis, layout.rows, 0) : undefined;
	const guides = new Set(columnsOf(scale, loadTimes, layout.columns));
	const [cursorColumn = -1] = columnsOf(scale, cursor === undefined ? [] : [cursor], layout.columns);
	const [mark, rule] = ascii ? [';', '_'] : ['┊', '┄'];
	return lines.map((cells, index) => {
		const height = layout.rows - index - (isArea ? 0 : 1);
		const blank = height === zeroRow ? rule : ' ';
		const filled = cells.map((cell, column) => cell === ' ' ? (guides.has(column) ? mark : blank) : cell);
		const line = concat(filled.map((cell, column) => column === cursorColumn ? cursorGlyph(ascii) : cell));
		return trimEnd(styled`${plotEdge(layout.labels.get(height), layout.left, ascii)}${line}`);
	});
}

function drawArea(
	series: TimeSeries | undefined,
	layout: TimePlotLayout,
	{scale, firstIndex = 0, ascii = false, paint = text => text}: TimeChartOptions,
): readonly StyledText[][] {
	const levels = series ? levelsOf(series, layout.columns, scale) : [];
	// A level of 0 is a value and must be visible.
	const heights = Array.from({length: layout.columns}, (_, column) => {
		const level = levels[column] ?? null;
		return level === null ? 0 : Math.max(layout.axis.to / layout.rows / 8, level);
	});
	const drawn = drawSparkRows(heights, {rows: layout.rows, max: layout.axis.to, ascii});
	return drawn.map(line => [...line].map(cell => cell === ' ' ? cell : paint(cell, firstIndex)));
}

function drawLevels(
	series: readonly TimeSeries[],
	layout: TimePlotLayout,
	{scale, firstIndex = 0, selected, dim = text => text, ascii = false, paint = text => text}: TimeChartOptions,
): readonly StyledText[][] {
	const {axis, columns, rows} = layout;
	const canvas = createCanvas(columns, rows);
	const rowOf = (level: number) => rowAt(axis, rows, level);
	const order = [...series.keys()].sort((a, b) => Number(a === selected) - Number(b === selected));
	for (const index of order) {
		const levels = levelsOf(itemAt(series, index), columns, scale);
		joinLevels(canvas, levels.map(level => level === null ? null : rowOf(level)), {series: firstIndex + index, rows, ascii});
		for (const [time, value] of itemAt(series, index).points) {
			if (value !== null) {
				const middle = columnAt(scale, time + bucketOf(itemAt(series, index), scale) / 2, columns);
				canvas.put(middle, rowOf(value / scale.unit.size), markOf(firstIndex + index, ascii), firstIndex + index);
			}
		}
	}

	const painted = (text: string, index: number) => selected === undefined || index === firstIndex + selected ? paint(text, index) : dim(text);
	return canvas.cells(painted);
}

/** The time axis below plots: its rule, dotted under buckets cut by the window (of the selected series, if any), and its labels. */
export function drawTimeAxis(
	series: readonly TimeSeries[],
	options: Pick<TimeChartOptions, 'width' | 'rows' | 'scale' | 'ascii' | 'window' | 'loadTimes' | 'selected' | 'cursor'>,
): readonly [rule: string, labels: string] {
	const {left, columns, labels, isArea} = layoutOf(series, options);
	const {scale, window, selected} = options;
	const cut = cutBuckets(selected === undefined ? series : series.slice(selected, selected + 1), scale, window);
	return timeAxisLines({left, columns, zero: isArea ? labels.get(0) ?? '' : ''}, {...options, cut});
}

/** Lines besides the plot: the unit, the axis and its labels. */
const frame = 3;

/** A complete chart: unit, plot, time axis, legend. */
export function drawTimeChart(series: readonly TimeSeries[], options: Omit<TimeChartOptions, 'rows'> & {readonly height: number}): readonly StyledText[] {
	const {width, height, scale, ascii = false} = options;
	const cut = (line: StyledText) => cutEnd(line, width, ellipsisFor(ascii));
	const tooSmall = tooSmallLines(options, ascii);
	if (tooSmall) {
		return tooSmall;
	}

	if (series.every(({points}) => points.every(([, value]) => value === null))) {
		return ['no data'];
	}

	const maximum = Math.max(1, Math.floor((height - frame) / 2));
	const shown = series.length > maximum ? series.slice(0, maximum - 1) : series;
	const legend = [...timeLegend(shown, options), ...shown.length < series.length ? [`${ascii ? '...' : '…'} ${series.length - shown.length} more`] : []];
	const rows = Math.max(1, height - frame - legend.length);
	const lines = [scale.unit.name, ...drawTimePlot(shown, {...options, rows}), ...drawTimeAxis(shown, {...options, rows}), ...legend];
	return lines.map(line => cut(line)).slice(0, height);
}
