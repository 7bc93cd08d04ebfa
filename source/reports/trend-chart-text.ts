import {columnNamed} from '../campaign/query/columns.js';
import type {TrendLine} from '../campaign/query/trend.js';
import {writtenText} from '../text/parameter-text.js';
import {drawTrendChart} from '../plots/trend-chart.js';
import {cutEnd} from '../text/cells.js';
import type {Look} from './theme.js';

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
