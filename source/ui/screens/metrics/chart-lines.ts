import {markOf, type Paint} from '../../../plots/canvas.js';
import type {TimeChartOptions} from '../../../plots/chart-options.js';
import {drawTimeAxis, drawTimePlot} from '../../../plots/time-chart.js';
import {bandOf} from '../../../plots/time-band.js';
import {timeLegend, timeLegendFigures} from '../../../plots/time-legend.js';
import {bucketAt, type TimeScale, type TimeSeries} from '../../../plots/time-scale.js';
import {itemAt} from '../../../system/lists.js';
import {cutEnd, cutMiddle, widthOf} from '../../../text/cells.js';
import {formatNumber} from '../../../text/numbers.js';
import {paintSeries, type Look} from '../../../reports/theme.js';
import {concat, styled, type StyledText} from '../../../text/styled-text.js';
import type {Chart, Charts} from './charts.js';

/** Options of charts one below the other; `width` and `height` are in cells. */
export type ChartLinesOptions = {
	readonly width: number;
	readonly height: number;
	/** Index of the first visible chart. */
	readonly top: number;
	readonly scale: TimeScale;
	/** Whether the series of a chart are iterations. */
	readonly isOverlaid: boolean;
	/** Index of the selected iteration; undefined if it is not among them. */
	readonly selected: number | undefined;
	/** The time of the cursor. */
	readonly cursor: number | undefined;
};

/** The lines, and the range of visible charts; `rows` is the range of visible strips if only a part of a single chart fits. */
export type DrawnCharts = {readonly lines: readonly StyledText[]; readonly first: number; readonly end: number; readonly rows?: string};

const axisHeight = 2;
/** Minimum lines of a chart: its heading and its plot. */
const minChart = 5;

/** The number of charts that fit in this many lines. */
export const fittingCharts = (height: number): number => Math.max(1, Math.floor((height - axisHeight) / minChart));

/** Charts one below the other, as many as fit, all on one scale, with a common time axis below. */
export function chartLines({charts, span, loadTimes}: Charts, options: ChartLinesOptions, look: Look): DrawnCharts {
	const {
		width, height, top, scale, isOverlaid, selected, cursor,
	} = options;
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const paint = paintSeries(theme);
	const legend = isOverlaid ? overlayLegend(charts[0]?.series ?? [], selected, {width, ascii}, paint) : [];
	const available = height - legend.length;
	const fitting = Math.min(charts.length, fittingCharts(available));
	const first = Math.min(top, Math.max(0, charts.length - fitting));
	const shown = charts.slice(first, first + fitting);
	const rows = Math.max(1, Math.floor((available - axisHeight) / Math.max(1, fitting)) - 1);
	const plot: TimeChartOptions = {
		width, rows, scale, loadTimes, ascii, paint, window: span, dim: theme.faint, selected, cursor,
	};
	const headOf = ({title, series}: Chart) =>
		isOverlaid
			? styled`${theme.strong(cutMiddle(title, width, ellipsis))}${valuesAt(series, options, {ascii, paint})}`
			: concat(timeLegend(
				series.map(timeSeries => ({...timeSeries, name: title})),
				plot,
			));
	const lines = shown.flatMap(chart => [headOf(chart), ...drawTimePlot(chart.series, plot)]);
	return {
		lines: [...legend, ...lines, ...drawTimeAxis(shown[0]?.series ?? [], plot)].map(line => cutEnd(line, width, ellipsis)),
		first,
		end: first + shown.length,
	};
}

/** More charts of one series each than this are drawn as one band. */
export const maxSeparateCharts = 6;

/** Draws all series as one band from min to max with their mean, and names the series with the highest and lowest mean. */
export function bandLines({charts, span, loadTimes}: Charts, {width, height, scale, cursor}: ChartLinesOptions, look: Look): DrawnCharts {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const series = charts.flatMap(({series: [first]}) => first ?? []);
	const {mean} = bandOf(series);
	const plot: TimeChartOptions = {
		width, rows: Math.max(1, height - axisHeight - 2), scale, loadTimes, ascii, paint: paintSeries(theme), window: span, cursor, isBand: true,
	};
	return {
		lines: [
			...timeLegend([{...mean, name: `mean of ${charts.length} series`}], plot),
			theme.faint(`${extremesText(charts, scale, {loadTimes, ascii})}; ${ascii ? '.' : '░'} min to max`),
			...drawTimePlot(series, plot),
			...drawTimeAxis(series, plot),
		].map(line => cutEnd(line, width, ellipsis)),
		first: 0,
		end: charts.length,
	};
}

/** `highest mean paravance-12 93.2 %, lowest paravance-3 2.10 %`, under load. */
function extremesText(
	charts: readonly Chart[],
	scale: TimeScale,
	{loadTimes, ascii}: {readonly loadTimes: readonly number[]; readonly ascii: boolean},
): string {
	const levels = charts.flatMap(({short, series: [first]}) => {
		const figures = first && timeLegendFigures(first, scale, loadTimes);
		return figures ? [{short, mean: figures.mean}] : [];
	}).sort((a, b) => b.mean - a.mean);
	const levelText = (level: {readonly short: string; readonly mean: number} | undefined) =>
		level ? `${level.short} ${formatNumber(level.mean / scale.unit.size, {ascii})} ${scale.unit.name}`.trimEnd() : 'none';
	return `highest mean ${levelText(levels[0])}, lowest ${levelText(levels.at(-1))}`;
}

/** The value of each iteration at the cursor: `● 12.2  ▲ 8.10 %`; empty without a cursor. */
function valuesAt(
	series: readonly TimeSeries[],
	{cursor, scale}: Pick<ChartLinesOptions, 'cursor' | 'scale'>,
	{ascii, paint}: {readonly ascii: boolean; readonly paint: Paint},
): StyledText {
	return cursor === undefined
		? ''
		: styled`  ${concat(series.map((item, index) => styled`${paint(markOf(index, ascii), index)} ${valueAt(item, scale, cursor, ascii)}`), '  ')} ${scale.unit.name}`;
}

/** The value of a series at a time, in the scale's unit; a dash if it has none. */
export function valueAt(series: TimeSeries, scale: TimeScale, time: number, ascii: boolean): string {
	const value = bucketAt(series, scale, time)?.value ?? null;
	return formatNumber(value === null ? null : value / scale.unit.size, {ascii});
}

const gap = '  ';

/** The legend of overlaid iterations, wrapped; the selected one is marked with `>`. */
function overlayLegend(
	series: Chart['series'],
	selected: number | undefined,
	{width, ascii}: {readonly width: number; readonly ascii: boolean},
	paint: Paint,
): readonly StyledText[] {
	const lines: StyledText[] = ['clients, servers:'];
	for (const [index, {name}] of series.entries()) {
		const text = paint(`${index === selected ? '>' : ''}${markOf(index, ascii)} ${name}`, index);
		const last = itemAt(lines, lines.length - 1);
		const extended = concat([last, gap, text]);
		if (widthOf(extended) <= width) {
			lines[lines.length - 1] = extended;
		} else {
			lines.push(text);
		}
	}

	return lines;
}
