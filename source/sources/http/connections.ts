import {Buffer} from 'node:buffer';
import {
	request as httpRequest, type Agent, type ClientRequest, type IncomingMessage, Agent as HttpAgent, type RequestOptions,
} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import process from 'node:process';
import type {Duplex} from 'node:stream';
import {urlToHttpOptions} from 'node:url';
import {getProxyForUrl} from 'proxy-from-env';
import type {AppError} from '../../system/errors.js';
import {sourceError} from '../errors.js';
import {shownUrl, stripCredentials} from './address.js';
import {
	truncatedError, isConnectError, proxyError, requestError,
} from './request-errors.js';

/** Maximum number of concurrent requests, and of connections. */
export const maxConnections = 4;

type Options = {readonly base: URL; readonly timeoutMs: number};

type Request = {
	readonly method: 'GET' | 'HEAD';
	readonly headers: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
};

/**
 * Connections to the server of `base`, kept alive: direct ones, or through the proxy that the environment names. Node's own client is used
 * because it is certain whether an answer is complete; undici takes one that is cut short for whole, or stops with an assertion.
 */
export class Connections {
	private readonly agent: Agent;
	private readonly proxy: Proxy | undefined;
	private readonly timeoutMs: number;

	/** Throws source-unreachable if the address of the proxy is invalid. */
	constructor({base, timeoutMs}: Options) {
		const pool = {keepAlive: true, maxSockets: maxConnections};
		this.timeoutMs = timeoutMs;
		this.proxy = proxyFor(base);
		const isSecure = base.protocol === 'https:';
		this.agent = isSecure && this.proxy
			? new TunnelAgent({
				...pool, proxy: this.proxy, target: `${base.hostname}:${base.port || '443'}`, timeoutMs,
			})
			: new (isSecure || this.proxy?.isSecure ? HttpsAgent : HttpAgent)(pool);
	}

	/** The head of the response to a request; its body follows. Throws AppErrors of this domain, or the signal's reason if aborted. */
	async send(url: URL, request: Request): Promise<IncomingMessage> {
		try {
			return await this.answerTo(url, request);
		} catch (error) {
			request.signal.throwIfAborted();
			throw error instanceof ProxyRefusal
				? proxyError(error.status, shownUrl(url))
				: requestError(error, this.proxy && isConnectError(error) ? `${shownUrl(url)}: the proxy ${this.proxy.host}` : shownUrl(url));
		}
	}

	close(): void {
		this.agent.destroy();
	}

	private async answerTo(url: URL, request: Request): Promise<IncomingMessage> {
		return new Promise((resolve, reject) => {
			const sent = this.create(url, request);
			const {signal} = request;
			// Node's own handling of signals waits for a connection, and keeps its listener until the connection is free.
			const abort = () => {
				reject(signal.reason as Error);
				sent.destroy();
			};

			const end = () => {
				signal.removeEventListener('abort', abort);
			};

			signal.addEventListener('abort', abort);
			limitWait(sent, this.timeoutMs, () => sourceError('source-timeout', `${shownUrl(url)}: does not answer`));
			sent.once('response', response => {
				response.once('close', end);
				sent.on('error', error => response.destroy(response.complete ? tooLong(url, error) : error));
				resolve(response);
			});
			sent.on('error', error => {
				end();
				reject(error);
			});
			// Also without a response or an error, as after an upgrade that was not asked for.
			sent.once('close', () => {
				reject(truncatedError(shownUrl(url)));
			});
			sent.end();
		});
	}

	private create(url: URL, {method, headers}: Request): ClientRequest {
		const {agent, proxy} = this;
		const options = {method, headers, agent};
		// Proxies tunnel TLS, but forward other requests.
		return proxy && url.protocol === 'http:'
			? proxy.request({...options, path: url.href, headers: {...headers, host: url.host, ...proxy.headers}})
			: (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
	}
}

/** Ends a request whose response has no complete head after a time, however often a byte of it comes. The queue for a connection does not count. */
function limitWait(request: ClientRequest, timeoutMs: number, createError: () => Error): void {
	request.once('socket', () => {
		const timer = setTimeout(() => {
			request.destroy(createError());
		}, timeoutMs);
		for (const event of ['response', 'connect', 'close']) {
			request.once(event, () => {
				clearTimeout(timer);
			});
		}
	});
}

/** The error for bytes after the end of a response. */
const tooLong = (url: URL, cause: Error): AppError => sourceError('source-length', `${shownUrl(url)}: sends more than it announces`, {cause});

/** A proxy. */
type Proxy = {
	/** For display. */
	readonly host: string;
	readonly isSecure: boolean;
	/** Its user and password. */
	readonly headers: Readonly<Record<string, string>>;
	readonly request: (options: RequestOptions) => ClientRequest;
};

/** The proxy for an address by the environment. Throws source-unreachable if its address is invalid. */
function proxyFor(base: URL): Proxy | undefined {
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
	/** Timeout of a request (ms). */
	readonly timeoutMs: number;
	readonly keepAlive: boolean;
	readonly maxSockets: number;
};

/** Connects to a TLS server through a proxy. */
class TunnelAgent extends HttpsAgent {
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
		const fail = (error: Error) => {
			this.openings.delete(opening);
			(callback as (error: Error) => void)(error);
		};

		this.openings.add(opening);
		limitWait(opening, timeoutMs, () => Object.assign(new Error('the proxy is silent'), {code: 'ETIMEDOUT', syscall: 'connect'}));
		opening.once('connect', ({statusCode}: IncomingMessage, socket: Duplex) => {
			this.openings.delete(opening);
			if (statusCode === 200) {
				callback(null, super.createConnection({...options, socket} as RequestOptions)!);
			} else {
				socket.destroy();
				fail(new ProxyRefusal(statusCode));
			}
		});
		opening.once('response', ({statusCode}: IncomingMessage) => {
			opening.destroy(new ProxyRefusal(statusCode));
		});
		opening.on('error', fail);
		opening.end();
	}

	override destroy(): void {
		for (const opening of this.openings) {
			opening.destroy();
		}

		super.destroy();
	}
}

/** A proxy does not open a tunnel. */
class ProxyRefusal extends Error {
	readonly status: number;

	constructor(status = 0) {
		super(`the proxy answers with status ${status}`);
		this.status = status;
	}
}
