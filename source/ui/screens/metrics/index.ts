import {amountOf} from '../../../reports/formats.js';
import {metricsData, type AnsweredMetric} from '../../../reports/metrics-report.js';
import type {Report} from '../../../reports/report.js';
import {emptyIterations} from '../../components/empty.js';
import {memoizeEach} from '../../../system/memoize.js';
import type {Picker, PickerItem, Screen} from '../../definitions.js';
import {iterationsList} from '../../state/iterations.js';
import {sequence, show, type State} from '../../state/state.js';
import {chosenOverlay} from './browser/candidate.js';
import {chosenQuery} from './browser/chosen.js';
import {anyMeasurement, browserPickers, openBrowser} from './browser/pickers.js';
import {metricsKeys} from './keys.js';
import {createMetricsLoader} from './loader.js';
import {partsList} from './part-list.js';
import {hasParts, shownMetric} from './parts.js';
import {queryEditor} from './query/editor.js';
import {keepMetricOverlay, shownQueryKeys} from './query/keep.js';
import {editorOverlay, keepOverlay} from './query/state.js';
import {
	iterationsInView, metricPicker, metrics, metricsList, metricsOf, overlaidList,
} from './state.js';
import {MetricsView, windowSpec} from './view.js';

/** The chosen metric of the iterations on screen. */
function metricReport(state: State): Report | undefined {
	const metric = shownMetric(state);
	const answered = iterationsInView(state).flatMap((iteration): readonly AnsweredMetric[] => {
		const outcome = metric && metricsOf(state, iteration)?.outcomes.get(metric.name);
		return outcome?.status === 'answered' ? [{iteration, outcome}] : [];
	});
	return answered.length === 0
		? undefined
		: {
			amount: `${metric?.name ?? ''} of ${amountOf(answered.length, 'iteration')}`,
			...metricsData(answered),
		};
}

/** The query, who answered it, and what the metric means. */
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
				: [`${iteration.label}: ${known?.failure ?? 'not asked yet'}`, ''];
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

export const metricsScreen: Screen = {
	id: 'metrics',
	title: 'Metrics',
	help: 'what the machines did meanwhile',
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
	overlays: {[chosenOverlay]: chosenQuery, [editorOverlay]: queryEditor, [keepOverlay]: keepMetricOverlay},
	inspectKeys: shownQueryKeys,
	createLoader: createMetricsLoader,
};
