import {isLoaded, type Iteration, type LoadedIteration} from '../../campaign/model/iteration.js';
import {metrics} from '../../metrics/catalogue.js';
import type {MetricOutcome, MetricsProgress} from '../../metrics/load-metrics.js';
import type {Metric} from '../../metrics/metric.js';
import {bodyHeight} from '../room.js';
import {memoizeLast} from '../../system/memoize.js';
import {clamp} from './moving.js';
import {groupOf, selectedIteration, shownIterations} from './selectors.js';
import type {
	Change, IterationMetrics, MetricsView, State,
} from './state.js';

const view = (change: (metrics: MetricsView) => Partial<MetricsView>): Change => state => ({...state, metrics: {...state.metrics, ...change(state.metrics)}});

/** The index of the cursor among the metrics. */
export function metricCursor(state: State): number {
	const {cursor} = state.metrics;
	return (
		cursor
		?? Math.max(
			0,
			metrics.findIndex(({name}) => iterationsInView(state).some(iteration => hasData(metricsOf(state, iteration)?.outcomes.get(name)))),
		)
	);
}

const hasData = (outcome: MetricOutcome | undefined): boolean => outcome?.status === 'answered' && outcome.series.length > 0;

/** The metric under the cursor. */
export const selectedMetric = (state: State): Metric | undefined => metrics[metricCursor(state)];

export const moveMetric = (by: number): Change => state => view(() => ({cursor: clamp(metricCursor(state) + by, metrics.length - 1), top: 0}))(state);
export const showMetric = (name: string): Change => view(({cursor}) => {
	const position = metrics.findIndex(metric => metric.name === name);
	return {cursor: position === -1 ? cursor : position, top: 0};
});

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

/** Scrolls the charts; the screen knows how many there are, and shows the last ones at the most. */
export const scrollCharts = (by: number): Change => view(({top}) => ({top: clamp(top + by, maxCharts)}));
const maxCharts = 10_000;

export const toggleOverlay: Change = view(({isOverlaid}) => ({isOverlaid: !isOverlaid, top: 0}));

/** The iterations whose metrics are on screen: the selected one, or with the overlay all shown ones of its driver and call type, by servers. */
export function iterationsInView(state: State): readonly LoadedIteration[] {
	const selected = selectedIteration(state);
	if (!selected) {
		return [];
	}

	return state.metrics.isOverlaid ? byServers(shownIterations(state), groupOf(selected)) : [selected].filter(iteration => isLoaded(iteration));
}

const byServers = memoizeLast((shown: readonly Iteration[], group: string) =>
	shown
		.filter(iteration => isLoaded(iteration))
		.filter(iteration => groupOf(iteration) === group)
		.sort((a, b) => a.servers.agents - b.servers.agents || a.clients.agents - b.clients.agents));

/** What is known of an iteration's metrics; undefined before they are asked for. */
export function metricsOf({metrics: {known}}: Pick<State, 'metrics'>, iteration: Iteration): IterationMetrics | undefined {
	const found = known.get(iteration.index);
	return found?.iteration === iteration ? found : undefined;
}

/** The iterations on screen whose metrics were not asked for yet. */
export const iterationsToAsk = (state: State): readonly LoadedIteration[] =>
	state.screen === 'metrics' ? iterationsInView(state).filter(iteration => !metricsOf(state, iteration)) : [];

const know = (iteration: Iteration, change: (known: IterationMetrics) => IterationMetrics): Change => state => {
	const known = metricsOf(state, iteration);
	return known ? view(({known: all}) => ({known: new Map([...all, [iteration.index, change(known)]])}))(state) : state;
};

/** Begins asking. */
export const beginMetrics = (iteration: Iteration): Change => view(({known}) => ({
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

/** All is asked, or it failed. What was stopped meanwhile stays so. */
export const endMetrics = (iteration: Iteration, failure?: string): Change =>
	know(iteration, known => (known.progress ? {...known, progress: undefined, failure} : known));

/** Whether anything on screen is still being asked. */
export const isLoadingMetrics = (state: State): boolean => iterationsInView(state).some(iteration => metricsOf(state, iteration)?.progress);

/** Stops asking; what has come stays. */
export const stopMetrics: Change = state => iterationsInView(state).reduce((now, iteration) => endMetrics(iteration, 'stopped; Enter asks again')(now), state);

/** Forgets the iterations for whom something failed, so that they are asked again. */
export const askAgain: Change = view(({known}) => ({known: new Map([...known].filter(([, iterationMetrics]) => !hasFailed(iterationMetrics)))}));

const hasFailed = ({failure, outcomes}: IterationMetrics): boolean => failure !== undefined || [...outcomes.values()].some(({status}) => status === 'failed');

/** Whether asking again may help. */
export const canAskAgain = (state: State): boolean => iterationsInView(state).some(iteration => {
	const known = metricsOf(state, iteration);
	return known !== undefined && known.progress === undefined && hasFailed(known);
});

/** Leaving an iteration before its metrics came forgets it, so that coming back asks again. */
export const forgetUnfinished = (iteration: Iteration): Change => state => metricsOf(state, iteration)?.progress
	? view(({known}) => ({known: new Map([...known].filter(([index]) => index !== iteration.index))}))(state)
	: state;
