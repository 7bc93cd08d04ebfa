import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {LoaderContext, ScreenLoader} from '../../definitions.js';
import {selectedIteration} from '../../state/iterations.js';
import {receiveCached} from '../metrics/requests.js';
import {bucketSeconds} from '../metrics/bucket.js';
import {busMetrics} from '../metrics/bus-lines.js';
import {metricsOf} from '../metrics/state.js';
import {hasSidePane} from './state.js';

/** Delay before a lookup, so that nothing is looked up for iterations passed while an arrow key is held down. */
const heldKeyDelayMs = 150;

/** Bucket lengths (s) that may be cached from a terminal of another size. */
const otherBuckets = [1, 2, 5, 10, 30, 60] as const;

/** Looks up cached metrics of the selected iteration's message bus for the side pane. Does not open archives: the Metrics screen does. */
export function createBusLoader({store, metrics: options}: LoaderContext): ScreenLoader {
	const abort = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let latest: Iteration | undefined;

	const cachedIn = async (iteration: LoadedIteration, everySeconds: number): Promise<readonly MetricOutcome[]> => {
		const {loadMetrics} = await import('../../../metrics/load-metrics.js');
		const outcomes: MetricOutcome[] = [];
		try {
			for await (const outcome of loadMetrics({
				...options,
				campaignFolder: store.get().folder,
				iteration,
				metrics: busMetrics,
				everySeconds,
				atLeastRecorded: true,
				onlyCached: true,
				signal: abort.signal,
				engine: async () => options.chooseEngine(),
			})) {
				outcomes.push(outcome);
			}
		} catch {
			// Without an archive there is nothing to show here; the Metrics screen explains why.
		}

		return outcomes;
	};

	const lookUp = async (iteration: LoadedIteration) => {
		for (const seconds of new Set([bucketSeconds(store.get()), ...otherBuckets])) {
			const outcomes = await cachedIn(iteration, seconds);
			if (abort.signal.aborted) {
				return;
			}

			if (outcomes.length > 0) {
				store.update(receiveCached(iteration, outcomes));
				return;
			}
		}
	};

	return {
		update() {
			const state = store.get();
			const selected = selectedIteration(state);
			if (state.screen !== 'iterations' || state.loading || !hasSidePane(state) || !selected || selected === latest) {
				return;
			}

			latest = selected;
			clearTimeout(timer);
			if (isLoaded(selected) && !metricsOf(state, selected)) {
				timer = setTimeout(() => {
					void lookUp(selected);
				}, heldKeyDelayMs);
			}
		},
		async stop() {
			abort.abort();
			clearTimeout(timer);
		},
	};
}
