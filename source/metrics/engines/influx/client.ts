import type {SendOptions} from '@influxdata/influxdb-client';
import {parseAnswer, UnexpectedResponseError, type Row} from './answer.js';
import {explainProblem} from './request-errors.js';

export type Address = {
	/** Without user and password. */
	readonly url: string;
	/** The server's name in messages. */
	readonly name: string;
	readonly user?: {readonly name: string; readonly password: string} | undefined;
	/** Timeout for a response (ms). */
	readonly timeoutMs?: number | undefined;
};

/** A client of an InfluxDB 1.x server. All methods throw AppError, or the signal's reason if aborted. */
export type InfluxClient = {
	readonly name: string;
	/** Returns the server's version. */
	readonly ping: (signal: AbortSignal) => Promise<string>;
	/** Runs a statement and returns its series, times in ms; the database may be omitted for statements that need none. */
	readonly query: (influxql: string, database: string | undefined, signal: AbortSignal) => Promise<readonly Row[]>;
};

const maxBytes = 512 * 1024 * 1024;
const defaultTimeoutMs = 60_000;

/** Creates a client for a server; does not send anything yet. */
export async function openInfluxClient({url, name, user, timeoutMs = defaultTimeoutMs}: Address): Promise<InfluxClient> {
	const {InfluxDB, setLogger} = await import('@influxdata/influxdb-client');
	// Its warnings would corrupt the screen.
	setLogger({error() {}, warn() {}});
	const {transport} = new InfluxDB({url, timeout: timeoutMs});
	const headers: Record<string, string> = {accept: 'application/json', ...user && {authorization: basic(user)}};

	// The library's timeout restarts with each byte, so that a slow response would never time out.
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
		query: async (influxql, database, signal) => send(signal, async options => {
			const parameters = new URLSearchParams({q: influxql, epoch: 'ms', ...database !== undefined && {db: database}});
			const chunks: Uint8Array[] = [];
			let bytes = 0;
			for await (const chunk of transport.iterate(`/query?${parameters.toString()}`, '', options)) {
				bytes += chunk.length;
				if (bytes > maxBytes) {
					throw new UnexpectedResponseError('the response exceeds 512 MiB');
				}

				chunks.push(chunk);
			}

			return parseAnswer(Buffer.concat(chunks).toString('utf8'));
		}),
	};
}

const basic = ({name, password}: {readonly name: string; readonly password: string}): string =>
	`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
