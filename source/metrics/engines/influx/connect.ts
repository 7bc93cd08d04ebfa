import {influxqlOf} from '../../influxql.js';
import type {Connection} from '../engine.js';
import {UnexpectedResponseError, toSeries} from './answer.js';
import type {InfluxClient} from './client.js';
import {findDatabase} from './find-database.js';
import {explainUnexpectedResponse} from './request-errors.js';

type Options = {
	readonly client: InfluxClient;
	/** As `Connection.version`. */
	readonly version: string;
	/** The database to read; by default the one that has the measurements. */
	readonly database: string | undefined;
	readonly signal: AbortSignal;
	readonly close: () => Promise<void>;
	/** Why the server ended, where it did: a better reason than that it does not answer. */
	readonly whyEnded?: () => Promise<Error | undefined>;
};

/** A connection to a server that answers. Throws AppError where its database is not there; does not close then. */
export async function connect({client, version, database: requestedDatabase, signal, close, whyEnded = async () => undefined}: Options): Promise<Connection> {
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
		query: async (query, during) => explained(client.ask(influxqlOf(query), database, during).then(rows => toSeries(rows)), during),
		async close() {
			closing ??= close();
			await closing;
		},
	};
}
