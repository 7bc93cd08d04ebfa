import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import {byEngine} from '../../../metrics/metric-columns.js';
import type {LoaderContext, MetricsSettings, ScreenLoader} from '../../definitions.js';
import type {State} from '../../state/state.js';
import type {Store} from '../../state/store.js';
import {
	beginMetrics, endMetrics, forgetUnfinished, isStillNeeded, receiveProgress, receiveMetric, requestsOf, type Request,
} from './requests.js';
import {createBrowserLoader} from './browser/loader.js';
import {chooseBucket} from './bucket.js';
import {createEngines, throttleProgress, type Engines} from './engines.js';
import {createQueryLoader} from './query/loader.js';
import {setMetrics} from './state.js';

// While an arrow key is held down, nothing is loaded for the iterations in between.
const heldKeyDelayMs = 150;
const maxConcurrent = 2;

/** Loads the metrics of the iterations on screen in the wanted bucket, at most two iterations at a time; the modules for it are loaded on demand. */
export function createMetricsLoader(context: LoaderContext): ScreenLoader {
	const {store, metrics: options} = context;
	store.update(setMetrics(options.metrics));
	const running = new Map<LoadedIteration, {readonly request: Request; readonly abort: AbortController}>();
	let timer: NodeJS.Timeout | undefined;
	const engines = createEngines(options);
	const others = [createBrowserLoader(context, engines), createQueryLoader(context)];
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
		const failure = await loadRequest(request, {
			store, options, signal: abort.signal, engines,
		});
		if (!abort.signal.aborted) {
			running.delete(iteration);
			store.update(endMetrics(iteration, failure));
		}

		loadDue();
	};

	// Iterations that are not on screen are loaded one at a time, so that those on screen need not wait.
	const dueRequests = () => requestsOf(store.get())
		.filter(({iteration, isForScale}) => !running.has(iteration) && (isForScale !== true || running.size === 0))
		.slice(0, maxConcurrent - running.size)
		.filter(({isForScale}, index) => isForScale !== true || index === 0);

	const startDue = () => {
		timer = undefined;
		for (const request of dueRequests()) {
			void start(request);
		}
	};

	const loadDue = () => {
		if (isStopped) {
			return;
		}

		for (const other of others) {
			other.update();
		}

		const isShown = store.get().screen === 'metrics';
		for (const [iteration, {request, abort}] of running) {
			if (!isStillNeeded(store.get(), request)) {
				abort.abort();
				running.delete(iteration);
				store.update(forgetUnfinished(iteration));
			}
		}

		if (!timer && running.size < maxConcurrent && dueRequests().length > 0) {
			timer = setTimeout(startDue, wasShown ? heldKeyDelayMs : 0);
		}

		wasShown = isShown;
	};

	return {
		update: loadDue,
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			for (const {abort} of running.values()) {
				abort.abort();
			}

			await Promise.all([...others.map(async other => other.stop()), engines.close()]);
		},
	};
}

type LoadOptions = {readonly store: Store<State>; readonly options: MetricsSettings; readonly signal: AbortSignal; readonly engines: Engines};

/** Loads metrics of an iteration; returns the reason if that fails. */
async function loadRequest({iteration, seconds, metrics}: Request, {store, options, signal, engines}: LoadOptions): Promise<string | undefined> {
	const {loadMetrics, reasonWithHint} = await import('../../../metrics/load-metrics.js');
	const begin = performance.now();
	const update: typeof store.update = change => {
		if (!signal.aborted) {
			store.update(change);
		}
	};

	const loadGroup = async ({metrics: some, needsInfluxdb}: ReturnType<typeof byEngine>[number]) => {
		for await (const outcome of loadMetrics({
			...options,
			campaignFolder: store.get().folder,
			iteration,
			metrics: some,
			signal,
			engine: async () => engines.open({needsInfluxdb}),
			everySeconds: seconds,
			atLeastRecorded: true,
			explainsEmpty: true,
			onProgress: throttleProgress(stage => {
				update(receiveProgress(iteration, stage, (performance.now() - begin) / 1000));
			}),
		})) {
			update(receiveMetric(iteration, outcome));
		}
	};

	try {
		for (const group of byEngine(metrics)) {
			await loadGroup(group);
		}

		return undefined;
	} catch (error) {
		return reasonWithHint(error);
	}
}
