import {Buffer} from 'node:buffer';
import {
	request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions,
} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import process from 'node:process';
import type {Duplex} from 'node:stream';
import {urlToHttpOptions} from 'node:url';
import {getProxyForUrl} from 'proxy-from-env';
import {sourceError} from '../errors.js';
import {stripCredentials} from './address.js';
import {limitWait} from './limit-wait.js';

/** A proxy. */
export type Proxy = {
	/** For display. */
	readonly host: string;
	readonly isSecure: boolean;
	/** Its user and password. */
	readonly headers: Readonly<Record<string, string>>;
	readonly request: (options: RequestOptions) => ClientRequest;
};

/** The proxy for an address by the environment. Throws source-unreachable if its address is invalid. */
export function proxyFor(base: URL): Proxy | undefined {
	const found = getProxyForUrl(base.href);
	if (found === '') {
		return undefined;
	}

	// The library gives an address without a scheme that of the target.
	const isTyped = Object.values(process.env).includes(found);
	try {
		const url = new URL(isTyped ? found : found.replace(/^https:/v, 'http:'));
		if (url.protocol !== 'http:' && url.protocol !== 'https:') {
			throw new TypeError('a proxy of another kind');
		}

		const isSecure = url.protocol === 'https:';
		const authorization = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64');
		const server = urlToHttpOptions(stripCredentials(url));
		return {
			host: url.host,
			isSecure,
			headers: url.username === '' ? {} : {'proxy-authorization': `Basic ${authorization}`},
			request: options => (isSecure ? httpsRequest : httpRequest)({...server, ...options}),
		};
	} catch {
		throw sourceError('source-unreachable', 'the address of the proxy is invalid', {
			hint: 'correct http_proxy, https_proxy or all_proxy: http://host:port',
		});
	}
}

type TunnelOptions = {
	readonly proxy: Proxy;
	/** Host and port. */
	readonly target: string;
	/** Timeout for the proxy (ms). */
	readonly timeoutMs: number;
	readonly keepAlive: boolean;
	readonly maxSockets: number;
};

/** Connects to a TLS server through a proxy. Its requests fail with a TunnelError if the proxy does not open a tunnel. */
export class TunnelAgent extends HttpsAgent {
	private readonly tunnel: TunnelOptions;
	/** Requests to the proxy that are not answered yet. */
	private readonly openings = new Set<ClientRequest>();

	constructor(tunnel: TunnelOptions) {
		super({keepAlive: tunnel.keepAlive, maxSockets: tunnel.maxSockets});
		this.tunnel = tunnel;
	}

	override createConnection(options: RequestOptions, callback: (error: Error | null, stream: Duplex) => void): undefined {
		const {proxy, target, timeoutMs} = this.tunnel;
		const opening = proxy.request({
			method: 'CONNECT', path: target, headers: {host: target, ...proxy.headers}, agent: false,
		});
		const fail = (error: TunnelError) => {
			this.openings.delete(opening);
			(callback as (error: Error) => void)(error);
		};

		this.openings.add(opening);
		limitWait(opening, timeoutMs, () => Object.assign(new Error('the proxy does not answer'), {code: 'ETIMEDOUT'}));
		opening.once('connect', ({statusCode}: IncomingMessage, socket: Duplex) => {
			if (statusCode === 200) {
				this.openings.delete(opening);
				callback(null, super.createConnection({...options, socket} as RequestOptions)!);
			} else {
				socket.destroy();
				fail(new TunnelError({status: statusCode}));
			}
		});
		opening.on('error', error => {
			fail(new TunnelError({cause: error}));
		});
		opening.end();
	}

	override destroy(): void {
		for (const opening of this.openings) {
			opening.destroy();
		}

		super.destroy();
	}
}

/** A proxy does not open a tunnel: because of an error, or it answers with another status than 200. */
export class TunnelError extends Error {
	/** Of the answer; undefined if there is none. */
	readonly status: number | undefined;

	constructor({status, cause}: {readonly status?: number | undefined; readonly cause?: unknown}) {
		super('the proxy opens no tunnel', {cause});
		this.status = status;
	}
}
