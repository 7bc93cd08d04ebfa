import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {cutEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {
	type Axis, linearAxis, logAxis, axisLines, rowLabels,
} from './axes.js';
import {
	type Point, markOf, type Series, drawableSeries, sharedMark, createCanvas, type Canvas, joinPoints, extremePoints,
} from './canvas.js';
import type {ChartOptions} from './chart-options.js';
import {legendLines} from './trend-legend.js';
import {drawBand, drawWhisker, rangeOf} from './trend-ranges.js';

// Beside a σ far above them the means themselves would be a line at the bottom.
const whiskerRoom = 1.5;

/** The y axis from 0 (or the least value below it), or in decades; room for whiskers up to one and a half of the greatest value, one tick per three rows. */
function yAxis(points: readonly Point[], rows: number, {log = false, spread = 'deviation'}: Pick<ChartOptions, 'log' | 'spread'>): Axis {
	const values = points.flatMap(({y}) => y === null ? [] : [y]);
	const [minimum, greatest] = [extreme(values, Math.min), extreme(values, Math.max)];
	const tips = points.map(point => rangeOf(point, spread)?.[1] ?? 0);
	const top = Math.max(greatest, Math.min(greatest * whiskerRoom, extreme(tips, Math.max)));
	const [from, to] = [Math.min(0, minimum), Math.max(0, top)];
	return log ? logAxis([minimum, top]) : linearAxis(from, from === to ? 1 : to, {maximum: Math.floor((rows - 1) / 3)});
}

/** The x axis to scale, one tick per eight columns; what is counted has whole ticks. */
function xAxis(points: readonly Point[], columns: number): Axis {
	const indexes = points.map(({x}) => x);
	return linearAxis(extreme(indexes, Math.min), extreme(indexes, Math.max), {
		maximum: Math.floor(columns / 8),
		minStep: indexes.every(x => Number.isInteger(x)) ? 1 : 0,
	});
}

/** What part of the axis is before its beginning, where there are points without an x. */
const noneShare = 0.08;

/** The axis with a place before its beginning for what has no x. */
function withNone(axis: Axis, noneX: number): Axis {
	return {
		from: noneX,
		to: axis.to,
		ticks: [{value: noneX, label: 'none'}, ...axis.ticks],
		share: value => value === noneX ? 0 : noneShare + ((1 - noneShare) * axis.share(value)),
	};
}

/** Where the rule of the axis is broken: between none and its beginning nothing is to scale. */
function broken(rule: string, columns: number, ascii: boolean): string {
	const [start, end] = [1, Math.max(1, Math.round(noneShare * (columns - 1)) - 1)].map(column => column + 1) as [number, number];
	const middle = Math.floor((start + end) / 2);
	return `${rule.slice(0, middle)}${ascii ? '/' : '╱'}${rule.slice(middle + 1)}`;
}

/** The axis with names in place of numbers: the ends first, as many as fit. */
function named(axis: Axis, names: ChartOptions['xLabels']): Axis {
	if (!names || names.size === 0) {
		return axis;
	}

	const all = [...names].map(([value, label]) => ({value, label})).sort((a, b) => a.value - b.value);
	return {...axis, ticks: [all[0]!, ...all.slice(1).reverse()]};
}

// A campaign may have more points than a call takes arguments.
const extreme = (values: readonly number[], better: (a: number, b: number) => number): number => values.reduce((best, value) => better(best, value));

const min = {width: 20, height: 5};
/** Lines that are not plot: the units, the axis and its labels. */
const frame = 3;

/**
 * Series as a chart: units, plot with both axes to scale, a legend line for each. Every point has the character of its series,
 * ± σ are whiskers (where not more points than columns), asciichart draws the lines between. Points lie above lines, lines above whiskers;
 * where points of several series share a cell, it is drawn as a character of its own, named in the first line.
 */
export function drawTrendChart(given: readonly Series[], {selectedX: asked, ...rest}: ChartOptions): readonly string[] {
	const options = {...rest, selectedX: asked !== undefined && Number.isFinite(asked) ? asked : undefined};
	const {width, height, log = false, ascii = false, paint = text => text} = options;
	const cut = (line: string) => cutEnd(line.trimEnd(), width, ascii ? '~' : '…');
	if (width < min.width || height < min.height) {
		return [cut(`too small: ${min.width}${ascii ? 'x' : '×'}${min.height} needed`)].slice(0, Math.max(0, height));
	}

	const series = drawableSeries(given, log);
	const points = series.flatMap(series => series.points);
	if (points.every(({y}) => y === null)) {
		return ['no data'];
	}

	const scaled = drawableSeries([{name: '', points: options.sharing ?? points}], log).flatMap(shared => shared.points);

	const legend = legendLines(given, {...options, maximum: Math.floor((height - frame) / 3)}).map(line => cut(line));
	const rows = height - frame - legend.length;
	const isDense = points.length > width;
	const spread = isDense ? 'none' : options.spread ?? 'deviation';
	const y = yAxis(scaled, rows, {log, spread});
	const left = rowLabels(y, rows);
	const leftWidth = widest([...left.values()]);
	const columns = width - leftWidth - 1;
	const known = scaled.filter(point => point.x !== options.noneX);
	const plain = named(xAxis(known.length > 0 ? known : scaled, columns), options.xLabels);
	const hasNone = options.noneX !== undefined && known.length < scaled.length;
	const x = hasNone && options.noneX !== undefined ? withNone(plain, options.noneX) : plain;
	const canvas = createCanvas(columns, rows);
	const isShared = fill(canvas, series, {
		selectedX: options.selectedX !== undefined && options.selectedX >= x.from && options.selectedX <= x.to ? options.selectedX : undefined,
		ascii,
		isDense,
		spread,
		banded: options.banded,
		columns,
		rows,
		top: y.to,
		columnOf: value => Math.round(x.share(value) * (columns - 1)),
		rowOf: value => Math.round(y.share(value) * (rows - 1)),
	});
	const plot = canvas.lines(paint).map((line, index) => {
		const label = left.get(rows - 1 - index);
		return cut(`${padStart(label ?? '', leftWidth)}${label === undefined ? (ascii ? '|' : '│') : (ascii ? '+' : '┤')}${line}`);
	});
	const indent = ' '.repeat(leftWidth);
	const [rule, labels] = axisLines(x, columns, ascii);
	const shared = isShared ? `  ${sharedMark(ascii)} ${series.length === 2 ? 'both' : 'several'}` : '';
	return [
		cut(`${headLine(options, points.some(point => rangeOf(point, spread)))}${shared}${isDense && points.some(({stdev}) => stdev !== null) ? `  too many points for ${ascii ? 'stdev' : 'σ'}` : ''}`),
		...plot,
		cut(`${indent}${hasNone ? broken(rule, columns, ascii) : rule}`),
		cut(`${indent} ${labels}`),
		...legend,
	];
}

/** What y and x are, and where the guide stands. */
function headLine({unit, xName, selectedX, noneX, spread, log = false, ascii = false}: ChartOptions, hasRange: boolean): string {
	const guide = selectedX === undefined ? '' : `  ${ascii ? ':' : '┊'} at ${selectedX === noneX ? 'none' : (Number.isInteger(selectedX) ? formatCount(selectedX) : formatNumber(selectedX))}`;
	const range = spread === 'band' && hasRange ? `, ${ascii ? '|' : '│'} p5${ascii ? '-' : '–'}p95` : '';
	return `${unit}${log ? ', log' : ''}${range} over ${xName}${guide}`;
}

type Placing = Pick<ChartOptions, 'selectedX'> & {
	readonly ascii: boolean;
	/** More points than columns: whiskers would hide them. */
	readonly isDense: boolean;
	readonly spread: ChartOptions['spread'];
	readonly banded: number | undefined;
	readonly columns: number;
	readonly rows: number;
	/** The y at the top: what a whisker has above it is an arrow. */
	readonly top: number;
	readonly columnOf: (x: number) => number;
	readonly rowOf: (y: number) => number;
};

/** Draws all into the canvas; returns whether points of several series share a cell. */
function fill(canvas: Canvas, series: readonly Series[], placing: Placing): boolean {
	const {ascii, isDense, banded, columns, rows, columnOf, rowOf, selectedX} = placing;
	if (banded !== undefined && series[banded]) {
		drawBand(canvas, itemAt(series, banded).points, banded, placing);
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

function drawPoints(canvas: Canvas, series: readonly Series[], {ascii, columns, columnOf, rowOf}: Placing): boolean {
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
					// Of no series, and so in the colour of none.
					canvas.put(column, row, sharedMark(ascii));
					isShared = true;
				}
			}
		}
	}

	return isShared;
}

/** From the lowest to the highest point of a column. */
function drawRanges(canvas: Canvas, points: readonly Point[], series: number, {ascii, columnOf, rowOf}: Placing): void {
	for (const [index, {x, y}] of points.entries()) {
		const next = points[index + 1];
		if (next && y !== null && next.y !== null && columnOf(next.x) === columnOf(x)) {
			for (let row = rowOf(y); row < rowOf(next.y); row++) {
				canvas.put(columnOf(x), row, ascii ? '|' : '│', series);
			}
		}
	}
}
