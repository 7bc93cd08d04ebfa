import {widest, alignPoints} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd,
} from '../text/cells.js';
import {itemAt, maxOf, minOf} from '../system/lists.js';
import {formatDigits, formatNumber} from '../text/numbers.js';
import {styled, trimEnd, type StyledText} from '../text/styled-text.js';
import {tickRowLabels} from './axes.js';
import {
	drawableSeries, sharedMark, markOf, type Series, type Point,
} from './canvas.js';
import type {TrendChartOptions} from './chart-options.js';
import {
	guideText, trendXAxis, xAxisLines, yAxis,
} from './trend-axes.js';
import {tooSmallLines} from './chart-size.js';
import {drawTrendPlot} from './trend-plot.js';
import {yRangeOf} from './trend-ranges.js';

/** Lines besides the plot: the units, the axis and its labels. */
const frame = 3;

/**
 * Series as a chart: units, a plot with both axes to scale, and one legend line per series. Points are drawn with the marker of their series, ± σ
 * as whiskers (unless there are more points than columns), connecting lines by asciichart. Points cover lines, lines cover whiskers; cells shared
 * by points of several series have their own marker, explained in the first line.
 */
export function drawTrendChart(given: readonly Series[], {selectedX: requestedX, ...rest}: TrendChartOptions): readonly StyledText[] {
	const options = {...rest, selectedX: requestedX !== undefined && Number.isFinite(requestedX) ? requestedX : undefined};
	const {width, height, log = false, ascii = false, paint = (text: string) => text, hasLegend = true} = options;
	const cut = (line: StyledText) => cutEnd(trimEnd(line), width, ellipsisFor(ascii));
	const tooSmall = tooSmallLines({width, height}, ascii);
	if (tooSmall) {
		return tooSmall;
	}

	const series = drawableSeries(given, log);
	const points = series.flatMap(series => series.points);
	if (points.every(({y}) => y === null)) {
		return ['no data'];
	}

	const scaled = drawableSeries([{name: '', points: options.sharing ?? points}], log).flatMap(shared => shared.points);

	const legend = hasLegend ? legendLines(given, {...options, maximum: Math.floor((height - frame) / 3)}).map(line => cut(line)) : [];
	const rows = height - frame - legend.length;
	const isDense = points.length > width;
	const spread = isDense ? 'none' : options.spread ?? 'deviation';
	const y = yAxis(scaled, rows, {log, spread});
	const leftWidth = widest([...tickRowLabels(y, rows).values()]);
	const columns = width - leftWidth - 1;
	const x = trendXAxis(scaled, columns, options);
	const plot = drawTrendPlot(series, {
		x: x.axis, y, columns, rows, leftWidth, isDense, spread, selectedX: options.selectedX, banded: options.banded, ascii, paint,
	});
	const shared = plot.isShared ? `  ${sharedMark(ascii)} ${series.length === 2 ? 'both' : 'several'}` : '';
	return [
		cut(`${headLine(options, points.some(point => yRangeOf(point, spread)))}${shared}${isDense && points.some(({stdev}) => stdev !== null) ? `  too many points for ${ascii ? 'stdev' : 'σ'}` : ''}`),
		...[...plot.lines, ...xAxisLines(x, {columns, indent: leftWidth, ascii})].map(line => cut(line)),
		...legend,
	];
}

/** The units of y and x, and the position of the guide. */
function headLine({unit, xName, selectedX, noneX, spread, log = false, ascii = false}: TrendChartOptions, hasRange: boolean): string {
	const guide = selectedX === undefined ? '' : `  ${guideText(selectedX === noneX ? null : selectedX, ascii)}`;
	const range = spread === 'band' && hasRange ? `, ${ascii ? '|' : '│'} p5${ascii ? '-' : '–'}p95` : '';
	return `${unit}${log ? ', log' : ''}${range} over ${xName}${guide}`;
}

type Options = Pick<TrendChartOptions, 'width' | 'unit' | 'selectedX' | 'spread' | 'ascii' | 'paint'> & {readonly maximum: number};

/**
 * One line per series: marker, name, and its values (± σ) at the guide. Series that do not fit are counted in the last line. Shows the values as
 * given, including those a log axis cannot show.
 */
function legendLines(series: readonly Series[], {width, unit, selectedX, spread = 'deviation', ascii = false, paint = text => text, maximum}: Options): readonly StyledText[] {
	const shown = series.length > maximum ? series.slice(0, Math.max(0, maximum - 1)) : series;
	const there = shown.map(({points}) => points.filter(({x}) => x === selectedX));
	const firsts = alignPoints(there.map(([first]) => first ? valueText(first, ascii) : ''));
	const values = there.map((points, row) => {
		if (points.length === 0) {
			return selectedX === undefined ? '' : 'none';
		}

		const texts = points.length > maxValues
			? summary(points, ascii)
			: points.map((point, index) => `${index === 0 ? itemAt(firsts, row).trimEnd() : valueText(point, ascii)}${spreadText(point, spread, ascii)}`).join(', ');
		return `${texts}${points.some(({y}) => drawable(y) !== null) ? ` ${unit}` : ''}`;
	});
	// At least half of the width, or what the values leave.
	const names = shown.map(({name}) => cutMiddle(name, Math.max(Math.floor(width / 2), width - widest(values) - markWidth - gap.length), ellipsisFor(ascii)));
	const nameWidth = widest(names);
	const lines = names.map((name, row) => styled`${paint(markOf(row, ascii), row)} ${padEnd(name, nameWidth)}${gap}${itemAt(values, row)}`);
	return shown.length < series.length && maximum > 0 ? [...lines, `${ascii ? '...' : '…'} ${series.length - shown.length} more`] : lines;
}

const valueText = ({y, text}: Point, ascii: boolean): string => drawable(y) === null ? formatNumber(null, {ascii}) : text ?? formatNumber(y, {ascii});

/** The range drawn around a point, as text: `± 4.2`, or `(2.9–9.8)`. */
function spreadText(point: Point, spread: TrendChartOptions['spread'], ascii: boolean): string {
	const range = spread === 'band' ? yRangeOf(point, spread) : undefined;
	return range ? ` (${range.map(value => formatDigits(value, 2)).join(ascii ? '-' : '–')})` : (spread === 'deviation' ? deviation(point, ascii) : '');
}

const maxValues = 4;
const gap = '  ';
/** A mark and the space after it. */
const markWidth = 2;

/** A summary of many values: `mean 11.2 of 500 (3.00–25.0)`. */
function summary(points: readonly Point[], ascii: boolean): string {
	const values = points.map(({y}) => drawable(y)).filter(y => y !== null);
	const [mean, minimum, maximum] = [
		values.reduce((sum, y) => sum + y / values.length, 0),
		minOf(values),
		maxOf(values),
	];
	const range = [minimum, maximum].map(y => formatNumber(y, {ascii})).join(ascii ? '-' : '–');
	return values.length === 0 ? formatNumber(null, {ascii}) : `mean ${formatNumber(mean, {ascii})} of ${values.length} (${range})`;
}

const drawable = (value: number | null): number | null => value !== null && Number.isFinite(value) ? value : null;

function deviation({y, stdev}: Point, ascii: boolean): string {
	return drawable(y) === null || stdev === null || !(stdev >= 0) || !Number.isFinite(stdev) ? '' : ` ${ascii ? '+/-' : '±'} ${formatNumber(stdev, {ascii})}`;
}
