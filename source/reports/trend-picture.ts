import {columnText, formatParameter} from '../campaign/query/column-text.js';
import type {TrendLine} from '../campaign/query/trend.js';
import type {Paint, Point, Series} from '../plots/canvas.js';
import type {TrendChartOptions} from '../plots/chart-options.js';
import {drawTrendChart} from '../plots/trend-chart.js';
import {memoizeEach, memoizeLast} from '../system/memoize.js';
import {cutEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import type {StyledText} from '../text/styled-text.js';
import {lineNames, shortName} from './trend-text.js';
import type {Look} from './theme.js';

/** Options of a trend chart. */
export type TrendPictureOptions = {
	readonly width: number;
	readonly height: number;
	readonly log?: boolean;
	/** Position of the guide; null for points without an x value. */
	readonly selectedX?: number | null | undefined;
	readonly spread?: TrendChartOptions['spread'];
	/** The iteration whose line has a filled range. */
	readonly selectedIndex?: number | undefined;
	/** All drivers of the campaign, so that each keeps its colour. */
	readonly drivers?: readonly unknown[];
	/** An addition to the title, such as that loading is not complete. */
	readonly note?: string;
};

/** A title (metric, unit, call type, x), then the chart with one series per line. All lines must be of one call type. */
export function trendChartLines(lines: readonly TrendLine[], {width, height, ...options}: TrendPictureOptions, look: Look): readonly StyledText[] {
	const {theme, glyphs} = look;
	return lines.length === 0
		? []
		: [
			theme.strong(cutEnd(trendTitle(lines, options, glyphs), width, glyphs.ellipsis)),
			...trendChart(lines, {...options, width, height: height - 1}, look),
		];
}

/** The quantity on the x axis, with its unit. */
export const xNameOf = ({name, unit}: TrendLine['axis']): string =>
	name === 'index' ? 'iterations' : `${shortName(name)}${unit === undefined ? '' : `, ${unit}`}`;

/** What is drawn: metric, unit, call type, x; and what is not: values that a log axis cannot show. */
export function trendTitle(lines: readonly TrendLine[], {log = false, note = ''}: Pick<TrendPictureOptions, 'log' | 'note'>, {ascii}: Look['glyphs']): string {
	const {column, metric, axis, ranAs} = lines[0]!;
	const hidden = log ? lines.flatMap(({points}) => points).filter(({y}) => y !== null && y <= 0).length : 0;
	return [
		`${cleanText(metric)}, ${column?.unit ?? column?.title ?? ''}`,
		formatParameter(ranAs, {ascii}),
		`against ${xNameOf(axis)}`,
		...note === '' ? [] : [note],
		...log ? ['log'] : [],
		...hidden > 0 ? [`${hidden} at 0 not drawn: L`] : [],
	].join('  ');
}

type PictureChartOptions = TrendPictureOptions & {
	/** The lines of all charts with the same axes, and the x of their points without an x value; by default those of this chart. */
	readonly sharing?: {readonly lines: readonly TrendLine[]; readonly noneX: number | undefined};
	readonly hasLegend?: boolean;
};

/** A chart of lines without a title. */
export function trendChart(
	lines: readonly TrendLine[],
	{
		selectedX, selectedIndex, spread = 'deviation', drivers, sharing, ...options
	}: PictureChartOptions,
	{theme, glyphs: {ascii}}: Look,
): readonly StyledText[] {
	const first = lines[0]!;
	const noneX = sharing ? sharing.noneX : noneBefore(lines);
	const paint = seriesPaint(lines, theme, drivers);
	return drawTrendChart(chartSeries(lines, {noneX, ascii}), {
		...options,
		spread,
		unit: first.column?.unit ?? first.column?.title ?? '',
		xName: xNameOf(first.axis),
		selectedX: selectedX === null ? noneX : selectedX,
		banded: selectedIndex === undefined ? undefined : lines.findIndex(({points}) => points.some(({index}) => index === selectedIndex)),
		noneX,
		sharing: sharing?.lines.flatMap(line => pointsOf(line)(noneX, ascii)),
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
		points: pointsOf(line)(noneX, ascii),
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

/** The points of a line for a chart; memoized, because moving the guide changes none of them. */
const pointsOf = memoizeEach((line: TrendLine) => memoizeLast((noneX: number | undefined, ascii: boolean): readonly Point[] =>
	line.points.map(point => chartPoint(point, line, noneX, ascii))));

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
