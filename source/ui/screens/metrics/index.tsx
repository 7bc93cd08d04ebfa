import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast, memoizeEach} from '../../../system/memoize.js';
import {dividerWidth, Panes} from '../../components/lines.js';
import type {
	ViewProps, WindowSpec, Picker, PickerItem, Screen,
} from '../../definitions.js';
import {bodyHeight, slideWindow, visibleRows} from '../../layout.js';
import {positionOf} from '../../state/list.js';
import {sequence, show, type State} from '../../state/state.js';
import {metricsData, type AnsweredMetric} from '../../../reports/metrics-report.js';
import type {Report} from '../../../reports/report.js';
import {formatAmount} from '../../../text/numbers.js';
import {emptyIterations} from '../../components/empty.js';
import {iterationsList} from '../../state/iterations.js';
import {chartPane} from './chart-pane.js';
import {listWidth, metricList} from './metric-list.js';
import {partsWindow} from './part-lines.js';
import {hasParts, shownMetric} from './parts.js';
import {
	iterationsInView, metrics, metricsList, metricPicker, metricsOf, overlaidList,
} from './state.js';
import {chosenOverlay} from './browser/candidate.js';
import {chosenQuery} from './browser/chosen.js';
import {anyMeasurement, browserPickers, openBrowser} from './browser/pickers.js';
import {metricsKeys} from './keys.js';
import {createMetricsLoader} from './loader.js';
import {partsList} from './part-list.js';
import {queryEditor, saveMetricOverlay, shownQueryKeys} from './query/editor.js';
import {editorOverlay, saveOverlay} from './query/state.js';

/** The visible window of the list of metrics. */
const listSpec = (state: State): WindowSpec =>
	({cursor: positionOf(state, metricsList), count: metricsList.total(state), height: bodyHeight(state.size)});

/** The visible window of the list that the cursor moves through. */
const windowSpec = (state: State): WindowSpec => hasParts(state) ? partsWindow(state) : listSpec(state);

const listOf = memoizeLast((iterations: readonly LoadedIteration[], {all, known}: ReturnType<typeof metrics.get>, cursor: number, look: Look) =>
	metricList(all, iterations, {known, cursor}, look));

/** The list of metrics on the left; on the right the charts of the selected metric, for the selected iteration or for all of its driver and call type. */
function MetricsView({state, width, height}: ViewProps) {
	const {look} = state;
	const slice = metrics.get(state);
	const leftWidth = listWidth(slice.all);
	const list = listOf(iterationsInView(state), slice, positionOf(state, metricsList), look);
	const {first, end} = hasParts(state) ? slideWindow(undefined, listSpec(state)) : visibleRows(state, listSpec(state));
	const right = chartPane(state, {width: width - leftWidth - dividerWidth, height});
	return <Panes left={list.slice(first, end)} leftWidth={leftWidth} right={right} height={height} divider={look.glyphs.divider}/>;
}

/** The selected metric of the iterations on screen, as a report. */
function metricReport(state: State): Report | undefined {
	const metric = shownMetric(state);
	const answered = iterationsInView(state).flatMap((iteration): readonly AnsweredMetric[] => {
		const outcome = metric && metricsOf(state, iteration)?.outcomes.get(metric.name);
		return outcome?.status === 'answered' ? [{iteration, outcome}] : [];
	});
	return answered.length === 0
		? undefined
		: {
			amount: `${metric?.name ?? ''} of ${formatAmount(answered.length, 'iteration')}`,
			...metricsData(answered),
		};
}

/** The meaning of the metric, and for each iteration the query and the engine that answered it. */
function metricFormulas(state: State): readonly string[] {
	const metric = shownMetric(state);
	if (!metric) {
		return [];
	}

	return [
		`${metric.name}: ${metric.help}`,
		'',
		...iterationsInView(state).flatMap(iteration => {
			const known = metricsOf(state, iteration);
			const outcome = known?.outcomes.get(metric.name);
			return outcome
				? [
					`${iteration.label}: ${outcome.status === 'answered' ? `${outcome.engine}, database ${outcome.database}` : outcome.reason}`,
					outcome.influxql,
					...(outcome.status === 'answered' ? outcome.notes : []),
					'',
				]
				: [`${iteration.label}: ${known?.failure ?? 'not loaded yet'}`, ''];
		}),
	];
}

/** The metrics, and an entry that opens the browser. */
const anyMetricPicker: Picker = {
	...metricPicker,
	items: state => metricItems(metricPicker.items(state)),
	choose: id => id === anyMeasurement.id ? openBrowser : metricPicker.choose(id),
};

const metricItems = memoizeEach((items: readonly PickerItem[]): readonly PickerItem[] => [...items, anyMeasurement]);

/** The metrics recorded during an iteration, or during several. */
export const metricsScreen: Screen = {
	id: 'metrics',
	title: 'Metrics',
	help: 'CPU, memory and network during the iteration',
	View: MetricsView,
	keys: metricsKeys,
	list: state => hasParts(state) ? partsList : metricsList,
	siblings: state => metrics.get(state).isOverlaid ? overlaidList : iterationsList,
	window: windowSpec,
	empty: emptyIterations,
	report: metricReport,
	isOfIteration: () => true,
	formulas: metricFormulas,
	palette: () => [{...anyMeasurement, text: 'any measurement of the database', run: sequence(show('metrics'), openBrowser)}],
	pickers: {metric: anyMetricPicker, ...browserPickers},
	overlays: {[chosenOverlay]: chosenQuery, [editorOverlay]: queryEditor, [saveOverlay]: saveMetricOverlay},
	inspectKeys: shownQueryKeys,
	createLoader: createMetricsLoader,
};
