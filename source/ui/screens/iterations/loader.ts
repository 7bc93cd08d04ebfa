import {isLoaded, type Iteration, type LoadedIteration} from '../../../campaign/model/iteration.js';
import type {MetricOutcome} from '../../../metrics/load-metrics.js';
import type {LoaderContext, ScreenLoader} from '../../definitions.js';
import {selectedIteration} from '../../state/iterations.js';
import {receiveCached} from '../metrics/asking.js';
import {wantedSeconds} from '../metrics/bucket.js';
import {busMetrics} from '../metrics/bus-lines.js';
import {metricsOf} from '../metrics/state.js';
import {isBoard} from './state.js';

/** While an arrow key is held down, nothing is looked up for the iterations that pass by. */
const heldKeyDelayMs = 150;

/** Buckets (s) that may be cached from a terminal of another size. */
const otherBuckets = [1, 2, 5, 10, 30, 60] as const;

/** Looks up what the cache has of the bus of the selected iteration, for the board. Opens no archive: the screen of metrics does. */
export function createBoardLoader({store, metrics: options}: LoaderContext): ScreenLoader {
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
			// Without an archive there is nothing to show here; the screen of metrics says why.
		}

		return outcomes;
	};

	const lookUp = async (iteration: LoadedIteration) => {
		for (const seconds of new Set([wantedSeconds(store.get()), ...otherBuckets])) {
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
		look() {
			const state = store.get();
			const selected = selectedIteration(state);
			if (state.screen !== 'iterations' || state.loading || !isBoard(state) || !selected || selected === latest) {
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
