import type {LoadedIteration} from '../../campaign/model/iteration.js';
import type {Engine} from '../../metrics/engines/engine.js';
import type {MetricOutcome} from '../../metrics/load-metrics.js';
import {
	byEngine, figureSeconds, mergeFigures, knownFigures, type KnownFigures,
} from '../../metrics/metric-columns.js';
import {messageOf} from '../../system/errors.js';
import type {LoaderContext, ScreenLoader} from '../definitions.js';
import {throttleProgress} from '../screens/metrics/engines.js';
import {namedMetrics} from '../screens/metrics/state.js';
import {notify} from '../state/messages.js';
import {
	figures, receiveFigures, retryFigures, setFigureMetrics,
} from './state.js';
import {dueFigures, type FiguresRequest} from './in-use.js';

/** Unpacks one archive while the previous one is queried. */
const maxConcurrent = 2;
/** Batches results (ms): rendering after each of a thousand cached ones would take longer than reading them. */
const batchDelayMs = 100;

/** Loads the required figures of metrics on demand, at most two iterations at a time. */
export function createFiguresLoader({store, metrics: options}: LoaderContext): ScreenLoader {
	const everySeconds = options.everySeconds ?? figureSeconds;
	store.update(setFigureMetrics(namedMetrics(store.get()), everySeconds));
	const active = new Map<LoadedIteration, {readonly abort: AbortController; readonly loading: Promise<unknown>}>();
	let answered: Array<readonly [LoadedIteration, KnownFigures]> = [];
	let timer: NodeJS.Timeout | undefined;
	const engines = new Map<boolean, Promise<Engine>>();
	let failures: Array<{readonly index: number; readonly text: string}> = [];
	let wasLoading = false;
	let isStopped = false;

	const chooseOnce = async (needsInfluxdb: boolean) => {
		const engine = engines.get(needsInfluxdb) ?? options.chooseEngine(needsInfluxdb);
		engines.set(needsInfluxdb, engine);
		try {
			return await engine;
		} catch (error) {
			// A missing engine may be available on the next attempt.
			engines.delete(needsInfluxdb);
			throw error;
		}
	};

	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (answered.length > 0) {
			const received = answered;
			answered = [];
			store.update(receiveFigures(received));
		}
	};

	const queryEngine = async ({iteration, required}: FiguresRequest, {metrics, needsInfluxdb}: ReturnType<typeof byEngine>[number], signal: AbortSignal) => {
		const {loadMetrics, reasonWithHint} = await import('../../metrics/load-metrics.js');
		const outcomes: MetricOutcome[] = [];
		const requested = metrics.filter(({name}) => required.has(name));
		try {
			for await (const outcome of loadMetrics({
				...options,
				campaignFolder: store.get().folder,
				iteration,
				metrics,
				signal,
				engine: async () => chooseOnce(needsInfluxdb),
				everySeconds,
				time: 'load',
				onProgress: throttleProgress(progress => {
					if ('bytesTotal' in progress && progress.bytesTotal) {
						store.update(figures.set({share: progress.bytesDone / progress.bytesTotal}));
					}
				}),
			})) {
				// Failures of metrics that were only prefetched are dropped; those metrics are queried again when required.
				if (outcome.status === 'answered' || required.has(outcome.query.metric.name)) {
					outcomes.push(outcome);
				}
			}

			return knownFigures(requested, outcomes);
		} catch (error) {
			signal.throwIfAborted();
			return knownFigures(requested, outcomes, reasonWithHint(error));
		}
	};

	const loadFigures = async (request: FiguresRequest, signal: AbortSignal): Promise<KnownFigures | undefined> => {
		let known: KnownFigures | undefined;
		for (const group of byEngine(request.metrics)) {
			known = mergeFigures(known, await queryEngine(request, group, signal));
		}

		return known;
	};

	const start = async (request: FiguresRequest) => {
		const {iteration} = request;
		const abort = new AbortController();
		const loading = loadFigures(request, abort.signal).catch((error: unknown) =>
			// Requesting it again after an error would loop forever.
			abort.signal.aborted ? undefined : knownFigures(request.metrics.filter(({name}) => request.required.has(name)), [], messageOf(error)));
		active.set(iteration, {abort, loading});
		const known = await loading;
		active.delete(iteration);
		if (known && !isStopped) {
			answered.push([iteration, known]);
			failures.push(...known.reasons.slice(0, 1).map(reason => ({index: iteration.index, text: `${iteration.label}: ${reason}`})));
			timer ??= setTimeout(flush, batchDelayMs);
		}

		loadDue();
	};

	const notifyFailures = () => {
		if (failures.length > 0) {
			const [first] = failures.sort((a, b) => a.index - b.index);
			store.update(notify({kind: 'info', text: `no metrics${failures.length === 1 ? '' : ` of ${failures.length} iterations`}: ${first?.text ?? ''}`}));
			failures = [];
		}
	};

	const loadDue = () => {
		if (isStopped) {
			return;
		}

		const named = namedMetrics(store.get());
		if (named !== figures.get(store.get()).all) {
			store.update(setFigureMetrics(named, everySeconds));
		}

		const {loading} = store.get();
		if (wasLoading && !loading) {
			store.update(retryFigures);
		}

		wasLoading = loading;
		const answeredIterations = new Set(answered.map(([iteration]) => iteration));
		const requests = dueFigures(store.get()).filter(({iteration}) => !answeredIterations.has(iteration));
		if (requests.length === 0) {
			for (const {abort} of active.values()) {
				abort.abort();
			}

			if (active.size === 0) {
				flush();
				notifyFailures();
			}
		}

		for (const request of requests.filter(({iteration}) => !active.has(iteration)).slice(0, maxConcurrent - active.size)) {
			void start(request);
		}
	};

	return {
		update: loadDue,
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			for (const {abort} of active.values()) {
				abort.abort();
			}

			// Anything an engine started ends with it.
			await Promise.all([...active.values()].map(async ({loading}) => loading));
		},
	};
}
