import {openCache, type AggregateCache} from './cache.js';
import {surveyLogs, type LogFile, type Survey} from './controller-logs.js';
import type {Entry, Iteration} from './iteration.js';
import {openLogReaders, type LogReaders} from './log-readers.js';
import type {Campaign} from './parameters.js';
import type {Outcome} from './read-logs.js';

/** Logs and bytes that are read, of those that must be (cached ones need not). */
export type Progress = {readonly logsDone: number; readonly logsTotal: number; readonly bytesDone: number; readonly bytesTotal: number};

export type LoadOptions = {
	/** Read and write the cache; true unless told otherwise. */
	readonly cache?: boolean;
	/** Keep every error text, however many. */
	readonly everyError?: boolean;
	/** Whether this thread must answer keys meanwhile; it reads logs itself where not. */
	readonly keepFree?: boolean;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: Progress) => void;
};

/** Yields the iterations in the order of params.json, each as soon as it and all before it are read. Stops when aborted. */
export async function * loadIterations(campaign: Campaign, options: LoadOptions = {}): AsyncGenerator<Iteration> {
	const cache = options.cache === false ? undefined : await openCache(campaign.folder);
	const plans = await Promise.all(campaign.entries.map(async entry => planFor(campaign, entry, {cache, everyError: options.everyError === true})));
	const due = plans.flatMap(({logs, outcome}) => outcome ? [] : logs);
	const bytesTotal = due.reduce((bytes, log) => bytes + log.size, 0);
	const readers = openLogReaders({bytes: bytesTotal, iterations: plans.filter(plan => !plan.outcome).length, keepFree: options.keepFree === true});
	const progress = {
		logsDone: 0, logsTotal: due.length, bytesDone: 0, bytesTotal,
	};
	const stop = () => {
		readers.close();
	};

	options.signal?.addEventListener('abort', stop, {once: true});
	try {
		for await (const {entry, logs, outcome} of inOrder(plans, readers, options)) {
			const plan = plans[entry.index - 1];
			if (!plan?.outcome) {
				progress.logsDone += logs.length;
				progress.bytesDone += logs.reduce((bytes, log) => bytes + log.size, 0);
				cache?.set(logs, outcome);
				options.onProgress?.({...progress});
			}

			yield {...entry, ...outcome};
		}

		if (!options.signal?.aborted) {
			await cache?.save();
		}
	} finally {
		readers.close();
		options.signal?.removeEventListener('abort', stop);
	}
}

type Plan = {readonly entry: Entry; readonly logs: readonly LogFile[]; readonly outcome: Outcome | undefined};
type Done = Plan & {readonly outcome: Outcome};

async function planFor({folder}: Campaign, entry: Entry, {cache, everyError}: {cache: AggregateCache | undefined; everyError: boolean}): Promise<Plan> {
	const survey: Survey = await surveyLogs(folder, entry);
	if ('reason' in survey) {
		return {entry, logs: [], outcome: {status: 'skipped', reason: survey.reason}};
	}

	const outcome = cache?.get(survey.logs);
	return {entry, logs: survey.logs, outcome: everyError && lacksErrors(outcome) ? undefined : outcome};
}

const lacksErrors = (outcome: Outcome | undefined): boolean =>
	outcome?.status === 'loaded' && (outcome.clients.errors === null || outcome.servers.errors === null);

// Twice as many jobs as readers are under way, so that none idles while an earlier iteration is awaited.
async function * inOrder(plans: readonly Plan[], readers: LogReaders, {everyError, signal}: LoadOptions): AsyncGenerator<Done> {
	const underWay: Array<Promise<Done>> = [];
	let next = 0;
	while ((next < plans.length || underWay.length > 0) && !signal?.aborted) {
		for (let plan = plans[next]; plan && underWay.length < readers.width * 2; plan = plans[++next]) {
			underWay.push(complete(plan, readers, everyError === true));
		}

		const first = underWay.shift();
		if (first) {
			// Order is the point.

			const done = await first;
			if (!signal?.aborted) {
				yield done;
			}
		}
	}
}

async function complete(plan: Plan, readers: LogReaders, everyError: boolean): Promise<Done> {
	return {...plan, outcome: plan.outcome ?? await readers.read({files: plan.logs.map(log => log.path), everyError})};
}
