import {
	request as httpRequest, type Agent, type ClientRequest, type IncomingMessage, Agent as HttpAgent,
} from 'node:http';
import {Agent as HttpsAgent, request as httpsRequest} from 'node:https';
import type {AppError} from '../../system/errors.js';
import {sourceError} from '../errors.js';
import {maxConcurrent} from '../for-each-concurrent.js';
import {shownUrl} from './address.js';
import {limitWait} from './limit-wait.js';
import {
	proxyFor, TunnelAgent, TunnelError, type Proxy,
} from './proxy.js';
import {
	truncatedError, isConnectError, proxyError, requestError,
} from './request-errors.js';

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
		const pool = {keepAlive: true, maxSockets: maxConcurrent};
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
			throw this.errorFor(error, shownUrl(url));
		}
	}

	close(): void {
		this.agent.destroy();
	}

	private errorFor(error: unknown, address: string): AppError {
		const isOfTunnel = error instanceof TunnelError;
		if (isOfTunnel && error.status !== undefined) {
			return proxyError(error.status, address);
		}

		const cause = isOfTunnel ? error.cause : error;
		const isOfProxy = this.proxy !== undefined && (isOfTunnel || isConnectError(error));
		return requestError(cause, isOfProxy ? `${address}: the proxy ${this.proxy.host}` : address);
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

/** The error for bytes after the end of a response. */
const tooLong = (url: URL, cause: Error): AppError => sourceError('source-length', `${shownUrl(url)}: sends more than it announces`, {cause});
