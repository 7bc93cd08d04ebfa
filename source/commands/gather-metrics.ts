import process from 'node:process';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {chooseEngine, type EngineOptions} from '../metrics/engines/choose-engine.js';
import type {Engine} from '../metrics/engines/engine.js';
import {
	loadMetrics, reasonWithHint, type MetricOutcome, type MetricsRequest,
} from '../metrics/load-metrics.js';
import {emptyReasonText} from '../reports/empty-reason-text.js';
import {createStatusLine, metricsProgressText} from './status-line.js';

/** The result of an iteration: its metrics, or why it has none at all; and what else is to be known, a line each. */
export type Gathered = {
	readonly iteration: LoadedIteration;
	readonly outcomes: readonly MetricOutcome[];
	readonly reason?: string;
	readonly notes?: readonly string[];
};

type Options = Omit<MetricsRequest, 'iteration' | 'onProgress' | 'onNote'> & {
	readonly onProgress: (iteration: LoadedIteration, done: number, progress: Parameters<NonNullable<MetricsRequest['onProgress']>>[0]) => void;
};

/** Unpacks one archive while the previous one is queried. */
const maxConcurrent = 2;

/** Yields the result of each iteration in order, processing two at a time. Throws the signal's reason when aborted, after all work has ended. */
export async function * gatherMetrics(iterations: readonly LoadedIteration[], options: Options): AsyncGenerator<Gathered> {
	const underWay: Array<Promise<Gathered>> = [];
	const rest = [...iterations];
	let done = 0;
	const begin = (iteration: LoadedIteration) => {
		const work = gather(iteration, {
			...options, onProgress(progress) {
				options.onProgress(iteration, done, progress);
			},
		});
		// Prevents an unhandled rejection: the result is awaited in order, perhaps after it has failed.
		work.catch(() => undefined);
		underWay.push(work);
	};

	try {
		for (const iteration of rest.splice(0, maxConcurrent)) {
			begin(iteration);
		}

		for (let first = underWay.shift(); first; first = underWay.shift()) {
			const gathered = await first;
			done++;
			for (const iteration of rest.splice(0, 1)) {
				begin(iteration);
			}

			yield gathered;
		}
	} finally {
		await Promise.allSettled(underWay);
	}
}

/** Collects the results of all iterations, in order, with progress on the terminal. The engine is chosen only if some result is not cached. */
export async function gatherAll(
	iterations: readonly LoadedIteration[],
	options: Omit<Options, 'engine' | 'onProgress'> & EngineOptions,
): Promise<readonly Gathered[]> {
	const line = createStatusLine(process.stderr);
	let chosen: Promise<Engine> | undefined;
	const gathered: Gathered[] = [];
	try {
		for await (const answers of gatherMetrics(iterations, {
			...options,
			async engine() {
				chosen ??= chooseEngine(options.engineName, options);
				return chosen;
			},
			onProgress(iteration, done, progress) {
				line.show(() => metricsProgressText(iteration, {done, total: iterations.length}, progress));
			},
		})) {
			gathered.push(answers);
		}
	} finally {
		line.erase();
	}

	return gathered;
}

async function gather(iteration: LoadedIteration, request: Omit<MetricsRequest, 'iteration'>): Promise<Gathered> {
	const outcomes = new Map<string, MetricOutcome>();
	const notes: string[] = [];
	const onNote = (note: string) => {
		notes.push(note);
	};

	try {
		for await (const outcome of loadMetrics({...request, iteration, onNote})) {
			outcomes.set(outcome.query.metric.name, outcome);
		}
	} catch (error) {
		request.signal.throwIfAborted();
		return {
			iteration, outcomes: [], reason: reasonWithHint(error), notes,
		};
	}

	const indexes = new Map(request.metrics.map((metric, index) => [metric.name, index]));
	const catalogueIndex = ({query}: MetricOutcome) => indexes.get(query.metric.name) ?? 0;
	return {iteration, outcomes: [...outcomes.values()].sort((a, b) => catalogueIndex(a) - catalogueIndex(b)), notes};
}

const maxLabels = 12;

/** Describes missing or incomplete metrics: one line per reason, listing everything affected by it. */
export function metricsProblem(gathered: readonly Gathered[]): readonly string[] {
	const lines = gathered.flatMap(({iteration: {label}, reason, notes = []}) => [
		...notes,
		...reason === undefined ? [] : [`no metrics: ${label}: ${reason}`],
	]);
	const labels = new Map<string, string[]>();
	for (const {iteration, outcomes} of gathered) {
		for (const text of problemOf(outcomes)) {
			labels.set(text, [...labels.get(text) ?? [], iteration.label]);
		}
	}

	return [
		...lines,
		...[...labels].map(([text, names]) =>
			`${names.slice(0, maxLabels).join(', ')}${names.length > maxLabels ? ` and ${names.length - maxLabels} more` : ''}: ${text}`),
	];
}

function problemOf(outcomes: Gathered['outcomes']): readonly string[] {
	const failed = outcomes.filter(metricOutcome => metricOutcome.status === 'failed');
	const notes = new Set(outcomes.flatMap(metricOutcome => metricOutcome.status === 'answered' ? metricOutcome.notes : []));
	return [
		...[...new Set(failed.map(({reason}) => reason))].map(reason => {
			const names = failed.filter(item => item.reason === reason).map(({query}) => query.metric.name);
			return `no ${names.length === outcomes.length ? 'metrics' : names.join(', ')}: ${reason}`;
		}),
		...outcomes.flatMap(item => item.status === 'answered' && item.whyEmpty ? [`no ${item.query.metric.name}: ${emptyReasonText(item.whyEmpty)}`] : []),
		...[...notes].map(text => `incomplete: ${text}`),
	];
}
