import type {Iteration, LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome, MetricsProgress} from '../../../metrics/load-metrics.js';
import type {Metric} from '../../../metrics/metric.js';
import type {Change, State} from '../../state/state.js';
import {bucketSeconds} from './bucket.js';
import {unscaledIterations} from './common-scale.js';
import {openedMetric, shownMetric} from './parts.js';
import {
	iterationsInView, metrics, metricsOf, selectedMetric, type IterationMetrics,
} from './state.js';

/** Metrics to load of an iteration, and the minimum bucket in seconds. */
export type Request = {
	readonly iteration: LoadedIteration;
	readonly seconds: number;
	readonly metrics: readonly Metric[];
	/** Whether it is only for the common scale: requests for what is on screen come first. */
	readonly isForScale?: boolean;
};

/** The metrics to load for the iterations on screen in the wanted bucket, then those that a common scale needs. */
export function requestsOf(state: State): readonly Request[] {
	if (state.screen !== 'metrics') {
		return [];
	}

	const seconds = bucketSeconds(state);
	const opened = openedMetric(state);
	const {all} = metrics.get(state);
	const wanted = opened && !all.includes(opened) ? [...all, opened] : all;
	const inView = iterationsInView(state);
	return [
		...inView.flatMap(iteration => {
			const due = dueMetrics(wanted, metricsOf(state, iteration), seconds);
			return due.length === 0 ? [] : [{iteration, seconds, metrics: due}];
		}),
		...unscaledIterations(state).filter(iteration => !inView.includes(iteration)).map(iteration => scaleRequest(iteration, seconds, state)),
	];
}

/** Requests the selected metric of an iteration that is not on screen, in the bucket of its other metrics if it has any. */
const scaleRequest = (iteration: LoadedIteration, seconds: number, state: State): Request => ({
	iteration,
	seconds: metricsOf(state, iteration)?.requestedSeconds ?? seconds,
	metrics: [selectedMetric(state)].filter(metric => metric !== undefined),
	isForScale: true,
});

/** The metrics not requested yet in this bucket; none while loading, or after loading failed or was stopped. */
function dueMetrics(all: readonly Metric[], known: IterationMetrics | undefined, seconds: number): readonly Metric[] {
	if (known?.requestedSeconds !== seconds) {
		return all;
	}

	return known.progress ?? known.failure ? [] : all.filter(({name}) => !known.requested.has(name));
}

/** Whether a running request is still needed. */
export function isStillNeeded(state: State, {iteration, seconds}: Request): boolean {
	if (state.screen !== 'metrics' || metricsOf(state, iteration)?.progress === undefined) {
		return false;
	}

	return iterationsInView(state).includes(iteration) ? bucketSeconds(state) === seconds : metrics.get(state).scale === 'common';
}

const updateKnown = (iteration: Iteration, change: (known: IterationMetrics) => IterationMetrics): Change => state => {
	const known = metricsOf(state, iteration);
	return known ? metrics.update(({known: all}) => ({known: new Map([...all, [iteration.index, change(known)]])}))(state) : state;
};

/** Starts loading; answers in another bucket stay until replaced. */
export const beginMetrics = ({iteration, seconds, metrics: due}: Request): Change => state => metrics.update(({known}) => ({
	known: new Map([...known, [iteration.index, {
		iteration,
		outcomes: metricsOf(state, iteration)?.outcomes ?? new Map<string, MetricOutcome>(),
		requestedSeconds: seconds,
		requested: new Set([...requestedIn(metricsOf(state, iteration), seconds), ...due.map(({name}) => name)]),
		progress: {stage: undefined, seconds: 0},
		failure: undefined,
	}]]),
}))(state);

const requestedIn = (known: IterationMetrics | undefined, seconds: number): Iterable<string> => known?.requestedSeconds === seconds ? known.requested : [];

/** Stores the progress of loading, and the elapsed seconds. */
export const receiveProgress = (iteration: Iteration, stage: MetricsProgress, seconds: number): Change =>
	updateKnown(iteration, known => (known.progress ? {...known, progress: {stage, seconds}} : known));

/** Stores the outcome of a metric. */
export const receiveMetric = (iteration: Iteration, outcome: MetricOutcome): Change => updateKnown(iteration, known => ({
	...known, outcomes: new Map([...known.outcomes, [outcome.query.metric.name, outcome]]),
}));

/** Stores cached outcomes of an iteration, unless it has outcomes already; it can still be loaded. */
export const receiveCached = (iteration: Iteration, outcomes: readonly MetricOutcome[]): Change => state => metricsOf(state, iteration)
	? state
	: metrics.update(({known}) => ({
		known: new Map([...known, [iteration.index, {
			iteration,
			outcomes: new Map(outcomes.map(outcome => [outcome.query.metric.name, outcome])),
			requestedSeconds: undefined,
			requested: new Set<string>(),
			progress: undefined,
			failure: undefined,
		}]]),
	}))(state);

/** Ends loading, with or without success; does nothing if it was stopped. */
export const endMetrics = (iteration: Iteration, failure?: string): Change =>
	updateKnown(iteration, known => (known.progress ? {...known, progress: undefined, failure} : known));

/** Whether anything on screen is loading. */
export const isLoadingMetrics = (state: State): boolean => iterationsInView(state).some(iteration => metricsOf(state, iteration)?.progress);

/** Stops loading; loaded answers stay. */
export const stopMetrics: Change = state => iterationsInView(state).reduce((now, iteration) => endMetrics(iteration, 'stopped; Enter retries')(now), state);

/** Forgets that an iteration was requested, so that returning to it loads it. */
export const forgetUnfinished = (iteration: Iteration): Change =>
	updateKnown(iteration, known => (known.progress ? {...known, progress: undefined, requestedSeconds: undefined} : known));

/** Retries iterations for which something failed. */
export const retryMetrics: Change = metrics.update(({known}) => ({
	known: new Map([...known].map(([index, iterationMetrics]) => [index, hasFailed(iterationMetrics)
		? {
			...iterationMetrics,
			requestedSeconds: undefined,
			failure: undefined,
			outcomes: new Map([...iterationMetrics.outcomes].filter(([, {status}]) => status === 'answered')),
		}
		: iterationMetrics])),
}));

const hasFailed = ({failure, outcomes}: IterationMetrics): boolean => failure !== undefined || [...outcomes.values()].some(({status}) => status === 'failed');

/** Whether a retry may help: loading failed or was stopped, or the metric on screen failed. */
export const canRetryMetrics = (state: State): boolean => iterationsInView(state).some(iteration => {
	const known = metricsOf(state, iteration);
	return known !== undefined && known.progress === undefined
		&& (known.failure !== undefined || known.outcomes.get(shownMetric(state)?.name ?? '')?.status === 'failed');
});
