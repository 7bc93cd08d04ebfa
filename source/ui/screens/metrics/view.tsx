import {isLoaded, type LoadedIteration} from '../../../campaign/model/iteration.js';
import type {Metric} from '../../../metrics/metric.js';
import {queryTime} from '../../../metrics/window.js';
import {displayUnit} from '../../../plots/quantity.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {dividerWidth, Panes} from '../../components/lines.js';
import type {ViewProps, WindowSpec} from '../../definitions.js';
import {bodyHeight} from '../../layout.js';
import {groupOf, selectedIteration} from '../../state/iterations.js';
import {positionOf} from '../../state/list.js';
import {windowOf} from '../../state/scroll.js';
import type {State} from '../../state/state.js';
import {chartLines} from './chart-lines.js';
import {chartsOf, nameOf, type Charts} from './charts-of.js';
import {listWidth, metricList, progressText} from './metric-list.js';
import {
	chartsTop, iterationsInView, metrics, metricsList, metricsOf, selectedMetric, type KnownMetrics,
} from './state.js';

/** What of the list of metrics is in sight. */
export const windowSpec = (state: State): WindowSpec =>
	({cursor: positionOf(state, metricsList), count: metricsList.total(state), height: bodyHeight(state.size)});

const listOf = memoizeLast((iterations: readonly LoadedIteration[], known: KnownMetrics, cursor: number, look: Look) =>
	metricList(iterations, {known, cursor}, look));
const chartsIn = memoizeLast((metric: Metric, iterations: readonly LoadedIteration[], known: KnownMetrics, ascii: boolean) =>
	chartsOf(metric, iterations, {known, ascii}));

/** The metrics on the left, the charts of the chosen one on the right: of the selected iteration, or of all of its driver and call type. */
export function MetricsView({state, width, height}: ViewProps) {
	const {look} = state;
	const list = listOf(iterationsInView(state), metrics.get(state).known, positionOf(state, metricsList), look);
	const {first, end} = windowOf(state, windowSpec(state));
	const right = paneLines(state, {width: width - listWidth - dividerWidth, height});
	return <Panes left={list.slice(first, end)} leftWidth={listWidth} right={right} height={height} divider={look.glyphs.divider}/>;
}

type Size = {readonly width: number; readonly height: number};

function paneLines(state: State, {width, height}: Size): readonly string[] {
	const {look} = state;
	const {isOverlaid, known} = metrics.get(state);
	const metric = selectedMetric(state);
	const selected = selectedIteration(state);
	if (!metric) {
		return [];
	}

	const charts = chartsIn(metric, iterationsInView(state), known, look.glyphs.ascii);
	const head = (unit: string, location: string) => headLines({
		metric, charts, unit, location,
	}, state, {width}, look);
	if (charts.charts.length === 0) {
		const reasons = whyNone(metric, state).flatMap(text => wrapText(text, width));
		return [...head(displayUnit(metric.unit, []).name, ''), '', ...reasons].slice(0, height);
	}

	const {lines, first, end, unit} = chartLines(
		charts,
		{
			width,
			height: height - head('', '').length,
			top: chartsTop(state),
			unit: metric.unit,
			isOverlaid,
			selected: selected && isLoaded(selected) ? nameOf(selected) : undefined,
		},
		look,
	);
	const location = end - first < charts.charts.length ? `charts ${first + 1}${look.glyphs.to}${end} of ${charts.charts.length}: J` : '';
	return [...head(unit, location), ...lines].slice(0, height);
}

type Cursor = {readonly metric: Metric; readonly charts: Charts; readonly unit: string; readonly location: string};

/** Which metric, what it means, and when: as many lines as it takes in this width. */
function headLines({metric, charts: {windows}, unit, location}: Cursor, state: State, {width}: Pick<Size, 'width'>, {theme, glyphs}: Look): readonly string[] {
	const selected = selectedIteration(state);
	const whose = metrics.get(state).isOverlaid && selected ? `${groupOf(selected)}, by servers` : selected?.label ?? '';
	const [window] = windows;
	const progress = iterationsInView(state).flatMap(iteration => metricsOf(state, iteration)?.progress ?? [])[0];
	const mark = glyphs.ascii ? ':' : '┊';
	const when = window && !metrics.get(state).isOverlaid
		? `0:00 is ${queryTime(window.start).slice(0, 19)} UTC, ${mark} start and stop of the load`
		: `0:00 is the beginning of each window, ${mark} 30 s later its load`;
	const wrapped = (text: string) => wrapText(text, width);
	return [
		cutEnd(`${theme.strong(`${metric.name}, ${unit}`)}  ${cleanText(whose)}${location === '' ? '' : `  ${theme.faint(location)}`}`, width, glyphs.ellipsis),
		...wrapped(metric.help).map(line => theme.faint(line)),
		...progress ? [theme.warning(cutEnd(progressText(progress), width, glyphs.ellipsis))] : wrapped(when).map(line => theme.faint(line)),
	];
}

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

	return outcomes.length > 0 && known.every(item => !item?.progress) ? [`no data: ${sentenceOf(metric)}`] : [];
}

function sentenceOf({measurement, condition}: Metric): string {
	const what = 'equals' in condition ? `is "${condition.equals}"` : `begins with "${condition.startsWith}"`;
	return `in this time no series of ${measurement} has a ${condition.tag} that ${what}.`;
}
