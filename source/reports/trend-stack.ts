import {formatParameter} from '../campaign/query/column-text.js';
import type {TrendLine} from '../campaign/query/trend.js';
import {drawStackedCharts} from '../plots/stacked-charts.js';
import {guideText} from '../plots/trend-axes.js';
import {cutEnd} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import type {StyledText} from '../text/styled-text.js';
import type {Look} from './theme.js';
import {
	chartSeries, noneBefore, indexLabels, seriesPaint, xNameOf, type TrendPictureOptions,
} from './trend-picture.js';

/** A column of a stack with one line per sweep, in the same order for all columns. */
export type StackedTrend = {
	readonly title: string;
	/** The name of the column, if different from the title. */
	readonly column: string;
	readonly unit: string | undefined;
	/** Whether some of its values are still to be loaded. */
	readonly isPending: boolean;
	readonly lines: readonly TrendLine[];
};

/**
 * Charts of several columns on a common x axis, one below the other: a change common to several columns is vertically aligned. The first line
 * names the axis, and the charts that do not fit.
 */
export function stackedTrendLines(
	stack: readonly StackedTrend[],
	{width, height, selectedX, drivers, log = false, note = ''}: TrendPictureOptions,
	look: Look,
): readonly StyledText[] {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const lines = stack.flatMap(item => item.lines);
	const [first] = lines;
	if (!first) {
		return [];
	}

	const noneX = noneBefore(lines);
	const charts = stack.map(item => ({
		title: theme.strong([cleanText(item.title), ...item.unit === undefined || item.unit === item.title ? [] : [item.unit], ...log ? ['log'] : []].join(', ')),
		empty: item.isPending ? 'not loaded yet' : 'no data',
		note: item.column === item.title ? '' : theme.faint(cleanText(item.column)),
		series: chartSeries(item.lines, {noneX, ascii}),
	}));
	const {lines: drawn, shown} = drawStackedCharts(charts, {
		width,
		height: height - 1,
		log,
		selectedX: selectedX === null ? noneX : selectedX,
		noneX,
		xLabels: indexLabels(lines),
		ascii,
		paint: seriesPaint(stack[0]?.lines ?? [], theme, drivers),
	});
	const hidden = stack.slice(shown).map(({title}) => cleanText(title));
	const guide = selectedX === undefined ? [] : [guideText(selectedX, ascii)];
	const title = [
		hidden.length === 0 ? `${shown} charts` : `${shown} of ${stack.length} charts, no room for ${hidden.join(', ')}`,
		...note === '' ? [] : [note],
		formatParameter(first.ranAs, {ascii}),
		`against ${xNameOf(first.axis)}`,
		...guide,
	].join('  ');
	return [theme.strong(cutEnd(title, width, ellipsis)), ...drawn];
}
