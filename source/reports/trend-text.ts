import type {TrendLine} from '../campaign/query/trend.js';
import {columnNamed} from '../campaign/query/columns.js';
import {columnText, writtenText} from '../campaign/query/column-text.js';
import type {ChartOptions} from '../plots/chart-options.js';
import {cleanText} from '../text/clean.js';
import {drawTrendChart} from '../plots/trend-chart.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {alignPoints, widest} from '../text/align.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import type {Look} from './theme.js';
import {page} from './formats.js';

export const trendColumns: readonly string[] = [
	'driver', 'call_type', 'metric', 'axis', 'iteration_id', 'x', 'y', 'stdev', 'index', 'low', 'high', 'series',
];

/** The lines as `trend --format json` prints them. */
export const trendJson = (lines: readonly TrendLine[]) => lines.map(({driver, call_type: callType, metric, x, series, points}) => ({
	driver, call_type: callType, metric, x, series, points: points.map(({iteration: _, ...point}) => point),
}));

/** A row per point, under `trendColumns`. */
export const trendRows = (lines: readonly TrendLine[]) => trendJson(lines).flatMap(({points, series, ...line}) =>
	points.map(point => ({
		...line, axis: line.x, ...point, series: Object.entries(series).map(([name, value]) => `${name} ${writtenText(value, {ascii: false})}`).join(', '),
	})));

/** What a line is called: its driver, the parameters that set it apart, its first iteration where these do not, and what changes inside it. */
export function lineNames(lines: readonly TrendLine[], {ascii}: {readonly ascii: boolean}): readonly string[] {
	const names = lines.map(({driver, series}) =>
		[writtenText(driver, {ascii}), ...Object.entries(series).map(([name, value]) => `${shortName(name)} ${writtenText(value, {ascii})}`)].join(', ').replace(', ', '  '));
	return names.map((name, index) => {
		const {points: [first], changing, ranAs} = lines[index]!;
		const isUnique = names.filter((other, position) => other === name && lines[position]?.ranAs === ranAs).length === 1;
		const id = isUnique || !first ? '' : `  ${writtenText(first.iteration_id, {ascii})}`;
		return `${name}${id}${changing.length === 0 ? '' : `  (${changing.map(parameter => shortName(parameter)).join(', ')} ${changing.length === 1 ? 'changes' : 'change'})`}`;
	});
}

const shortName = (name: string): string => cleanText(name.replace(/^nbr_/v, ''));

type Options = {
	readonly width: number;
	readonly height: number;
	readonly log?: boolean;
	readonly selectedX?: number | undefined;
	readonly spread?: ChartOptions['spread'];
	/** The index of the line whose range is filled. */
	readonly banded?: number | undefined;
	/** All drivers of the campaign: each has a colour of its own. */
	readonly drivers?: readonly unknown[];
};

/** What is drawn (metric, unit, call type, against what), then the chart with a series per sweep. The lines are of one call type. */
export function trendChartLines(
	lines: readonly TrendLine[],
	{width, height, log = false, selectedX, spread = 'deviation', banded, drivers = [...new Set(lines.map(({driver}) => driver))]}: Options,
	{theme, glyphs}: Look,
): readonly string[] {
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
		writtenText(first.ranAs, {ascii}),
		`against ${xName}`,
		...log ? ['log'] : [],
		...hidden > 0 ? [`${hidden} at 0 not drawn: L`] : [],
	].join('  ');
	const names = lineNames(lines, {ascii});
	const series = lines.map(({points}, index) => ({
		name: names[index] ?? '',
		points: points.map(({iteration, ...point}) => ({
			...point,
			floor: column?.side && column.isLatency ? iteration[column.side].latency.min : null,
			...column?.percentile && {text: columnText(column, iteration, {ascii})},
		})),
	}));
	const xLabels = first.x === 'index'
		? new Map(lines.flatMap(({points}) => points.map(({x, iteration}) => [x, cleanText(iteration.label)] as const)))
		: undefined;
	const paint = (text: string, index: number) => theme.series[Math.max(0, drivers.indexOf(lines[index]?.driver)) % theme.series.length]?.(text) ?? text;
	return [theme.strong(cutEnd(title, width, ellipsis)), ...drawTrendChart(series, {
		width, height: height - 1, unit, xName, selectedX, spread, banded, xLabels, log, ascii, paint,
	})];
}

type Characters = {readonly ascii: boolean};

const yText = ({y, iteration}: TrendLine['points'][number], metric: string, ascii: boolean): string => {
	const column = columnNamed(metric);
	return column?.percentile && y !== null ? columnText(column, iteration, {ascii}) : formatNumber(y, {ascii});
};

/** The lines of a trend for people: for each its name and unit, then a row per point. */
export function trendText(lines: readonly TrendLine[], characters: Characters): string {
	const names = lineNames(lines, characters);
	return lines.map((line, index) => page(lineTexts(line, names[index] ?? '', characters), characters)).join('\n');
}

function lineTexts({ranAs, metric, x, points}: TrendLine, name: string, {ascii}: Characters): readonly string[] {
	const valueText = (value: unknown) => writtenText(value, {ascii});
	const unit = columnNamed(metric)?.unit;
	const table = [
		{head: 'iteration', cells: points.map(point => valueText(point.iteration_id)), pad: padEnd},
		{head: x, cells: points.map(point => formatCount(point.x)), pad: padStart},
		{head: 'value', cells: alignPoints(points.map(point => yText(point, metric, ascii))), pad: padStart},
		...points.some(({stdev}) => stdev !== null)
			? [{head: ascii ? 'stdev' : 'σ', cells: alignPoints(points.map(({stdev}) => formatNumber(stdev, {ascii}))), pad: padStart}]
			: [],
	].map(({head, cells, pad}) => {
		const width = widest([head, ...cells]);
		return [head, ...cells].map(text => pad(text, width));
	});
	return [
		`${metric}${unit === undefined ? '' : `, ${unit}`}  ${name} ${valueText(ranAs)}`,
		...['', ...points].map((_, row) => table.map(cells => cells[row] ?? '').join('  ')),
	];
}
