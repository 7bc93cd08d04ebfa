import process from 'node:process';
import {cleanText} from '../../text/clean.js';
import {metricsError} from '../errors.js';
import type {Engine} from './engine.js';
import {openInfluxClient} from './influx/client.js';
import {connect} from './influx/connect.js';

type Options = {
	/** Timeout for a response (ms). */
	readonly timeoutMs?: number;
};

/** Queries a running InfluxDB 1.x, regardless of the archive; read-only. Throws AppError server-address-invalid. */
export function serverEngine(address: string, {timeoutMs}: Options = {}): Engine {
	const {url, name, user} = parseAddress(address);
	return {
		name,
		whyUnavailable: async () => undefined,
		async open(_archive, {signal, onProgress, database}) {
			onProgress?.({stage: 'starting'});
			const client = await openInfluxClient({
				url, name, user, timeoutMs,
			});
			const version = await client.ping(signal);
			if (/^v?[2-9]/v.test(version)) {
				throw metricsError('server-not-influxdb-1', `${name} is InfluxDB ${cleanText(version).slice(0, 20)}`);
			}

			return connect({
				client, version: `InfluxDB ${cleanText(version).slice(0, 40)} at ${name}`, database, signal, async close() {},
			});
		},
	};
}

type Parts = {
	readonly url: string;
	readonly name: string;
	readonly user?: {readonly name: string; readonly password: string};
};

// The password may come from the environment, since command lines are visible to all users of the machine.
// Do not print an invalid address: it may contain a password.
function parseAddress(address: string): Parts {
	try {
		const url = new URL(address);
		const user = {name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) || (process.env.OMBT_INFLUX_PASSWORD ?? '')};
		const location = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/v, '')}`;
		return {url: location, name: cleanText(location), ...(user.name !== '' || url.password !== '') && {user}};
	} catch {
		throw metricsError('server-address-invalid', '--engine: invalid address');
	}
}
