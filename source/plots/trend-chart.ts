import {widest} from '../text/align.js';
import {cutEnd} from '../text/cells.js';
import {rowLabels} from './axes.js';
import {drawableSeries, sharedMark, type Series} from './canvas.js';
import type {ChartOptions} from './chart-options.js';
import {
	guideText, trendXAxis, xAxisLines, yAxis,
} from './trend-axes.js';
import {legendLines} from './trend-legend.js';
import {drawTrendPlot} from './trend-plot.js';
import {rangeOf} from './trend-ranges.js';

const min = {width: 20, height: 5};
/** Lines besides the plot: the units, the axis and its labels. */
const frame = 3;

/**
 * Series as a chart: units, a plot with both axes to scale, and one legend line per series. Points are drawn with the marker of their series, ± σ
 * as whiskers (unless there are more points than columns), connecting lines by asciichart. Points cover lines, lines cover whiskers; cells shared
 * by points of several series have their own marker, explained in the first line.
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
	const leftWidth = widest([...rowLabels(y, rows).values()]);
	const columns = width - leftWidth - 1;
	const x = trendXAxis(scaled, columns, options);
	const plot = drawTrendPlot(series, {
		x: x.axis, y, columns, rows, leftWidth, isDense, spread, selectedX: options.selectedX, banded: options.banded, ascii, paint,
	});
	const shared = plot.isShared ? `  ${sharedMark(ascii)} ${series.length === 2 ? 'both' : 'several'}` : '';
	return [
		cut(`${headLine(options, points.some(point => rangeOf(point, spread)))}${shared}${isDense && points.some(({stdev}) => stdev !== null) ? `  too many points for ${ascii ? 'stdev' : 'σ'}` : ''}`),
		...[...plot.lines, ...xAxisLines(x, {columns, indent: leftWidth, ascii})].map(line => cut(line)),
		...legend,
	];
}

/** The units of y and x, and the position of the guide. */
function headLine({unit, xName, selectedX, noneX, spread, log = false, ascii = false}: ChartOptions, hasRange: boolean): string {
	const guide = selectedX === undefined ? '' : `  ${guideText(selectedX === noneX ? null : selectedX, ascii)}`;
	const range = spread === 'band' && hasRange ? `, ${ascii ? '|' : '│'} p5${ascii ? '-' : '–'}p95` : '';
	return `${unit}${log ? ', log' : ''}${range} over ${xName}${guide}`;
}

