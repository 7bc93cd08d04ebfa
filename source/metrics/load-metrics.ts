import {debug, debugTime} from '../system/debug-log.js';
import {messageOf, AppError} from '../system/errors.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {Source} from '../sources/source.js';
import {shownText} from '../system/shown-paths.js';
import {isAddress} from './engines/choose-engine.js';
import {findArchive, noArchive} from './archive/find-archive.js';
import type {
	Archive, Connection, Engine, Stage,
} from './engines/engine.js';
import {influxqlOf} from './influxql.js';
import {
	queryOf, type Metric, type MetricSeries, type Query,
} from './metric.js';
import {openResultsCache, type Result, type ResultsCache} from './results-cache.js';
import {whyEmpty, type WhyEmpty} from './why-empty.js';
import {loadWindowOf, windowOf} from './window.js';

export type MetricsRequest = {
	readonly campaignFolder: string;
	/** Where the campaign comes from; without it, its folder is all there is. */
	readonly source?: Pick<Source, 'look' | 'fetch'> | undefined;
	readonly iteration: LoadedIteration;
	readonly metrics: readonly Metric[];
	readonly everySeconds: number;
	/** The time that is looked at: that of the iteration with margins (the default), or its load alone. */
	readonly time?: 'iteration' | 'load';
	/** Whether buckets last as long as the recorded points are apart where that is longer, so that they are not empty in between. */
	readonly atLeastRecorded?: boolean;
	/** `auto`, the name of an engine, or the address of a server, as it was given. */
	readonly engineName: string;
	/** The program of the engine influxd, the image of the engine docker, where they were given: each version may answer for itself. */
	readonly influxd?: string;
	readonly image?: string;
	/** Chooses the engine; called only where an answer is not known yet. */
	readonly engine: () => Promise<Engine>;
	readonly database?: string | undefined;
	readonly maxUnpacked?: number | undefined;
	/** Whether metrics without data come again with the reason; off by default, as more must be asked for that. */
	readonly explainsEmpty?: boolean;
	/** Whether only what is cached is wanted: nothing is opened. */
	readonly onlyCached?: boolean;
	/** Read and write the cache; true by default. */
	readonly cache?: boolean;
	/** Where the cache is; the user's cache folder by default. */
	readonly cacheFolder?: string;
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: MetricsProgress) => void;
};

/** How far it is: opening the database, then so many of all queries. */
export type MetricsProgress = Stage | {readonly stage: 'querying'; readonly done: number; readonly total: number};

type PreparedQuery = {readonly query: Query; readonly influxql: string};
/** What came of a metric: series and who answered (from the cache, too), or why there are none, in one line. */
export type MetricOutcome = Answered | (PreparedQuery & {readonly status: 'failed'; readonly reason: string});

type Answered = PreparedQuery & {
	readonly status: 'answered';
	readonly engine: string;
	readonly database: string;
	readonly series: readonly MetricSeries[];
	/** What was found damaged until then, and is left out. */
	readonly notes: readonly string[];
	/** How far the recorded points are apart, where that was looked for and found. */
	readonly recordedSeconds?: number | undefined;
	/** Why there are no series, where that was asked for. */
	readonly whyEmpty?: WhyEmpty | undefined;
};

/**
 * Yields what came of each metric of an iteration: what is cached at once, the others as they are answered, those without data once more where
 * the reason is asked for; then the engine is closed.
 * Throws AppError times-unknown, load-empty or archive-missing, the signal's reason where it is aborted.
 */
export async function * loadMetrics(request: MetricsRequest): AsyncGenerator<MetricOutcome> {
	const {metrics, iteration, everySeconds, engineName, database} = request;
	const window = (request.time === 'load' ? loadWindowOf : windowOf)(iteration);
	const archive = await archiveOf(request);
	await request.source?.look(archive.path, request.signal);
	// What a server has may change at any time.
	const cache = request.cache === false || isAddress(engineName)
		? undefined
		: await openResultsCache(archive, {
			campaignFolder: request.campaignFolder, engine: engineName, variant: variantOf(request), database, folder: request.cacheFolder,
		});
	const due: PreparedQuery[] = [];
	for (const metric of metrics) {
		const prepared = prepare(queryOf(metric, {window, everySeconds}));
		const result = cache?.get(cacheKeyOf(prepared, request));
		if (result && !(request.explainsEmpty === true && isUnexplained(prepared, result))) {
			yield answered(prepare(longEnough(prepared.query, result.recordedSeconds)), result);
		} else {
			due.push(prepared);
		}
	}

	debug('metrics', {
		iteration: iteration.label, archive: archive.path, cached: metrics.length - due.length, due: due.length,
	});
	if (due.length > 0 && request.onlyCached !== true) {
		yield * ask(due, {archive, cache, request});
	}
}

const prepare = (query: Query): PreparedQuery => ({query, influxql: influxqlOf(query)});

/** The query, in buckets that are no shorter than the time between recorded points, unless it says how long they are. */
const longEnough = (query: Query, recordedSeconds: number | undefined): Query =>
	'every' in query.metric ? query : {...query, everySeconds: Math.max(query.everySeconds, recordedSeconds ?? 0)};

/** The query as it is asked for; its buckets may turn out longer. */
const cacheKeyOf = ({influxql}: PreparedQuery, {atLeastRecorded = false}: MetricsRequest): string => atLeastRecorded ? `${influxql}, at least as recorded` : influxql;

const variantOf = ({engineName, influxd, image}: MetricsRequest): string | undefined =>
	engineName === 'influxd' ? influxd : (engineName === 'docker' ? image : undefined);

/** What an iteration's database is read from; of a server, which has its own, the campaign. Throws AppError archive-missing. */
export async function archiveOf({campaignFolder, iteration, engineName}: Pick<MetricsRequest, 'campaignFolder' | 'iteration' | 'engineName'>): Promise<Archive> {
	const archive = await findArchive(campaignFolder, iteration);
	if (archive) {
		return archive;
	}

	if (isAddress(engineName)) {
		// A server has its own database.
		return {path: campaignFolder, kind: 'folder'};
	}

	throw await noArchive(campaignFolder, iteration);
}

type LoadOptions = {readonly archive: Archive; readonly cache: ResultsCache | undefined; readonly request: MetricsRequest};

async function * ask(due: readonly PreparedQuery[], {archive, cache, request}: LoadOptions): AsyncGenerator<MetricOutcome> {
	const {signal, onProgress, metrics} = request;
	let connection: Connection | undefined;
	let kind = '';
	try {
		({connection, kind} = await open(archive, due.map(({query}) => query.metric), request));
	} catch (error) {
		signal.throwIfAborted();
		yield * due.map(prepared => failed(prepared, error));
		return;
	}

	const empty: Array<{readonly prepared: PreparedQuery; readonly outcome: Answered}> = [];
	try {
		for (const [index, prepared] of due.entries()) {
			onProgress?.({stage: 'querying', done: metrics.length - due.length + index, total: metrics.length});
			const outcome = await answer(prepared, {
				connection, kind, cache, request,
			});
			yield outcome;
			empty.push(...request.explainsEmpty === true && outcome.status === 'answered' && outcome.series.length === 0 ? [{prepared, outcome}] : []);
		}

		for (const {prepared, outcome} of empty) {
			const explained = await explain(outcome, {connection, signal});
			if (explained) {
				cache?.set(cacheKeyOf(prepared, request), resultOf(explained, kind));
				yield explained;
			}
		}
	} finally {
		await Promise.all([connection.close(), cache?.save()]);
	}
}

async function open(
	archive: Archive,
	metrics: readonly Metric[],
	{engine, signal, onProgress, database, maxUnpacked}: MetricsRequest,
): Promise<{readonly connection: Connection; readonly kind: string}> {
	signal.throwIfAborted();
	const chosen = await engine();
	const connection = await debugTime('archive-opened', {archive: archive.path, engine: chosen.name}, async () => chosen.open(archive, {
		signal, database, maxUnpacked, metrics, ...(onProgress ? {onProgress} : {}),
	}));
	return {connection, kind: chosen.name};
}

type AnswerOptions = {readonly connection: Connection; readonly kind: string; readonly cache: ResultsCache | undefined; readonly request: MetricsRequest};

async function answer(asked: PreparedQuery, {connection, kind, cache, request}: AnswerOptions): Promise<MetricOutcome> {
	const {signal, atLeastRecorded = false} = request;
	try {
		const recordedSeconds = atLeastRecorded ? await connection.recordedSeconds(asked.query, signal) : undefined;
		const prepared = prepare(longEnough(asked.query, recordedSeconds));
		const series = await debugTime('query', {engine: kind, influxql: prepared.influxql}, async () => connection.query(prepared.query, signal));
		const result = {
			engine: kind, version: connection.version, database: connection.database, series, notes: [...connection.notes ?? []],
			...recordedSeconds === undefined ? {} : {recordedSeconds},
		};
		cache?.set(cacheKeyOf(asked, request), result);
		return answered(prepared, result);
	} catch (error) {
		signal.throwIfAborted();
		return failed(asked, error);
	}
}

const answered = (prepared: PreparedQuery, {version, database, series, notes, recordedSeconds, whyEmpty: why}: Result): Answered => ({
	...prepared,
	status: 'answered',
	engine: version,
	database,
	series,
	notes: notes.map(note => shownText(note)),
	...recordedSeconds === undefined ? {} : {recordedSeconds},
	...why === undefined ? {} : {whyEmpty: why},
});

const resultOf = ({engine: version, database, series, notes, recordedSeconds, whyEmpty: why}: Answered, engine: string): Result => ({
	engine, version, database, series, notes, ...recordedSeconds === undefined ? {} : {recordedSeconds}, ...why === undefined ? {} : {whyEmpty: why},
});

/** Whether it is unknown why there is no data; of a statement it always is. */
const isUnexplained = ({query: {metric}}: PreparedQuery, {series, whyEmpty: why}: Result): boolean =>
	series.length === 0 && why === undefined && !('statement' in metric);

/** The outcome with its reason; undefined where none is found. */
async function explain(outcome: Answered, {connection, signal}: Pick<MetricsRequest, 'signal'> & Pick<AnswerOptions, 'connection'>): Promise<Answered | undefined> {
	const {query: {metric, window}} = outcome;
	if ('statement' in metric) {
		return undefined;
	}

	try {
		return {...outcome, whyEmpty: await whyEmpty({metric, window}, connection, signal)};
	} catch {
		signal.throwIfAborted();
		return undefined;
	}
}

const failed = (prepared: PreparedQuery, error: unknown): MetricOutcome => ({...prepared, status: 'failed', reason: reasonOf(error)});

/** Why something went wrong, with the remedy where one is known. */
export const reasonOf = (error: unknown): string => shownText(error instanceof AppError ? `${error.message}; ${error.hint}` : messageOf(error));
