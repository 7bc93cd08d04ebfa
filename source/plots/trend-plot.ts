import {itemAt} from '../system/lists.js';
import {styled, type StyledText} from '../text/styled-text.js';
import {plotEdge, tickRowLabels, type Axis} from './axes.js';
import {
	createCanvas, extremePoints, joinPoints, markOf, sharedMark, type Canvas, type Paint, type Point, type Series,
} from './canvas.js';
import type {TrendChartOptions} from './chart-options.js';
import {fillRange, drawWhisker} from './trend-ranges.js';

type PlotOptions = Pick<TrendChartOptions, 'selectedX' | 'spread' | 'banded'> & {
	readonly x: Axis;
	readonly y: Axis;
	readonly columns: number;
	readonly rows: number;
	/** Width of the y labels in cells. */
	readonly leftWidth: number;
	readonly isDense: boolean;
	readonly ascii: boolean;
	readonly paint: Paint;
};

/** Plots series on the given axes, with y labels; also returns whether points of several series share a cell. */
export function drawTrendPlot(
	series: readonly Series[],
	{x, y, columns, rows, leftWidth, paint, selectedX, ...options}: PlotOptions,
): {readonly lines: readonly StyledText[]; readonly isShared: boolean} {
	const {ascii} = options;
	const canvas = createCanvas(columns, rows);
	const isShared = fill(canvas, series, {
		...options,
		selectedX: selectedX !== undefined && selectedX >= x.from && selectedX <= x.to ? selectedX : undefined,
		columns,
		rows,
		top: y.to,
		columnOf: value => Math.round(x.share(value) * (columns - 1)),
		rowOf: value => Math.round(y.share(value) * (rows - 1)),
	});
	const left = tickRowLabels(y, rows);
	const lines = canvas.lines(paint).map((line, index) => {
		const label = left.get(rows - 1 - index);
		return styled`${plotEdge(label, leftWidth, ascii)}${line}`;
	});
	return {lines, isShared};
}

type PlotLayout = Pick<TrendChartOptions, 'selectedX'> & {
	readonly ascii: boolean;
	/** More points than columns, so that whiskers would hide them. */
	readonly isDense: boolean;
	readonly spread?: TrendChartOptions['spread'];
	readonly banded?: number | undefined;
	readonly columns: number;
	readonly rows: number;
	/** The y at the top; a whisker that exceeds it ends in an arrow. */
	readonly top: number;
	readonly columnOf: (x: number) => number;
	readonly rowOf: (y: number) => number;
};

/** Draws everything on the canvas; returns whether points of several series share a cell. */
function fill(canvas: Canvas, series: readonly Series[], placing: PlotLayout): boolean {
	const {ascii, isDense, banded, columns, rows, columnOf, rowOf, selectedX} = placing;
	if (banded !== undefined && series[banded]) {
		fillRange(canvas, itemAt(series, banded).points, banded, placing);
	}

	if (selectedX !== undefined) {
		for (let row = 0; row < rows; row++) {
			canvas.put(columnOf(selectedX), row, ascii ? ':' : '┊');
		}
	}

	for (const [index, {points}] of series.entries()) {
		for (const point of points) {
			drawWhisker(canvas, point, index, placing);
		}
	}

	for (const [index, {path = []}] of series.entries()) {
		joinPoints(canvas, path.map(({x, y}) => ({column: columnOf(x), row: y === null ? null : rowOf(y)})), {series: index, rows, ascii});
	}

	if (isDense) {
		for (const [index, line] of series.entries()) {
			drawRanges(canvas, extremePoints(line, columns, columnOf).points, index, placing);
		}
	}

	return drawPoints(canvas, series, placing);
}

function drawPoints(canvas: Canvas, series: readonly Series[], {ascii, columns, columnOf, rowOf}: PlotLayout): boolean {
	const owners = new Map<number, number>();
	let isShared = false;
	for (const [index, line] of series.entries()) {
		for (const {x, y} of extremePoints(line, columns, columnOf).points) {
			if (y !== null) {
				const [column, row] = [columnOf(x), rowOf(y)];
				const cell = (row * columns) + column;
				const owner = owners.get(cell) ?? index;
				owners.set(cell, owner);
				if (owner === index) {
					canvas.put(column, row, markOf(index, ascii), index);
				} else {
					// Belongs to no series, so it stays uncoloured.
					canvas.put(column, row, sharedMark(ascii));
					isShared = true;
				}
			}
		}
	}

	return isShared;
}

/** A vertical line from the lowest to the highest point of each column. */
function drawRanges(canvas: Canvas, points: readonly Point[], series: number, {ascii, columnOf, rowOf}: PlotLayout): void {
	for (const [index, {x, y}] of points.entries()) {
		const next = points[index + 1];
		if (next && y !== null && next.y !== null && columnOf(next.x) === columnOf(x)) {
			for (let row = rowOf(y); row < rowOf(next.y); row++) {
				canvas.put(columnOf(x), row, ascii ? '|' : '│', series);
			}
		}
	}
}
