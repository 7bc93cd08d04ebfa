import {widest} from '../text/align.js';
import {cutEnd, ellipsisFor} from '../text/cells.js';
import {formatNumber} from '../text/numbers.js';
import {
	concat, styled, trimEnd, type StyledText,
} from '../text/styled-text.js';
import {maxOf} from '../system/lists.js';
import {logLabel, tickRowLabels, type Axis} from './axes.js';
import {
	drawableSeries, markOf, sharedMark, type Point, type Series,
} from './canvas.js';
import type {TrendChartOptions} from './chart-options.js';
import {seriesLegend} from './series-legend.js';
import {trendXAxis, xAxisLines, yAxis} from './trend-axes.js';
import {drawTrendPlot} from './trend-plot.js';
import {valueAxis} from './value-axis.js';

/** One chart of a stack: its title with the unit, and its series. All charts have the same series in the same order. */
export type StackedChart = {
	readonly title: StyledText;
	/** Text in its heading in place of values if it has no data. */
	readonly empty: StyledText;
	/** Text after the values. */
	readonly note: StyledText;
	readonly series: readonly Series[];
};

type StackOptions = Pick<TrendChartOptions, 'selectedX' | 'noneX' | 'xLabels' | 'log' | 'ascii' | 'paint'> & {readonly width: number; readonly height: number};

/** Minimum rows of a plot: with fewer, a flattening line cannot be told from a rising one. */
const minRows = 4;
const maxRows = 16;
const axisHeight = 2;
/** Maximum rows of the legend from this height on; below, it has one row. */
const maxLegend = 4;
const minLegendHeight = 30;

/** The lines, and the number of charts that fit; later ones are omitted. */
export type DrawnStack = {readonly lines: readonly StyledText[]; readonly shown: number};

/**
 * Charts one below the other, each with its own y axis, with a common x axis aligned over all of them. Headings show the values at the guide;
 * axis and legend are below the last chart. Empty if not even one chart fits, or without points.
 */
export function drawStackedCharts(charts: readonly StackedChart[], options: StackOptions): DrawnStack {
	const {width, height, log = false, ascii = false, paint = (text: string) => text} = options;
	const cut = (line: StyledText) => cutEnd(trimEnd(line), width, ellipsisFor(ascii));
	const names = (charts[0]?.series ?? []).map(({name}) => name);
	const legend = seriesLegend(names, {...options, maxRows: height >= minLegendHeight ? maxLegend : 1}).map(line => cut(line));
	const available = height - axisHeight - legend.length;
	const shown = charts.slice(0, Math.max(0, Math.min(charts.length, Math.floor(available / (minRows + 1)))));
	if (shown.length === 0) {
		return {lines: [], shown: 0};
	}

	const maximum = Math.min(maxRows, Math.floor(available / shown.length) - 1);
	const drawn = shown.map(chart => {
		const series = drawableSeries(chart.series, log);
		const points = series.flatMap(item => item.points);
		const hasData = points.some(({y}) => y !== null);
		return {
			chart, series, hasData, ...hasData ? ownAxis(points, maximum, log) : {y: emptyAxis, rows: minRows},
		};
	});
	const points = drawn.flatMap(({series}) => series.flatMap(item => item.points));
	if (points.length === 0) {
		return {lines: [], shown: 0};
	}

	const leftWidth = widest(drawn.flatMap(({y, rows}) => [...tickRowLabels(y, rows).values()]));
	const columns = width - leftWidth - 1;
	const x = trendXAxis(points, columns, options);
	const lines = drawn.flatMap(({
		chart, series, hasData, y, rows,
	}) => {
		const plot = drawTrendPlot(series, {
			x: x.axis, y, columns, rows, leftWidth, isDense: series.some(({points}) => points.length > columns), spread: 'none', selectedX: options.selectedX, ascii, paint,
		});
		const values = hasData ? valuesAt(chart.series, options) : chart.empty;
		const shared = plot.isShared ? `${sharedMark(ascii)} ${series.length === 2 ? 'both' : 'several'}` : '';
		return [concat([chart.title, values, shared, chart.note].filter(text => text !== ''), '  '), ...plot.lines];
	});
	return {lines: [...[...lines, ...xAxisLines(x, {columns, indent: leftWidth, ascii})].map(line => cut(line)), ...legend], shown: shown.length};
}

/** The y axis of a chart, whose ticks stand on exact rows, in at most so many rows. */
function ownAxis(points: readonly Point[], maximum: number, log: boolean): {readonly y: Axis; readonly rows: number} {
	const values = points.flatMap(({y}) => y ?? []);
	const maxValue = Math.max(0, maxOf(values));
	if (log || values.some(value => value < 0)) {
		return {y: yAxis(points, maximum, {log, spread: 'none'}), rows: maximum};
	}

	const {to, step, count, rows} = valueAxis(maxValue, maximum - 1);
	const ticks = [0, count, ...Array.from({length: count - 1}, (_, index) => index + 1)].map(tick => {
		const value = Number((tick * step).toPrecision(6));
		return {value, label: logLabel(value)};
	});
	return {
		y: {
			from: 0, to, ticks, share: value => Math.min(1, value / to),
		},
		rows: rows + 1,
	};
}

/** The y axis of a chart without values. */
const emptyAxis: Axis = {
	from: 0, to: 1, ticks: [], share: () => 0,
};

/** The values of each series at the guide: `● 95.0  ▲ 12.2`. */
function valuesAt(series: readonly Series[], {selectedX, ascii = false, paint = text => text}: StackOptions): StyledText {
	if (selectedX === undefined) {
		return '';
	}

	return concat(series.flatMap(({points}, index) => {
		const there = points.filter(({x}) => x === selectedX);
		const values = there.map(({y, text}) => y === null ? formatNumber(null, {ascii}) : text ?? formatNumber(y, {ascii}));
		return values.length === 0 ? [] : [styled`${paint(markOf(index, ascii), index)} ${values.join(', ')}`];
	}), '  ');
}
