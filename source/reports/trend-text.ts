import type {TrendLine} from '../campaign/query/trend.js';
import {columnNamed} from '../campaign/query/columns.js';
import {writtenText} from '../campaign/query/column-text.js';
import {drawTrendChart} from '../plots/trend-chart.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {alignPoints, widest} from '../text/align.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import type {Look} from './theme.js';
import {page} from './formats.js';

export const trendColumns = ['driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev'] as const;

/** A row per point, under `trendColumns`. */
export const trendRows = (lines: readonly TrendLine[]) => lines.flatMap(({points, ...line}) => points.map(point => ({...line, axis: line.x, ...point})));

type Options = {readonly width: number; readonly height: number; readonly log?: boolean; readonly selectedX?: number | undefined};

/** What is drawn (metric, unit, call type, against what), then the chart with one series per driver. The lines are of one call type. */
export function trendChartLines(lines: readonly TrendLine[], {width, height, log = false, selectedX}: Options, {theme, glyphs}: Look): readonly string[] {
	const [first] = lines;
	if (!first) {
		return [];
	}

	const {ascii, ellipsis} = glyphs;
	const column = columnNamed(first.metric);
	const unit = column?.unit ?? column?.title ?? '';
	const xName = first.x === 'index' ? 'iterations' : first.x;
	const hidden = log ? lines.flatMap(({points}) => points).filter(({y}) => y !== null && y <= 0).length : 0;
	const title = [
		`${first.metric}, ${unit}`,
		writtenText(first.call_type, {ascii}),
		`against ${xName}`,
		...log ? ['log'] : [],
		...hidden > 0 ? [`${hidden} at 0 not drawn: L`] : [],
	].join('  ');
	const series = lines.map(({driver, points}) => ({name: writtenText(driver, {ascii}), points}));
	return [theme.strong(cutEnd(title, width, ellipsis)), ...drawTrendChart(series, {
		width, height: height - 1, unit, xName, selectedX, log, ascii, paint: (text, index) => theme.series[index % theme.series.length]?.(text) ?? text,
	})];
}

type Characters = {readonly ascii: boolean};

/** The lines of a trend for people: for each its name and unit, then a row per point. */
export const trendText = (lines: readonly TrendLine[], characters: Characters): string =>
	lines.map(line => page(lineTexts(line, characters), characters)).join('\n');

function lineTexts({driver, call_type: callType, metric, x, points}: TrendLine, {ascii}: Characters): readonly string[] {
	const valueText = (value: unknown) => writtenText(value, {ascii});
	const unit = columnNamed(metric)?.unit;
	const table = [
		{head: 'iteration', cells: points.map(point => valueText(point.iteration_id)), pad: padEnd},
		{head: x, cells: points.map(point => formatCount(point.x)), pad: padStart},
		{head: 'value', cells: alignPoints(points.map(({y}) => formatNumber(y, {ascii}))), pad: padStart},
		...points.some(({stdev}) => stdev !== null)
			? [{head: ascii ? 'stdev' : 'σ', cells: alignPoints(points.map(({stdev}) => formatNumber(stdev, {ascii}))), pad: padStart}]
			: [],
	].map(({head, cells, pad}) => {
		const width = widest([head, ...cells]);
		return [head, ...cells].map(text => pad(text, width));
	});
	return [
		`${metric}${unit === undefined ? '' : `, ${unit}`}  ${valueText(driver)} ${valueText(callType)}`,
		...['', ...points].map((_, row) => table.map(cells => cells[row] ?? '').join('  ')),
	];
}
