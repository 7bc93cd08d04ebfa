import {debug, debugTime} from '../system/debug-log.js';
import {messageOf, AppError} from '../system/errors.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {Source} from '../sources/source.js';
import {replaceAliases} from '../system/paths.js';
import {isAddress} from './engines/choose-engine.js';
import {findArchive, noArchive} from './archive/find-archive.js';
import type {
	Archive, Connection, Engine, Stage,
} from './engines/engine.js';
import {influxqlOf} from './influxql.js';
import {queryOf, type Metric, type Query} from './metric.js';
import {openResultsCache, type Result, type ResultsCache} from './results-cache.js';
import {findEmptyReason, type EmptyReason} from './empty-reason.js';
import {loadWindow, iterationWindow} from './window.js';

export type MetricsRequest = {
	readonly campaignFolder: string;
	/** The source of the campaign; undefined if it is a local folder. */
	readonly source?: Pick<Source, 'refresh' | 'fetch'> | undefined;
	readonly iteration: LoadedIteration;
	readonly metrics: readonly Metric[];
	readonly everySeconds: number;
	/** The time range: the iteration with margins (default), or only its load phase. */
	readonly time?: 'iteration' | 'load';
	/** Whether to lengthen buckets to the recording interval if that is longer, so that there are no empty buckets in between. */
	readonly atLeastRecorded?: boolean;
	/** `auto`, an engine name, or a server address, as given by the user. */
	readonly engineName: string;
	/** The program of the influxd engine or the image of the docker engine, if given; results of different ones are cached separately. */
	readonly influxd?: string;
	readonly image?: string;
	/** Chooses the engine; called only if some result is not cached. */
	readonly engine: () => Promise<Engine>;
	readonly database?: string | undefined;
	readonly maxUnpacked?: number | undefined;
	/** Whether to yield metrics without data a second time with the reason; off by default, as it takes more queries. */
	readonly explainsEmpty?: boolean;
	/** Whether to return cached results only, without opening anything. */
	readonly onlyCached?: boolean;
	/** Whether to read and write the cache; true by default. */
	readonly cache?: boolean;
	/** The cache folder; by default the user's. */
	readonly cacheFolder?: string;
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: MetricsProgress) => void;
	/** Called with a line if the archive may be outdated. */
	readonly onNote?: ((note: string) => void) | undefined;
};

/** Progress: opening the database, then the number of completed queries. */
export type MetricsProgress = Stage | {readonly stage: 'querying'; readonly done: number; readonly total: number};

type PreparedQuery = {readonly query: Query; readonly influxql: string};
/** The result of a metric: its series and the engine that returned them (also for cached results), or why it failed, in one line. */
export type MetricOutcome = Answered | Failed;

type Failed = PreparedQuery & {readonly status: 'failed'; readonly reason: string};

type Answered = PreparedQuery & Omit<Result, 'engine' | 'version'> & {
	readonly status: 'answered';
	/** The version that the engine reports. */
	readonly engine: string;
};

/**
 * Yields the result of each metric of an iteration: cached ones immediately, the others as they complete, and those without data again if the reason is
 * requested; then closes the engine. Throws AppError times-unknown, load-empty or archive-missing, and the signal's reason if aborted.
 */
export async function * loadMetrics(request: MetricsRequest): AsyncGenerator<MetricOutcome> {
	const {metrics, iteration, everySeconds, engineName, database} = request;
	const window = (request.time === 'load' ? loadWindow : iterationWindow)(iteration);
	const archive = await archiveOf(request);
	const note = await request.source?.refresh(archive.path, request.signal);
	if (note !== undefined) {
		request.onNote?.(note);
	}

	// The contents of a server may change at any time.
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
		yield * queryEngine(due, {archive, cache, request});
	}
}

const prepare = (query: Query): PreparedQuery => ({query, influxql: influxqlOf(query)});

/** The query with buckets at least as long as the recording interval, unless it fixes its own bucket length. */
const longEnough = (query: Query, recordedSeconds: number | undefined): Query =>
	'every' in query.metric ? query : {...query, everySeconds: Math.max(query.everySeconds, recordedSeconds ?? 0)};

/** The cache key of a query as requested; the buckets of the result may be longer. */
const cacheKeyOf = ({influxql}: PreparedQuery, {atLeastRecorded = false}: MetricsRequest): string => atLeastRecorded ? `${influxql}, at least as recorded` : influxql;

const variantOf = ({engineName, influxd, image}: MetricsRequest): string | undefined =>
	engineName === 'influxd' ? influxd : (engineName === 'docker' ? image : undefined);

/** The archive of an iteration's database; for a server, which has its own data, the campaign folder. Throws AppError archive-missing. */
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

async function * queryEngine(due: readonly PreparedQuery[], {archive, cache, request}: LoadOptions): AsyncGenerator<MetricOutcome> {
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

	const unexplained: Answer[] = [];
	try {
		for (const [index, prepared] of due.entries()) {
			onProgress?.({stage: 'querying', done: metrics.length - due.length + index, total: metrics.length});
			const answer = await answerOf(prepared, {
				connection, kind, cache, request,
			});
			if (!('result' in answer)) {
				yield answer;
				continue;
			}

			yield answered(answer.prepared, answer.result);
			if (request.explainsEmpty === true && isUnexplained(answer.prepared, answer.result)) {
				unexplained.push(answer);
			}
		}

		for (const {requested, prepared, result} of unexplained) {
			const why = await reasonOfEmpty(prepared.query, {connection, signal});
			if (why) {
				const explained = {...result, whyEmpty: why};
				cache?.set(cacheKeyOf(requested, request), explained);
				yield answered(prepared, explained);
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

/** A query as requested and as sent, with what the engine returned. */
type Answer = {readonly requested: PreparedQuery; readonly prepared: PreparedQuery; readonly result: Result};

async function answerOf(requested: PreparedQuery, {connection, kind, cache, request}: AnswerOptions): Promise<Answer | Failed> {
	const {signal, atLeastRecorded = false} = request;
	try {
		const recordedSeconds = atLeastRecorded ? await connection.recordedSeconds(requested.query, signal) : undefined;
		const prepared = prepare(longEnough(requested.query, recordedSeconds));
		const series = await debugTime('query', {engine: kind, influxql: prepared.influxql}, async () => connection.query(prepared.query, signal));
		const result = {
			engine: kind, version: connection.version, database: connection.database, series, notes: [...connection.notes ?? []],
			...recordedSeconds === undefined ? {} : {recordedSeconds},
		};
		cache?.set(cacheKeyOf(requested, request), result);
		return {requested, prepared, result};
	} catch (error) {
		signal.throwIfAborted();
		return failed(requested, error);
	}
}

const answered = (prepared: PreparedQuery, {engine, version, notes, ...result}: Result): Answered => ({
	...prepared, status: 'answered', ...result, engine: version, notes: notes.map(note => replaceAliases(note)),
});

/** Whether the lack of data is still unexplained; always false for statements. */
const isUnexplained = ({query: {metric}}: PreparedQuery, {series, whyEmpty: why}: Result): boolean =>
	series.length === 0 && why === undefined && !('statement' in metric);

/** The reason for missing data; undefined if none is found. */
async function reasonOfEmpty(
	{metric, window}: Query,
	{connection, signal}: Pick<MetricsRequest, 'signal'> & Pick<AnswerOptions, 'connection'>,
): Promise<EmptyReason | undefined> {
	if ('statement' in metric) {
		return undefined;
	}

	try {
		return await findEmptyReason({metric, window}, connection, signal);
	} catch {
		signal.throwIfAborted();
		return undefined;
	}
}

const failed = (prepared: PreparedQuery, error: unknown): Failed => ({...prepared, status: 'failed', reason: reasonWithHint(error)});

/** The message of an error, with its hint if it has one. */
export const reasonWithHint = (error: unknown): string => replaceAliases(error instanceof AppError ? `${error.message}; ${error.hint}` : messageOf(error));
