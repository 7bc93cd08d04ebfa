import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {metrics as catalogue} from '../../../metrics/catalogue.js';
import type {MetricOutcome, MetricsProgress} from '../../../metrics/load-metrics.js';
import type {Metric} from '../../../metrics/metric.js';
import {memoizeLast} from '../../../system/memoize.js';
import type {Picker} from '../../definitions.js';
import {bodyHeight} from '../../layout.js';
import {groupOf, selectedIteration, shownIterations} from '../../state/iterations.js';
import {
	clamp, listState, moveTo, positionOf, type ListModel,
} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import {unchanged, type Change, type State} from '../../state/state.js';

/** What came of asking for the metrics of an iteration. */
export type IterationMetrics = {
	/** Another object of the same iteration is asked anew. */
	readonly iteration: Iteration;
	/** By the names of the metrics. */
	readonly outcomes: ReadonlyMap<string, MetricOutcome>;
	/** While it is under way: how far, and for how many seconds it goes on. */
	readonly progress: {readonly stage: MetricsProgress | undefined; readonly seconds: number} | undefined;
	/** Why there are none, or no more. */
	readonly failure: string | undefined;
};

/** What is known of each iteration, by its index. */
export type KnownMetrics = ReadonlyMap<number, IterationMetrics>;

type MetricsSlice = {
	/** Whether all iterations of a driver and call type are drawn over each other. */
	readonly isOverlaid: boolean;
	/** The first chart in sight of a metric. */
	readonly scrolled: {readonly metric: string; readonly top: number};
	readonly known: KnownMetrics;
};

/** What is known of the metrics, and how they are looked at. */
export const metrics = defineSlice<MetricsSlice>('metrics', {isOverlaid: false, scrolled: {metric: '', top: 0}, known: new Map()});

/** The metrics, known by their index in the catalogue; until the cursor is moved it is on the first one that has data. */
export const metricsList: ListModel<Metric> = {
	name: 'metrics',
	keys: () => indexes,
	total: () => indexes.length,
	cursor: state => listState(state, metricsList).cursor ?? Math.max(0, catalogue.findIndex(({name}) =>
		iterationsInView(state).some(iteration => hasData(metricsOf(state, iteration)?.outcomes.get(name))))),
};

const indexes = [...catalogue.keys()];
const hasData = (outcome: MetricOutcome | undefined): boolean => outcome?.status === 'answered' && outcome.series.length > 0;

/** The metric under the cursor. */
export const selectedMetric = (state: State): Metric | undefined => catalogue[positionOf(state, metricsList)];

/** Which metric is shown. */
export const metricPicker: Picker = {
	title: () => 'Metric',
	items: () => catalogue.map(({name, title}) => ({id: name, text: name, help: title})),
	current: state => selectedMetric(state)?.name,
	choose(name) {
		const index = catalogue.findIndex(metric => metric.name === name);
		return index === -1 ? unchanged : moveTo(metricsList, index);
	},
};

/** Lines of the screen that are no charts: three above them, the axis of time below. */
const aroundCharts = 5;
/** Lines of a chart at the least: its legend and its plot. */
export const minChart = 5;

/** Whether there are more charts than the screen shows at once. */
export function hasMoreCharts(state: State): boolean {
	const name = selectedMetric(state)?.name ?? '';
	const groups = new Set(iterationsInView(state).flatMap(iteration => {
		const outcome = metricsOf(state, iteration)?.outcomes.get(name);
		return outcome?.status === 'answered' ? outcome.series.map(({tags}) => JSON.stringify(tags)) : [];
	}));
	return groups.size > Math.max(1, Math.floor((bodyHeight(state.size) - aroundCharts) / minChart));
}

/** The first chart in sight; the charts of another metric begin at their top. */
export const chartsTop = (state: State): number => {
	const {scrolled} = metrics.get(state);
	return scrolled.metric === selectedMetric(state)?.name ? scrolled.top : 0;
};

const maxCharts = 10_000;

/** Scrolls the charts; the view knows how many there are, and shows the last ones at the most. */
export const scrollCharts = (by: number): Change => state =>
	metrics.set({scrolled: {metric: selectedMetric(state)?.name ?? '', top: clamp(chartsTop(state) + by, maxCharts)}})(state);

export const toggleOverlay: Change = metrics.update(({isOverlaid}) => ({isOverlaid: !isOverlaid, scrolled: {metric: '', top: 0}}));

/** The iterations whose metrics are on screen: the selected one, or with the overlay all shown ones of its driver and call type, by servers. */
export function iterationsInView(state: State): readonly LoadedIteration[] {
	const selected = selectedIteration(state);
	if (!selected) {
		return [];
	}

	return metrics.get(state).isOverlaid ? byServers(shownIterations(state), groupOf(selected)) : [selected].filter(iteration => isLoaded(iteration));
}

const byServers = memoizeLast((shown: readonly Iteration[], group: string) =>
	shown
		.filter(iteration => isLoaded(iteration))
		.filter(iteration => groupOf(iteration) === group)
		.sort((a, b) => a.servers.agents - b.servers.agents || a.clients.agents - b.clients.agents));

/** What is known of an iteration's metrics; undefined before they are asked for. */
export const metricsOf = (state: State, iteration: Iteration): IterationMetrics | undefined => metricsIn(metrics.get(state).known, iteration);

/** What is known of an iteration's metrics, among what is known of all. */
export function metricsIn(known: KnownMetrics, iteration: Iteration): IterationMetrics | undefined {
	const found = known.get(iteration.index);
	return found?.iteration === iteration ? found : undefined;
}

/** The iterations on screen whose metrics were not asked for yet. */
export const iterationsToAsk = (state: State): readonly LoadedIteration[] =>
	state.screen === 'metrics' ? iterationsInView(state).filter(iteration => !metricsOf(state, iteration)) : [];

const know = (iteration: Iteration, change: (known: IterationMetrics) => IterationMetrics): Change => state => {
	const known = metricsOf(state, iteration);
	return known ? metrics.update(({known: all}) => ({known: new Map([...all, [iteration.index, change(known)]])}))(state) : state;
};

/** Begins asking. */
export const beginMetrics = (iteration: Iteration): Change => metrics.update(({known}) => ({
	known: new Map([...known, [iteration.index, {
		iteration, outcomes: new Map<string, MetricOutcome>(), progress: {stage: undefined, seconds: 0}, failure: undefined,
	}]]),
}));

export const progressMetrics = (iteration: Iteration, stage: MetricsProgress, seconds: number): Change =>
	know(iteration, known => (known.progress ? {...known, progress: {stage, seconds}} : known));

/** Takes in what came of one metric. */
export const receiveMetric = (iteration: Iteration, outcome: MetricOutcome): Change => know(iteration, known => ({
	...known, outcomes: new Map([...known.outcomes, [outcome.query.metric.name, outcome]]),
}));

/** Ends the loading, with or without success. What was stopped stays stopped. */
export const endMetrics = (iteration: Iteration, failure?: string): Change =>
	know(iteration, known => (known.progress ? {...known, progress: undefined, failure} : known));

/** Whether anything on screen is still being asked. */
export const isLoadingMetrics = (state: State): boolean => iterationsInView(state).some(iteration => metricsOf(state, iteration)?.progress);

/** Stops asking; what has come stays. */
export const stopMetrics: Change = state => iterationsInView(state).reduce((now, iteration) => endMetrics(iteration, 'stopped; Enter asks again')(now), state);

/** Forgets the iterations for whom something failed, so that they are asked again. */
export const askAgain: Change = metrics.update(({known}) => ({known: new Map([...known].filter(([, iterationMetrics]) => !hasFailed(iterationMetrics)))}));

const hasFailed = ({failure, outcomes}: IterationMetrics): boolean => failure !== undefined || [...outcomes.values()].some(({status}) => status === 'failed');

/** Whether asking again may help. */
export const canAskAgain = (state: State): boolean => iterationsInView(state).some(iteration => {
	const known = metricsOf(state, iteration);
	return known !== undefined && known.progress === undefined && hasFailed(known);
});

/** Leaving an iteration before its metrics came forgets it, so that coming back asks again. */
export const forgetUnfinished = (iteration: Iteration): Change => state => metricsOf(state, iteration)?.progress
	? metrics.update(({known}) => ({known: new Map([...known].filter(([index]) => index !== iteration.index))}))(state)
	: state;
