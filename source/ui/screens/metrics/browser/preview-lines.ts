import {timelessInfluxqlOf} from '../../../../metrics/influxql.js';
import type {MetricOutcome} from '../../../../metrics/load-metrics.js';
import type {TimeChartOptions} from '../../../../plots/chart-options.js';
import {drawTimeAxis, drawTimePlot} from '../../../../plots/time-chart.js';
import {timeLegend} from '../../../../plots/time-legend.js';
import {bucketsText, stageText} from '../../../../reports/metrics-text.js';
import {paintSeries, type Look} from '../../../../reports/theme.js';
import {itemAt} from '../../../../system/lists.js';
import {wrapText} from '../../../../text/align.js';
import {cutEnd} from '../../../../text/cells.js';
import {cleanText} from '../../../../text/clean.js';
import type {Size} from '../../../definitions.js';
import {selectedIteration} from '../../../state/iterations.js';
import type {State} from '../../../state/state.js';
import {chartsOfOutcomes, chartScale} from '../charts.js';
import type {StyledText} from '../../../../text/styled-text.js';
import {previewOf, type Preview} from './candidate.js';
import {
	browsedIteration, browser, previewed, type Loadable,
} from './state.js';

/** Maximum lines of the query and of the chart beside a list. */
const maxQuery = 4;
const maxHeight = 18;

/** The preview beside a list: name, chart of the selected iteration, and query. */
export function previewLines(state: State, {width, height}: Size): readonly StyledText[] {
	const preview = previewOf(state);
	if (!preview) {
		return [];
	}

	const {look} = state;
	const query = wrapText(cleanText(timelessInfluxqlOf(preview.metric, secondsOf(state, preview))), width);
	const shown = query.length > maxQuery ? [...query.slice(0, maxQuery - 1), cutEnd(`${itemAt(query, maxQuery - 1)}${look.glyphs.ellipsis}`, width, look.glyphs.ellipsis)] : query;
	const chart = previewChart(state, preview, {width, height: Math.min(maxHeight, height - 2 - shown.length)});
	return [
		look.theme.strong(cutEnd(cleanText(preview.metric.name), width, look.glyphs.ellipsis)),
		...chart,
		...Array.from({length: Math.max(0, height - 1 - chart.length - shown.length)}, () => ''),
		...shown.map(line => look.theme.faint(line)),
	];
}

/** The bucket of a preview in seconds: as answered, otherwise as requested. */
export function secondsOf(state: State, {key, everySeconds}: Preview): number {
	const outcome = previewed(state, key);
	return outcome && 'query' in outcome ? outcome.query.everySeconds : everySeconds;
}

/** The chart of a preview, its progress, or why there is none. */
export function previewChart(state: State, {key, iteration}: Preview, {width, height}: Size): readonly StyledText[] {
	const {look} = state;
	const outcome = previewed(state, key);
	if (!outcome) {
		return [look.theme.faint(cutEnd(previewProgress(state), width, look.glyphs.ellipsis))];
	}

	if (outcome.status === 'failed') {
		return wrapText(`no answer: ${cleanText(outcome.reason)}`, width);
	}

	return outcome.series.length === 0
		? wrapText(`no data while ${cleanText(iteration.label)} ran`, width)
		: drawOutcome(outcome, iteration, {width, height}, look).slice(0, height);
}

/** More series than this are drawn as a band. */
const maxSeparateLines = 6;
const previewAxis = 2;

function drawOutcome(outcome: MetricOutcome & {readonly status: 'answered'}, iteration: Preview['iteration'], {width, height}: Size, look: Look): readonly StyledText[] {
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const {metric, everySeconds} = outcome.query;
	const charts = chartsOfOutcomes([{iteration, outcome}], ascii);
	const scale = chartScale(charts, metric, undefined);
	const series = charts.charts.map(({title, series: [first]}) => ({...first!, name: title}));
	const isBand = series.length > maxSeparateLines;
	const what = `${bucketsText(metric, [everySeconds])}${scale.unit.name === '' ? '' : `, ${scale.unit.name}`}`;
	const figures = {
		width, scale, loadTimes: charts.loadTimes, ascii, paint: paintSeries(theme),
	};
	const legend = isBand ? [`${series.length} series: ${ascii ? '.' : '░'} min to max, the line is their mean`] : timeLegend(series, figures);
	const legendLines = legend.slice(0, Math.max(1, Math.floor(height / 3)));
	const options: TimeChartOptions = {
		...figures, rows: Math.max(1, height - previewAxis - legendLines.length - 1), window: charts.span, isBand,
	};
	return [
		theme.faint(what),
		...drawTimePlot(series, options),
		...drawTimeAxis(series, options),
		...legendLines,
	].map(line => cutEnd(line, width, ellipsis));
}

/** What an empty list shows: progress, or why it is empty. */
export function waitingLines(state: State, found: Loadable<unknown> | undefined): readonly string[] {
	if (!browsedIteration(state)) {
		return [`no list: ${cleanText(selectedIteration(state)?.label ?? 'the iteration')} was skipped`];
	}

	if (found) {
		return 'failure' in found ? [`no list: ${cleanText(found.failure)}`] : ['nothing was recorded'];
	}

	return [previewProgress(state)];
}

function previewProgress(state: State): string {
	const {progress, seconds} = browser.get(state);
	const stage = progress && progress.stage !== 'querying' ? stageText(progress) : 'reading the database';
	return `${stage}${seconds < 0.1 ? '' : `, ${seconds.toFixed(1)} s`}; Esc goes back`;
}
