import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {EnginePool} from '../../../metrics/engines/engine-pool.js';
import type {LoaderContext, MetricsOptions, ScreenLoader} from '../../definitions.js';
import type {State} from '../../state/state.js';
import type {Store} from '../../state/store.js';
import {
	beginMetrics, endMetrics, forgetUnfinished, iterationsInView, iterationsToAsk, metricsOf, progressMetrics, receiveMetric,
} from './state.js';

// While an arrow key is held down, the iterations that pass by are not asked for.
const heldKeyDelayMs = 150;
const maxAtOnce = 2;
/** Between two pictures of one stage (ms): one for each piece that is unpacked would take longer than to unpack it. */
const progressEvery = 100;

/** Asks for the metrics of the iterations on screen, two at once at most; nothing of it is loaded before. */
export function createMetricsLoader({store, metrics: options}: LoaderContext): ScreenLoader {
	const running = new Map<LoadedIteration, AbortController>();
	let timer: NodeJS.Timeout | undefined;
	let pool: Promise<EnginePool> | undefined;
	let isStopped = false;
	let wasShown = false;

	const start = async (iteration: LoadedIteration) => {
		const abort = new AbortController();
		running.set(iteration, abort);
		store.update(beginMetrics(iteration));
		const failure = await ask(iteration, {
			store, options, signal: abort.signal, async openPool() {
				pool ??= openPool(options);
				try {
					return await pool;
				} catch (error) {
					// What is lacking may be there when it is asked for again.
					pool = undefined;
					throw error;
				}
			},
		});
		running.delete(iteration);
		if (!abort.signal.aborted) {
			store.update(endMetrics(iteration, failure));
		}

		look();
	};

	const startDue = () => {
		timer = undefined;
		for (const iteration of iterationsToAsk(store.get()).slice(0, maxAtOnce - running.size)) {
			void start(iteration);
		}
	};

	const look = () => {
		if (isStopped) {
			return;
		}

		const state = store.get();
		const isShown = state.screen === 'metrics';
		const inView = isShown ? iterationsInView(state) : [];
		for (const [iteration, abort] of running) {
			if (!inView.includes(iteration) || !metricsOf(state, iteration)?.progress) {
				abort.abort();
				store.update(forgetUnfinished(iteration));
			}
		}

		const isDue = iterationsToAsk(state).length > 0 && running.size < maxAtOnce;
		if (isDue && !timer) {
			timer = setTimeout(startDue, wasShown ? heldKeyDelayMs : 0);
		}

		wasShown = isShown;
	};

	return {
		look,
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			for (const abort of running.values()) {
				abort.abort();
			}

			const opened = await pool?.catch(() => undefined);
			await opened?.closeAll();
		},
	};
}

async function openPool({chooseEngine}: MetricsOptions): Promise<EnginePool> {
	const [{openEnginePool}, engine] = await Promise.all([import('../../../metrics/engines/engine-pool.js'), chooseEngine()]);
	return openEnginePool(engine);
}

type LoadOptions = {readonly store: Store<State>; readonly options: MetricsOptions; readonly signal: AbortSignal; readonly openPool: () => Promise<EnginePool>};

/** Asks for all metrics of an iteration; why there are none comes back, if there are none. */
async function ask(iteration: LoadedIteration, {store, options, signal, openPool: engine}: LoadOptions): Promise<string | undefined> {
	const [{loadMetrics, reasonOf}, {metrics}] = await Promise.all([import('../../../metrics/load-metrics.js'), import('../../../metrics/catalogue.js')]);
	const begin = performance.now();
	let last: {readonly stage: string; readonly at: number} | undefined;
	try {
		for await (const outcome of loadMetrics({
			...options, campaignFolder: store.get().folder, iteration, metrics, signal, engine,
			onProgress(stage) {
				const at = performance.now();
				if (stage.stage !== last?.stage || at >= last.at + progressEvery) {
					last = {stage: stage.stage, at};
					store.update(progressMetrics(iteration, stage, (at - begin) / 1000));
				}
			},
		})) {
			store.update(receiveMetric(iteration, outcome));
		}

		return undefined;
	} catch (error) {
		return reasonOf(error);
	}
}
