import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {EnginePool} from '../../../metrics/engines/engine-pool.js';
import type {LoaderContext, MetricsOptions, ScreenLoader} from '../../definitions.js';
import type {State} from '../../state/state.js';
import type {Store} from '../../state/store.js';
import {
	beginMetrics, endMetrics, forgetUnfinished, isWanted, progressMetrics, receiveMetric, requestsOf, type Request,
} from './asking.js';
import {chooseBucket} from './bucket.js';
import {setMetrics} from './state.js';

// While an arrow key is held down, the iterations that pass by are not asked for.
const heldKeyDelayMs = 150;
const maxAtOnce = 2;
/** Between two pictures of one stage (ms): one for each piece that is unpacked would take longer than to unpack it. */
const progressEvery = 100;

/** Asks for the metrics of the iterations on screen in the bucket that is wanted, two at once at most; nothing of it is loaded before. */
export function createMetricsLoader({store, metrics: options}: LoaderContext): ScreenLoader {
	store.update(setMetrics(options.metrics));
	const running = new Map<LoadedIteration, {readonly request: Request; readonly abort: AbortController}>();
	let timer: NodeJS.Timeout | undefined;
	let pool: Promise<EnginePool> | undefined;
	let isStopped = false;
	let wasShown = false;
	if (options.everySeconds !== undefined) {
		store.update(chooseBucket(options.everySeconds));
	}

	const start = async (request: Request) => {
		const {iteration} = request;
		const abort = new AbortController();
		running.set(iteration, {request, abort});
		store.update(beginMetrics(request));
		const failure = await ask(request, {
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
		if (!abort.signal.aborted) {
			running.delete(iteration);
			store.update(endMetrics(iteration, failure));
		}

		look();
	};

	const dueRequests = () => requestsOf(store.get()).filter(({iteration}) => !running.has(iteration));

	const startDue = () => {
		timer = undefined;
		for (const request of dueRequests().slice(0, maxAtOnce - running.size)) {
			void start(request);
		}
	};

	const look = () => {
		if (isStopped) {
			return;
		}

		const isShown = store.get().screen === 'metrics';
		for (const [iteration, {request, abort}] of running) {
			if (!isWanted(store.get(), request)) {
				abort.abort();
				running.delete(iteration);
				store.update(forgetUnfinished(iteration));
			}
		}

		if (!timer && running.size < maxAtOnce && dueRequests().length > 0) {
			timer = setTimeout(startDue, wasShown ? heldKeyDelayMs : 0);
		}

		wasShown = isShown;
	};

	return {
		look,
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			for (const {abort} of running.values()) {
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
async function ask({iteration, seconds}: Request, {store, options, signal, openPool: engine}: LoadOptions): Promise<string | undefined> {
	const {loadMetrics, reasonOf} = await import('../../../metrics/load-metrics.js');
	const begin = performance.now();
	const update: typeof store.update = change => {
		if (!signal.aborted) {
			store.update(change);
		}
	};

	let last: {readonly stage: string; readonly at: number} | undefined;
	try {
		for await (const outcome of loadMetrics({
			...options, campaignFolder: store.get().folder, iteration, signal, engine, everySeconds: seconds, atLeastRecorded: true,
			onProgress(stage) {
				const at = performance.now();
				if (stage.stage !== last?.stage || at >= last.at + progressEvery) {
					last = {stage: stage.stage, at};
					update(progressMetrics(iteration, stage, (at - begin) / 1000));
				}
			},
		})) {
			update(receiveMetric(iteration, outcome));
		}

		return undefined;
	} catch (error) {
		return reasonOf(error);
	}
}
