import type {SendOptions} from '@influxdata/influxdb-client';
import {parseAnswer, UnexpectedResponseError, type Row} from './answer.js';
import {explainProblem} from './request-errors.js';

export type Address = {
	/** Without user and password. */
	readonly url: string;
	/** How messages name the server. */
	readonly name: string;
	readonly user?: {readonly name: string; readonly password: string} | undefined;
	/** How long an answer may take (ms). */
	readonly timeoutMs?: number | undefined;
};

/** Asks one server of InfluxDB 1.x. All of it throws AppError, or the signal's reason once that is aborted. */
export type InfluxClient = {
	readonly name: string;
	/** The server's version. */
	readonly ping: (signal: AbortSignal) => Promise<string>;
	/** The series that a statement is answered with, times in ms; of no database, where the statement needs none. */
	readonly ask: (influxql: string, database: string | undefined, signal: AbortSignal) => Promise<readonly Row[]>;
};

const maxBytes = 512 * 1024 * 1024;
const defaultTimeoutMs = 60_000;

/** A client of the server at an address; nothing is sent yet. */
export async function openInfluxClient({url, name, user, timeoutMs = defaultTimeoutMs}: Address): Promise<InfluxClient> {
	const {InfluxDB, setLogger} = await import('@influxdata/influxdb-client');
	// It would write warnings over the screen.
	setLogger({error() {}, warn() {}});
	const {transport} = new InfluxDB({url, timeout: timeoutMs});
	const headers: Record<string, string> = {accept: 'application/json', ...user && {authorization: basic(user)}};

	// The library's timeout starts again with each byte: a slow response would never end.
	const send = async <Answer>(signal: AbortSignal, work: (options: SendOptions) => Promise<Answer>): Promise<Answer> => {
		signal.throwIfAborted();
		const limit = new AbortController();
		const timer = setTimeout(() => {
			limit.abort();
		}, timeoutMs);
		try {
			return await work({method: 'GET', headers, signal: AbortSignal.any([signal, limit.signal])});
		} catch (error) {
			signal.throwIfAborted();
			throw explainProblem(error, {name, timeoutMs, isLate: limit.signal.aborted});
		} finally {
			clearTimeout(timer);
		}
	};

	return {
		name,
		ping: async signal => send(signal, async options => {
			let version: unknown;
			await transport.request('/ping', '', {...options, headers: {...headers, accept: '*/*'}}, found => {
				version = found['x-influxdb-version'];
			});
			if (typeof version !== 'string') {
				throw new UnexpectedResponseError('its /ping names no version');
			}

			return version;
		}),
		ask: async (influxql, database, signal) => send(signal, async options => {
			const parameters = new URLSearchParams({q: influxql, epoch: 'ms', ...database !== undefined && {db: database}});
			const chunks: Uint8Array[] = [];
			let bytes = 0;
			for await (const chunk of transport.iterate(`/query?${parameters.toString()}`, '', options)) {
				bytes += chunk.length;
				if (bytes > maxBytes) {
					throw new UnexpectedResponseError('it is over 512 MiB');
				}

				chunks.push(chunk);
			}

			return parseAnswer(Buffer.concat(chunks).toString('utf8'));
		}),
	};
}

const basic = ({name, password}: {readonly name: string; readonly password: string}): string =>
	`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
