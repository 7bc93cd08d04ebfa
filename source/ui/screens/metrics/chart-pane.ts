import {isLoaded, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {conditionText} from '../../../metrics/influxql.js';
import type {Metric} from '../../../metrics/metric.js';
import {emptyReasonText} from '../../../reports/empty-reason-text.js';
import {memoizeLast} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import type {Size} from '../../definitions.js';
import {bodyHeight} from '../../layout.js';
import {selectedIteration} from '../../state/iterations.js';
import {sequence, type Change, type State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {
	bandLines, chartLines, fittingCharts, maxSeparateCharts,
} from './chart-lines.js';
import {
	chartsOf, chartScale, type Chart, type Charts,
} from './charts.js';
import {sharedScale} from './common-scale.js';
import {metricHeadLines} from './head-lines.js';
import {partLines} from './part-lines.js';
import {openGroup} from './part-list.js';
import {
	closeParts, hasParts, openedGroup, shownMetric,
} from './parts.js';
import {
	chartsTop, isStrips, iterationsInView, metrics, metricsOf, selectedMetric, type KnownMetrics,
} from './state.js';
import {fittingStrips, stripLines} from './strip-lines.js';
import {zoomedSpan} from './time-span.js';

const chartsIn = memoizeLast((metric: Metric, iterations: readonly LoadedIteration[], known: KnownMetrics, ascii: boolean) =>
	chartsOf(metric, iterations, {known, ascii}));

/** The pane of charts: what is shown, and its charts, strips, or why there are none; at most `height` lines. */
export function chartPane(state: State, {width, height}: Size): readonly StyledText[] {
	const {look} = state;
	const {isOverlaid, known, cursor} = metrics.get(state);
	const metric = shownMetric(state);
	if (!metric) {
		return [];
	}

	const iterations = iterationsInView(state);
	const lines = partLines(state, {width, height});
	if (lines.length > 0) {
		return lines.slice(0, height);
	}

	const charts = chartsIn(metric, iterations, known, look.glyphs.ascii);
	const scale = sharedScale(state, metric, chartScale(charts, metric, zoomedSpan(state)));
	const head = (location: string) => metricHeadLines({
		metric, charts, scale, location,
	}, state, {width, height});
	if (charts.charts.length === 0) {
		const reasons = emptyReason(metric, state).flatMap(text => wrapText(text, width));
		return [...head(''), '', ...reasons].slice(0, height);
	}

	const draw = isStrips(state) ? stripLines : (isBand(state, charts) ? bandLines : chartLines);
	const selected = iterations.findIndex(({index}) => index === selectedIteration(state)?.index);
	const {lines: drawn, first, end, rows} = draw(
		charts,
		{
			width,
			height: height - head('').length,
			top: chartsTop(state),
			scale,
			isOverlaid,
			selected: isOverlaid && selected !== -1 ? selected : undefined,
			cursor,
		},
		look,
	);
	const {to} = look.glyphs;
	const location = end - first < charts.charts.length
		? [`${end - first === 1 ? `chart ${end}` : `charts ${first + 1}${to}${end}`} of ${charts.charts.length}: J`]
		: [];
	return [...head([...location, ...rows === undefined ? [] : [rows]].join(', ')), ...drawn].slice(0, height);
}

const isBand = (state: State, {charts}: Charts): boolean => !metrics.get(state).isOverlaid && charts.length > maxSeparateCharts;

/** The charts of the selected metric, and how many fit on the screen. */
function fittingIn(state: State): {readonly charts: readonly Chart[]; readonly fitting: number} {
	const metric = selectedMetric(state);
	const iterations = iterationsInView(state);
	if (!metric) {
		return {charts: [], fitting: 0};
	}

	const charts = chartsIn(metric, iterations, metrics.get(state).known, state.look.glyphs.ascii);
	const height = bodyHeight(state.size) - defaultHeadHeight;
	const fitting = isStrips(state) ? fittingStrips(height, iterations.length) : fittingCharts(height);
	return {charts: charts.charts, fitting: isBand(state, charts) ? Infinity : fitting};
}

/** Whether there are more charts than the screen shows at once. */
export function hasMoreCharts(state: State): boolean {
	const {charts, fitting} = fittingIn(state);
	return !hasParts(state) && charts.length > fitting;
}

/** Whether there is a chart to open. */
export const hasCharts = (state: State): boolean => !metrics.get(state).isOverlaid && !hasParts(state) && fittingIn(state).charts.length > 0;

/** Opens the parts of the first visible chart, or all series of a band. */
export const openChart: Change = state => {
	const {charts, fitting} = fittingIn(state);
	return openGroup(fitting === Infinity ? undefined : charts[Math.min(chartsTop(state), Math.max(0, charts.length - fitting))])(state);
};

/** The chart at this offset from the open one; undefined if there is none. */
function neighbourOf(state: State, by: number): Chart | undefined {
	const {charts} = fittingIn(state);
	const title = openedGroup(state);
	return title === undefined ? undefined : charts[charts.findIndex(chart => chart.title === title) + by];
}

/** Whether there is a chart at this offset from the open one. */
export const hasNeighbour = (by: number) => (state: State): boolean => neighbourOf(state, by) !== undefined;

/** Opens the parts of a neighbouring chart instead. */
export const openNeighbour = (by: number): Change => state => {
	const chart = neighbourOf(state, by);
	return chart ? sequence(closeParts, openGroup(chart))(state) : state;
};

/** Lines above the charts. */
const defaultHeadHeight = 3;

/** Why there is nothing to draw, and what to do about it. */
function emptyReason(metric: Metric, state: State): readonly string[] {
	const selected = selectedIteration(state);
	if (selected && !isLoaded(selected)) {
		return [`${cleanText(selected.label)} was skipped, so its time range is unknown: ${cleanText(selected.reason)}`];
	}

	const known = iterationsInView(state).map(iteration => metricsOf(state, iteration));
	const failed = known.find(item => item?.failure !== undefined);
	if (failed?.failure !== undefined) {
		return [`no metrics: ${cleanText(failed.iteration.label)}: ${cleanText(failed.failure)}`];
	}

	const outcomes = known.flatMap(item => item?.outcomes.get(metric.name) ?? []);
	const unanswered = outcomes.find(item => item.status === 'failed');
	if (unanswered) {
		return [`no answer: ${cleanText(unanswered.reason)}`, 'Enter retries.'];
	}

	if (outcomes.length === 0 || known.some(item => item?.progress)) {
		return [];
	}

	const reasons = new Set(outcomes.flatMap(item => item.status === 'answered' && item.whyEmpty ? [`${emptyReasonText(item.whyEmpty)}.`] : []));
	return [`no data: ${sentenceOf(metric)}`, ...reasons];
}

const verbs = {
	'=': 'is', '!=': 'is not', '=~': 'matches', '!~': 'does not match',
} as const;

function sentenceOf(metric: Metric): string {
	if ('statement' in metric) {
		return 'the query returns nothing for this time.';
	}

	const {measurement, field, condition} = metric;
	const what = condition === undefined
		? `has ${field}`
		: ('tag' in condition ? `has a ${condition.tag} that ${verbs[condition.operator]} "${condition.value}"` : `meets ${conditionText(condition)}`);
	return `in this time no series of ${measurement} ${cleanText(what)}.`;
}
