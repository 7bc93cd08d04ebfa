import {columnText, writtenText} from '../campaign/query/column-text.js';
import type {TrendLine} from '../campaign/query/trend.js';
import type {Paint, Point, Series} from '../plots/canvas.js';
import type {ChartOptions} from '../plots/chart-options.js';
import {drawTrendChart} from '../plots/trend-chart.js';
import {cutEnd, padEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {lineNames, shortName} from './trend-text.js';
import type {Look} from './theme.js';

/** Options of a trend chart. */
export type TrendPictureOptions = {
	readonly width: number;
	readonly height: number;
	readonly log?: boolean;
	/** Position of the guide; null for points without an x value. */
	readonly selectedX?: number | null | undefined;
	readonly spread?: ChartOptions['spread'];
	/** The iteration whose line has a filled range. */
	readonly selectedIndex?: number | undefined;
	/** All drivers of the campaign, so that each keeps its colour. */
	readonly drivers?: readonly unknown[];
	/** An addition to the title, such as that loading is not complete. */
	readonly note?: string;
};

/** A title (metric, unit, call type, x), then the chart with one series per line. All lines must be of one call type. */
export function trendChartLines(lines: readonly TrendLine[], {width, height, ...options}: TrendPictureOptions, look: Look): readonly string[] {
	const {theme, glyphs} = look;
	return lines.length === 0
		? []
		: [
			theme.strong(cutEnd(titleOf(lines, options, glyphs), width, glyphs.ellipsis)),
			...chartOf(lines, {...options, width, height: height - 1}, look),
		];
}

/** The lines for one value of a parameter. */
export type TrendPanel = {readonly title: string; readonly lines: readonly TrendLine[]};

const panelGap = 2;
const minPanel = {width: 24, height: 9};

/** Like `trendChartLines`, with one chart per parameter value in a grid, all with the same axes. */
export function trendPanelLines(panels: readonly TrendPanel[], {width, height, ...options}: TrendPictureOptions, look: Look): readonly string[] {
	const {theme, glyphs} = look;
	const all = panels.flatMap(({lines}) => lines);
	if (all.length === 0) {
		return [];
	}

	const perRow = Math.max(1, Math.min(panels.length, Math.floor((width + panelGap) / (minPanel.width + panelGap))));
	const rows = Math.max(1, Math.min(Math.ceil(panels.length / perRow), Math.floor((height - 1) / minPanel.height)));
	const columns = Math.min(perRow, Math.ceil(panels.length / rows));
	const shown = panels.slice(0, rows * columns);
	const cell = {width: Math.floor((width + panelGap) / columns) - panelGap, height: Math.floor((height - 1) / rows)};
	const hidden = panels.length - shown.length;
	const title = [titleOf(all, options, glyphs), ...hidden > 0 ? [`${hidden} more need a larger terminal`] : []].join('  ');
	const sharing = {lines: all, noneX: noneBefore(all)};
	const drawn = shown.map(panel => [
		theme.strong(cutEnd(panel.title, cell.width, glyphs.ellipsis)),
		...chartOf(panel.lines, {...options, ...cell, height: cell.height - 1}, look, sharing),
	]);
	return [
		theme.strong(cutEnd(title, width, glyphs.ellipsis)),
		...Array.from({length: rows}, (_, row) => drawn.slice(row * columns, (row + 1) * columns)).flatMap(beside =>
			Array.from({length: cell.height}, (_, line) => beside.map(chart => padEnd(chart[line] ?? '', cell.width)).join(' '.repeat(panelGap)).trimEnd())),
	];
}

/** The quantity on the x axis, with its unit. */
export const xNameOf = ({name, unit}: TrendLine['axis']): string =>
	name === 'index' ? 'iterations' : `${shortName(name)}${unit === undefined ? '' : `, ${unit}`}`;

function titleOf(lines: readonly TrendLine[], {log = false, note = ''}: Pick<TrendPictureOptions, 'log' | 'note'>, {ascii}: Look['glyphs']): string {
	const {column, metric, axis, ranAs} = lines[0]!;
	const hidden = log ? lines.flatMap(({points}) => points).filter(({y}) => y !== null && y <= 0).length : 0;
	return [
		`${cleanText(metric)}, ${column?.unit ?? column?.title ?? ''}`,
		writtenText(ranAs, {ascii}),
		`against ${xNameOf(axis)}`,
		...note === '' ? [] : [note],
		...log ? ['log'] : [],
		...hidden > 0 ? [`${hidden} at 0 not drawn: L`] : [],
	].join('  ');
}

type Sharing = {readonly lines: readonly TrendLine[]; readonly noneX: number | undefined};

/** The chart of some lines; `sharing` are the lines of all charts with the same axes. */
function chartOf(
	lines: readonly TrendLine[],
	{
		selectedX, selectedIndex, spread = 'deviation', drivers, ...options
	}: TrendPictureOptions,
	{theme, glyphs: {ascii}}: Look,
	sharing?: Sharing,
): readonly string[] {
	const first = lines[0]!;
	const {lines: all, noneX} = sharing ?? {lines, noneX: noneBefore(lines)};
	const paint = seriesPaint(lines, theme, drivers);
	return drawTrendChart(chartSeries(lines, {noneX, ascii}), {
		...options,
		spread,
		unit: first.column?.unit ?? first.column?.title ?? '',
		xName: xNameOf(first.axis),
		selectedX: selectedX === null ? noneX : selectedX,
		banded: selectedIndex === undefined ? undefined : lines.findIndex(({points}) => points.some(({index}) => index === selectedIndex)),
		noneX,
		sharing: all.flatMap(line => line.points.map(point => chartPoint(point, line, noneX, ascii))),
		xLabels: indexLabels(lines),
		ascii,
		paint,
	});
}

/** The lines as named series; points without an x value are at `noneX`. */
export function chartSeries(lines: readonly TrendLine[], {noneX, ascii}: {readonly noneX: number | undefined; readonly ascii: boolean}): readonly Series[] {
	const names = lineNames(lines, {ascii});
	return lines.map((line, index) => ({
		name: names[index] ?? '',
		points: line.points.map(point => chartPoint(point, line, noneX, ascii)),
		path: line.joined.map(({x, y}) => ({x: x ?? noneX ?? 0, y})),
	}));
}

/** Names in place of numbers on the x axis: those of the iterations if it is the index; otherwise undefined. */
export const indexLabels = (lines: readonly TrendLine[]): ReadonlyMap<number, string> | undefined => lines[0]?.x === 'index'
	? new Map(lines.flatMap(({points}) => points.map(({x, iteration}) => [x ?? 0, cleanText(iteration.label)] as const)))
	: undefined;

/** Paints each line in the colour of its driver, by the position in `drivers`. */
export function seriesPaint(lines: readonly TrendLine[], theme: Look['theme'], drivers: readonly unknown[] = [...new Set(lines.map(({driver}) => driver))]): Paint {
	const {length} = theme.series;
	return (text, index) => theme.series[Math.max(0, drivers.indexOf(lines[index]?.driver)) % length]?.(text) ?? text;
}

function chartPoint({iteration, x, ...point}: TrendLine['points'][number], {column}: TrendLine, noneX: number | undefined, ascii: boolean): Point {
	return {
		...point,
		x: x ?? noneX ?? 0,
		floor: column?.side && column.isLatency ? iteration[column.side].latency.min : null,
		...column?.percentile && {text: columnText(column, iteration, {ascii})},
	};
}

/** An x before all others for points without an x value; undefined if every point has one. */
export function noneBefore(lines: readonly TrendLine[]): number | undefined {
	const values = lines.flatMap(({points}) => points.map(({x}) => x));
	return values.includes(null) ? values.reduce((min: number, x) => Math.min(min, x ?? 0), 0) - 1 : undefined;
}
