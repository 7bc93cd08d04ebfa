import {debug, debugTime} from '../../system/debug-log.js';
import type {Entry, Iteration} from '../model/iteration.js';
import {openLogReaders, type LogReaders} from '../logs/log-readers.js';
import type {PackedLogs} from '../logs/packed-logs.js';
import type {Outcome} from '../logs/read-logs.js';
import {ranAs} from '../model/ran-as.js';
import {openCache, type AggregateCache, type KnownOutcome} from './cache.js';
import {endOfConsoles, readConsoles, noConsoleFacts} from './consoles.js';
import {
	runsIn, listLogs, type LogFile, type LogListing,
} from './controller-logs.js';
import type {Campaign} from './parameters.js';

/** Logs and bytes read so far, and the totals to read (not counting cached ones). */
export type Progress = {readonly logsDone: number; readonly logsTotal: number; readonly bytesDone: number; readonly bytesTotal: number};

/** How to load the iterations of a campaign. */
export type LoadOptions = {
	/** Use the cache; true by default. */
	readonly cache?: boolean;
	/** Keep all error texts, however many. */
	readonly everyError?: boolean;
	/** Keep this thread responsive; otherwise it reads logs, too. */
	readonly keepFree?: boolean;
	/** Positions in params.json (`index`) to read; all by default. */
	readonly only?: ReadonlySet<number> | undefined;
	/** The logs, if the campaign is in an archive. */
	readonly packedLogs?: PackedLogs | undefined;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: Progress) => void;
};

/** Iterations looked up concurrently: a screenful appears at once, however many there are in total. */
const maxConcurrentLookups = 100;

/** Yields the iterations in the order of params.json, each as soon as it and all before it have been read. Stops when aborted. */
export async function * loadIterations(campaign: Campaign, options: LoadOptions = {}): AsyncGenerator<Iteration> {
	const cache = options.cache === false ? undefined : await openCache(campaign.folder);
	const lookUp = async (entries: readonly Entry[]) =>
		Promise.all(entries.map(async entry => planFor(campaign, entry, {cache, everyError: options.everyError === true})));
	const {only} = options;
	const entries = only ? campaign.entries.filter(({index}) => only.has(index)) : campaign.entries;
	for (let position = 0; position < entries.length && !options.signal?.aborted; position += maxConcurrentLookups) {
		const plans = await lookUp(entries.slice(position, position + maxConcurrentLookups));
		if (plans.every(plan => isDone(plan))) {
			yield * await Promise.all(plans.map(async plan => iterationFrom(plan, plan.outcome)));
		} else {
			yield * readLogsOf([...plans, ...await lookUp(entries.slice(position + maxConcurrentLookups))], cache, options);
			break;
		}
	}

	if (!options.signal?.aborted) {
		await cache?.save({isPart: only !== undefined});
	}
}

async function * readLogsOf(plans: readonly Plan[], cache: AggregateCache | undefined, options: LoadOptions): AsyncGenerator<Iteration> {
	const due = plans.filter(plan => !plan.outcome);
	await loadPacked(due, options);
	const unread = due.filter(({logs}) => !options.packedLogs?.outcomeOf(pathsOf(logs)));
	const readers = openLogReaders({bytes: totalBytes(logsOf(unread)), iterations: unread.length, keepFree: options.keepFree === true});
	const progress = {
		logsDone: 0, logsTotal: logsOf(due).length, bytesDone: 0, bytesTotal: totalBytes(logsOf(due)),
	};
	const stop = () => {
		readers.close();
	};

	options.signal?.addEventListener('abort', stop, {once: true});
	try {
		for await (const {plan, outcome, isWhole} of completeInOrder(plans, readers, options)) {
			if (!plan.outcome) {
				progress.logsDone += plan.logs.length;
				progress.bytesDone += totalBytes(plan.logs);
				if (isWhole) {
					cache?.set([...plan.logs, ...plan.consoles], outcome);
				}

				options.onProgress?.({...progress});
			}

			yield await iterationFrom(plan, outcome);
		}
	} finally {
		readers.close();
		options.signal?.removeEventListener('abort', stop);
	}
}

/** Makes the logs in an archive available: those without a known outcome become files. */
async function loadPacked(due: readonly Plan[], {packedLogs, everyError = false, signal = new AbortController().signal}: LoadOptions): Promise<void> {
	if (!packedLogs) {
		return;
	}

	const unknown = due.map(({logs}) => pathsOf(logs)).filter(files => !isUsable(packedLogs.outcomeOf(files), everyError));
	try {
		await packedLogs.load(unknown, {everyError, signal});
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}
}

const logsOf = (plans: readonly Plan[]): readonly LogFile[] => plans.flatMap(({logs}) => logs);

const pathsOf = (logs: readonly LogFile[]): readonly string[] => logs.map(log => log.path);

const totalBytes = (logs: readonly LogFile[]): number => logs.reduce((bytes, log) => bytes + log.size, 0);

async function iterationFrom({entry, logs, consoles}: Plan, outcome: KnownOutcome): Promise<Iteration> {
	return outcome.status === 'loaded'
		? {
			...entry, ...outcome, ...ranAs(entry.callType, outcome), runs: runsIn(logs),
		}
		: {
			...entry, status: 'skipped', code: outcome.code, reason: outcome.reason, ranAs: entry.callType, consoleEnd: await endOfConsoles(consoles),
		};
}

/** An iteration with its logs and consoles, and its outcome if that is known without reading them. */
type Plan = {readonly entry: Entry; readonly logs: readonly LogFile[]; readonly consoles: readonly LogFile[]; readonly outcome: KnownOutcome | undefined};
/** `isWhole`: whether everything could be read, so that the outcome may be cached. */
type Done = {readonly plan: Plan; readonly outcome: KnownOutcome; readonly isWhole: boolean};

const isDone = (plan: Plan): plan is Plan & {readonly outcome: KnownOutcome} => plan.outcome !== undefined;

async function planFor({folder}: Campaign, entry: Entry, {cache, everyError}: {cache: AggregateCache | undefined; everyError: boolean}): Promise<Plan> {
	const survey: LogListing = await listLogs(folder, entry);
	if ('reason' in survey) {
		return {
			entry, logs: [], consoles: survey.consoles, outcome: {
				status: 'skipped', code: survey.code, reason: survey.reason, consoles: noConsoleFacts,
			},
		};
	}

	const {logs, consoles} = survey;
	const outcome = cache?.get([...logs, ...consoles]);
	debug(outcome ? 'aggregates-hit' : 'aggregates-miss', {iteration: entry.label, logs: logs.map(log => log.path), bytes: totalBytes(logs)});
	return {
		entry, logs, consoles, outcome: isUsable(outcome, everyError) ? outcome : undefined,
	};
}

/** Whether an outcome is known, and has all error texts if they are needed. */
const isUsable = (outcome: Outcome | undefined, everyError: boolean): boolean =>
	outcome !== undefined && !(everyError && outcome.status === 'loaded' && (outcome.clients.errors === null || outcome.servers.errors === null));

// Start twice as many jobs as there are readers, so that none idles while an earlier iteration is awaited.
async function * completeInOrder(plans: readonly Plan[], readers: LogReaders, {signal, ...options}: LoadOptions): AsyncGenerator<Done> {
	const underWay: Array<Promise<Done>> = [];
	let next = 0;
	while ((next < plans.length || underWay.length > 0) && !signal?.aborted) {
		for (let plan = plans[next]; plan && underWay.length < readers.width * 2; plan = plans[++next]) {
			underWay.push(complete(plan, readers, options));
		}

		const first = underWay.shift();
		if (first) {
			// Awaited one by one to keep the order.
			const done = await first;
			if (!signal?.aborted) {
				yield done;
			}
		}
	}
}

async function complete(plan: Plan, readers: LogReaders, {packedLogs, everyError = false}: LoadOptions): Promise<Done> {
	if (plan.outcome) {
		return {plan, outcome: plan.outcome, isWhole: true};
	}

	const files = pathsOf(plan.logs);
	const [outcome, consoles] = await Promise.all([
		packedLogs?.outcomeOf(files)
		?? debugTime('logs-read', {iteration: plan.entry.label, files}, async () => readers.read({files, bytes: totalBytes(plan.logs), everyError})),
		readConsoles(plan.consoles),
	]);
	return {plan, outcome: {...outcome, consoles: consoles ?? noConsoleFacts}, isWhole: consoles !== undefined};
}
