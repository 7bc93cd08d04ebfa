import {influxqlOf, quoteIdentifier, recordedInfluxqlOf} from '../../influxql.js';
import {catalogue} from '../../catalogue.js';
import {metricsError} from '../../errors.js';
import type {Connection} from '../engine.js';
import {
	countGaps, byName, medianInterval, type MeasurementContents,
} from '../../contents.js';
import {groupBy} from '../../../system/lists.js';
import type {InfluxClient} from './client.js';
import {shortened, explainUnexpectedResponse} from './request-errors.js';
import {UnexpectedResponseError, toSeries, type Row} from './answer.js';

const internal = '_internal';
const usual: readonly string[] = ['ombt-orchestrator', 'telegraf'];

/** Databases that may contain metrics, the most likely ones first; excludes InfluxDB's internal one. */
export const byLikelihood = (names: readonly string[]): readonly string[] =>
	[...usual.filter(name => names.includes(name)), ...names.filter(name => name !== internal && !usual.includes(name))];

/** The database to read: the requested one, or the one that has the measurements. Throws AppError database-missing, which lists the existing ones. */
async function findDatabase(client: InfluxClient, requested: string | undefined, signal: AbortSignal): Promise<string> {
	const names = await namesOf(client, 'SHOW DATABASES', signal);
	const candidates = byLikelihood(names);
	const hint = candidates.length === 0
		? 'its archive holds no data of telegraf'
		: `give --database; the databases are ${shortened(candidates.join(', '))}`;
	if (requested !== undefined) {
		if (names.includes(requested)) {
			return requested;
		}

		throw metricsError('database-missing', `${client.name} has no database ${shortened(requested)}`, {hint});
	}

	for (const candidate of candidates) {
		const measurements = await measurementsOf(client, candidate, signal);
		if (measurements.some(name => known.has(name))) {
			return candidate;
		}
	}

	const [only] = candidates;
	if (only !== undefined && candidates.length === 1) {
		return only;
	}

	throw metricsError('database-missing', `${client.name} has no database with the measurements of telegraf`, {hint});
}

const known: ReadonlySet<string> = new Set(catalogue.map(metric => metric.measurement));

const measurementsOf = async (client: InfluxClient, database: string, signal: AbortSignal) =>
	namesOf(client, `SHOW MEASUREMENTS ON ${quoteIdentifier(database)}`, signal);

/** The other databases that have measurements. */
async function otherDatabases(client: InfluxClient, database: string, signal: AbortSignal): Promise<readonly string[]> {
	const others: string[] = [];
	for (const name of byLikelihood(await namesOf(client, 'SHOW DATABASES', signal))) {
		if (name !== database && (await measurementsOf(client, name, signal)).length > 0) {
			others.push(name);
		}
	}

	return others;
}

async function namesOf(client: InfluxClient, statement: string, signal: AbortSignal): Promise<readonly string[]> {
	const rows = await client.query(statement, undefined, signal);
	return rows.flatMap(row => row.values.flatMap(([name]) => typeof name === 'string' ? [name] : []));
}

type Options = {
	readonly client: InfluxClient;
	/** See `Connection.version`. */
	readonly version: string;
	/** The database to read; by default the one that has the measurements. */
	readonly database: string | undefined;
	readonly signal: AbortSignal;
	readonly close: () => Promise<void>;
	/** See `Connection.notes`. */
	readonly notes?: readonly string[];
	/** The error with which the server exited, if it did; more specific than a failed request. */
	readonly whyEnded?: () => Promise<Error | undefined>;
};

/** Connects to a running server. Throws AppError database-missing, without closing the server. */
export async function connect(options: Options): Promise<Connection> {
	const {client, version, database: requestedDatabase, signal, close, notes = [], whyEnded = async () => undefined} = options;
	const explained = async <Answer>(work: Promise<Answer>, during: AbortSignal): Promise<Answer> => {
		try {
			return await work;
		} catch (error) {
			during.throwIfAborted();
			throw (await whyEnded()) ?? (error instanceof UnexpectedResponseError ? explainUnexpectedResponse(error, client.name) : error);
		}
	};

	const database = await explained(findDatabase(client, requestedDatabase, signal), signal);
	let closing: Promise<void> | undefined;
	return {
		version,
		database,
		notes,
		query: async (query, during) => explained(client.query(influxqlOf(query), database, during).then(rows => toSeries(rows)), during),
		async recordedSeconds({metric, window}, during) {
			return 'statement' in metric
				? undefined
				: explained(client.query(recordedInfluxqlOf({metric, window}), database, during).then(rows => gapIn(rows)), during);
		},
		list: async during => explained(listContents(async statement => client.query(statement, database, during), database), during),
		otherDatabases: async during => explained(otherDatabases(client, database, during), during),
		async close() {
			closing ??= close();
			await closing;
		},
	};
}

/** The recording interval of these series (s); their times are in ms. */
function gapIn(rows: readonly Row[]): number | undefined {
	const gaps = countGaps();
	for (const {values} of rows) {
		gaps.add(values.map(([time]) => Number(time) * nanosecondsPerMillisecond));
	}

	return gaps.mode();
}

const nanosecondsPerMillisecond = 1e6;

/** Runs a read-only statement. */
type RunQuery = (influxql: string) => Promise<readonly Row[]>;

/** Lists the contents of a database, sorted by measurement. */
async function listContents(runQuery: RunQuery, database: string): Promise<readonly MeasurementContents[]> {
	const on = `ON ${quoteIdentifier(database)}`;
	const fields = byMeasurement(await runQuery(`SHOW FIELD KEYS ${on}`));
	const counts = byMeasurement(await runQuery(`SHOW SERIES EXACT CARDINALITY ${on}`));
	const tags = byMeasurement(await runQuery(`SHOW TAG VALUES ${on} WITH KEY =~ /.*/`));
	const contents: MeasurementContents[] = [];
	for (const [measurement, rows] of [...fields].sort(([name], [other]) => name < other ? -1 : 1)) {
		const listed = byName(rows.map(([name, type]) => ({name: String(name), type: String(type)})));
		const values = groupBy(tags.get(measurement) ?? [], ([name]) => String(name));
		contents.push({
			measurement,
			fields: [...new Map(listed.map(field => [field.name, field])).values()],
			tags: byName([...values].map(([name, pairs]) => ({name, values: pairs.length}))),
			series: Number(counts.get(measurement)?.[0]?.[0] ?? 0),
			everySeconds: await intervalOf(runQuery, measurement, listed[0]?.name ?? ''),
		});
	}

	return contents;
}

const byMeasurement = (rows: readonly Row[]) => new Map(rows.map(({name, values}) => [name, values]));

async function intervalOf(runQuery: RunQuery, measurement: string, field: string): Promise<number | null> {
	const rows = await runQuery(`SELECT ${quoteIdentifier(field)} FROM ${quoteIdentifier(measurement)} GROUP BY * LIMIT 200 SLIMIT 5`);
	return medianInterval(rows.map(({values}) => values.map(([time]) => Number(time))));
}
