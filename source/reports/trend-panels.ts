import type {TrendLine} from '../campaign/query/trend.js';
import {seriesLegend} from '../plots/series-legend.js';
import {cutEnd, padEnd} from '../text/cells.js';
import {concat, trimEnd, type StyledText} from '../text/styled-text.js';
import type {Look} from './theme.js';
import {
	noneBefore, seriesPaint, trendChart, trendTitle, type TrendPictureOptions,
} from './trend-picture.js';
import {lineNames} from './trend-text.js';

/** The lines for one value of a parameter. */
export type TrendPanel = {readonly title: string; readonly lines: readonly TrendLine[]};

const gap = 2;
const minPanel = {width: 24, height: 8};
/** The part of the height that the legend may take. */
const legendShare = 0.25;

/**
 * Like `trendChartLines`, with one chart per parameter value in a grid: all have the same axes, a line of the same name has the same mark and
 * colour in each, and one legend below serves them all.
 */
export function trendPanelLines(panels: readonly TrendPanel[], {width, height, ...options}: TrendPictureOptions, look: Look): readonly StyledText[] {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const all = panels.flatMap(({lines}) => lines);
	if (all.length === 0) {
		return [];
	}

	const {names, representatives, aligned} = alignLines(panels, ascii);
	const legend = seriesLegend(names, {
		width, maxRows: Math.max(1, Math.floor(height * legendShare)), ascii, paint: seriesPaint(representatives, theme, options.drivers),
	}).map(line => cutEnd(line, width, ellipsis));
	const grid = gridFor(panels.length, {width, height: height - 1 - legend.length});
	const hidden = panels.length - grid.shown;
	const title = [trendTitle(all, options, look.glyphs), ...hidden > 0 ? [`${hidden} more need a larger terminal`] : []].join('  ');
	const sharing = {lines: all, noneX: noneBefore(all)};
	const drawn = panels.slice(0, grid.shown).map((panel, index) => [
		theme.strong(cutEnd(panel.title, grid.cell.width, ellipsis)),
		...trendChart(aligned[index]!, {
			...options, ...grid.cell, height: grid.cell.height - 1, sharing, hasLegend: false,
		}, look),
	]);
	return [
		theme.strong(cutEnd(title, width, ellipsis)),
		...Array.from({length: grid.rows}, (_, row) => drawn.slice(row * grid.columns, (row + 1) * grid.columns)).flatMap(beside =>
			Array.from({length: grid.cell.height}, (_, line) =>
				trimEnd(concat(beside.map(chart => padEnd(chart[line] ?? '', grid.cell.width)), ' '.repeat(gap))))),
		...legend,
	];
}

/** The names of all lines in the order in which they first occur, a line of each name, and per panel a line for each name: without points where it has none. */
function alignLines(panels: readonly TrendPanel[], ascii: boolean) {
	const named = panels.map(({lines}) => {
		const names = lineNames(lines, {ascii});
		return new Map(lines.map((line, index) => [names[index] ?? '', line]));
	});
	const byName = new Map(named.flatMap(lines => [...lines]).reverse());
	const names = [...new Set(named.flatMap(lines => [...lines.keys()]))];
	const representatives = names.map(name => byName.get(name)!);
	return {
		names,
		representatives,
		aligned: named.map(lines => names.map((name, index) => lines.get(name) ?? {...representatives[index]!, points: [], joined: []})),
	};
}

/** The largest equal cells for so many panels; `shown` of them fit. */
function gridFor(count: number, {width, height}: {readonly width: number; readonly height: number}) {
	const perRow = Math.max(1, Math.min(count, Math.floor((width + gap) / (minPanel.width + gap))));
	const rows = Math.max(1, Math.min(Math.ceil(count / perRow), Math.floor(height / minPanel.height)));
	const columns = Math.min(perRow, Math.ceil(count / rows));
	return {
		rows, columns, shown: Math.min(count, rows * columns), cell: {width: Math.floor((width + gap) / columns) - gap, height: Math.floor(height / rows)},
	};
}
