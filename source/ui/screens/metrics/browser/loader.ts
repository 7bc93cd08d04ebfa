import type {LoadedIteration} from '../../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../../metrics/load-metrics.js';
import type {Metric} from '../../../../metrics/metric.js';
import type {LoaderContext, ScreenLoader} from '../../../definitions.js';
import type {Change, State} from '../../../state/state.js';
import {throttleProgress, type Engines} from '../engines.js';
import {isBrowsing, previewOf} from './candidate.js';
import {surveyMetric} from './choice.js';
import {
	browsedIteration, browser, contentsOf, receiveContents, receivePreview, receiveSurvey, surveyKey,
} from './state.js';

/** Something to load; a job with another key replaces it. */
type Job = {
	readonly key: string;
	readonly run: (signal: AbortSignal) => Promise<Change>;
	readonly fail: (failure: string) => Change;
};

/** Delay before a job starts (ms): items that the cursor passes are not loaded. */
const movingDelayMs = 120;
/** A bucket that spans a whole iteration. */
const wholeSeconds = 86_400;

/** Loads what the browser needs: contents of the database, series of the chosen field, previews. Jobs are aborted when the choice moves on. */
export function createBrowserLoader({store, metrics: options}: LoaderContext, engines: Engines): ScreenLoader {
	const reading = (signal: AbortSignal) => ({
		...options,
		campaignFolder: store.get().folder,
		signal,
		engine: async () => engines.open({needsInfluxdb: false}),
		onProgress: throttleProgress(progress => {
			if (!signal.aborted) {
				store.update(browser.set({progress}));
			}
		}),
	});

	const loadMetric = async (iteration: LoadedIteration, metric: Metric, everySeconds: number, signal: AbortSignal): Promise<MetricOutcome> => {
		const {loadMetrics} = await import('../../../../metrics/load-metrics.js');
		const outcomes = loadMetrics({
			...reading(signal),
			iteration,
			metrics: [metric],
			everySeconds,
			atLeastRecorded: everySeconds !== wholeSeconds,
			// Previews would push other answers out of the cache.
			cache: false,
		});
		const {value} = await outcomes.next() as IteratorYieldResult<MetricOutcome>;
		await outcomes.return(undefined);
		return value;
	};

	const jobs: readonly JobRunner[] = [contentsJob, surveyJob, previewJob].map(jobOf => createJobRunner(store, jobOf));

	function contentsJob(state: State): Job | undefined {
		const iteration = browsedIteration(state);
		return !iteration || contentsOf(state)
			? undefined
			: {
				key: `contents ${iteration.index}`,
				fail: failure => receiveContents(iteration, {failure}),
				async run(signal) {
					const {loadContents} = await import('../../../../metrics/load-contents.js');
					return receiveContents(iteration, {value: await loadContents({...reading(signal), iteration})});
				},
			};
	}

	function surveyJob(state: State): Job | undefined {
		const iteration = browsedIteration(state);
		const key = surveyKey(state);
		const metric = surveyMetric(browser.get(state).choice);
		return !iteration || !metric || key === undefined || browser.get(state).survey?.key === key
			? undefined
			: {
				key,
				fail: failure => receiveSurvey(key, {failure}),
				async run(signal) {
					const outcome = await loadMetric(iteration, metric, wholeSeconds, signal);
					return receiveSurvey(key, outcome.status === 'answered' ? {value: outcome.series} : {failure: outcome.reason});
				},
			};
	}

	function previewJob(state: State): Job | undefined {
		const preview = previewOf(state);
		return !preview || browser.get(state).previews.has(preview.key)
			? undefined
			: {
				key: preview.key,
				fail: failure => receivePreview(preview.key, {failure}),
				run: async signal => receivePreview(preview.key, {value: await loadMetric(preview.iteration, preview.metric, preview.everySeconds, signal)}),
			};
	}

	return {
		update() {
			for (const {check} of jobs) {
				check();
			}
		},
		async stop() {
			for (const {stop} of jobs) {
				stop();
			}
		},
	};
}

/** Interval between updates of the elapsed time (ms). */
const tickMs = 200;

/** Updates the elapsed time until the timer is cleared or the signal aborts. */
function tick(update: LoaderContext['store']['update'], signal: AbortSignal): NodeJS.Timeout {
	const begin = performance.now();
	update(browser.set({seconds: 0, progress: undefined}));
	const timer = setInterval(() => {
		if (signal.aborted) {
			clearInterval(timer);
		} else {
			update(browser.set({seconds: (performance.now() - begin) / 1000}));
		}
	}, tickMs).unref();
	return timer;
}

type JobRunner = {readonly check: () => void; readonly stop: () => void};

/** Runs the job that the current state needs after a short delay, and aborts it when the state no longer needs it. */
function createJobRunner({get, update}: LoaderContext['store'], jobOf: (state: State) => Job | undefined): JobRunner {
	let current: {readonly key: string; readonly abort: AbortController; readonly timer: NodeJS.Timeout} | undefined;
	const stop = () => {
		clearTimeout(current?.timer);
		current?.abort.abort();
		current = undefined;
	};

	const start = async ({run, fail}: Job, {signal}: AbortController) => {
		const ticking = tick(update, signal);
		let change: Change;
		try {
			change = await run(signal);
		} catch (error) {
			const {reasonWithHint} = await import('../../../../metrics/load-metrics.js');
			change = fail(reasonWithHint(error));
		} finally {
			clearInterval(ticking);
		}

		if (!signal.aborted) {
			current = undefined;
			update(change);
		}
	};

	return {
		stop,
		check() {
			const job = isBrowsing(get()) ? jobOf(get()) : undefined;
			if (job?.key === current?.key) {
				return;
			}

			stop();
			if (job) {
				const abort = new AbortController();
				current = {key: job.key, abort, timer: setTimeout(start, movingDelayMs, job, abort)};
			}
		},
	};
}
