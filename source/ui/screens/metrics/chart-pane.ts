import {isLoaded, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {conditionText} from '../../../metrics/influxql.js';
import type {Metric} from '../../../metrics/metric.js';
import {whyEmptyText} from '../../../reports/why-empty-text.js';
import {memoizeLast} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import {bodyHeight} from '../../layout.js';
import {selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {chartLines, fittingCharts} from './chart-lines.js';
import {chartsOf, scaleOf} from './charts-of.js';
import {headLines} from './head-lines.js';
import {
	chartsTop, isStrips, iterationsInView, metrics, metricsOf, selectedMetric, type KnownMetrics,
} from './state.js';
import {fittingStrips, stripLines} from './strip-lines.js';
import {zoomedSpan} from './time-span.js';

const chartsIn = memoizeLast((metric: Metric, iterations: readonly LoadedIteration[], known: KnownMetrics, ascii: boolean) =>
	chartsOf(metric, iterations, {known, ascii}));

type Size = {readonly width: number; readonly height: number};

/** The pane of charts: what is shown, and its charts, strips, or why there are none; at most `height` lines. */
export function chartPane(state: State, {width, height}: Size): readonly string[] {
	const {look} = state;
	const {isOverlaid, known, cursor} = metrics.get(state);
	const metric = selectedMetric(state);
	if (!metric) {
		return [];
	}

	const iterations = iterationsInView(state);
	const charts = chartsIn(metric, iterations, known, look.glyphs.ascii);
	const scale = scaleOf(charts, metric, zoomedSpan(state));
	const head = (location: string) => headLines({
		metric, charts, scale, location,
	}, state, {width, height});
	if (charts.charts.length === 0) {
		const reasons = whyNone(metric, state).flatMap(text => wrapText(text, width));
		return [...head(''), '', ...reasons].slice(0, height);
	}

	const draw = isStrips(state) ? stripLines : chartLines;
	const selected = iterations.findIndex(({index}) => index === selectedIteration(state)?.index);
	const {lines, first, end, rows} = draw(
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
	return [...head([...location, ...rows === undefined ? [] : [rows]].join(', ')), ...lines].slice(0, height);
}

/** Whether there are more charts than the screen shows at once. */
export function hasMoreCharts(state: State): boolean {
	const metric = selectedMetric(state);
	const iterations = iterationsInView(state);
	if (!metric) {
		return false;
	}

	const {charts} = chartsIn(metric, iterations, metrics.get(state).known, state.look.glyphs.ascii);
	const height = bodyHeight(state.size) - usualHead;
	return charts.length > (isStrips(state) ? fittingStrips(height, iterations.length) : fittingCharts(height));
}

/** Lines above the charts. */
const usualHead = 3;

/** Why there is nothing to draw, and what to do about it. */
function whyNone(metric: Metric, state: State): readonly string[] {
	const selected = selectedIteration(state);
	if (selected && !isLoaded(selected)) {
		return [`${cleanText(selected.label)} was skipped, so it is unknown when to look: ${cleanText(selected.reason)}`];
	}

	const known = iterationsInView(state).map(iteration => metricsOf(state, iteration));
	const failure = known.find(item => item?.failure !== undefined)?.failure;
	if (failure !== undefined) {
		return [`no metrics: ${cleanText(failure)}`];
	}

	const outcomes = known.flatMap(item => item?.outcomes.get(metric.name) ?? []);
	const failed = outcomes.find(item => item.status === 'failed');
	if (failed) {
		return [`no answer: ${cleanText(failed.reason)}`, 'Enter asks again.'];
	}

	if (outcomes.length === 0 || known.some(item => item?.progress)) {
		return [];
	}

	const reasons = new Set(outcomes.flatMap(item => item.status === 'answered' && item.whyEmpty ? [`${whyEmptyText(item.whyEmpty)}.`] : []));
	return [`no data: ${sentenceOf(metric)}`, ...reasons];
}

const verbs = {
	'=': 'is', '!=': 'is not', '=~': 'matches', '!~': 'does not match',
} as const;

function sentenceOf(metric: Metric): string {
	if ('statement' in metric) {
		return 'in this time the statement answers nothing.';
	}

	const {measurement, field, condition} = metric;
	const what = condition === undefined
		? `has ${field}`
		: ('tag' in condition ? `has a ${condition.tag} that ${verbs[condition.operator]} "${condition.value}"` : `meets ${conditionText(condition)}`);
	return `in this time no series of ${measurement} ${cleanText(what)}.`;
}
