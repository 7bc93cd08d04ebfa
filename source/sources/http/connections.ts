import {once} from 'node:events';
import {Agent as HttpAgent, type Agent, type ClientRequest} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {
	got, RequestError, type Got, type Response,
} from 'got';
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

/** Connections to the server of `base`, kept alive: direct ones, or through the proxy that the environment names. */
export class Connections {
	private readonly agent: Agent;
	private readonly got: Got;
	private readonly proxy: Proxy | undefined;
	private readonly timeoutMs: number;

	/** Throws source-unreachable if the address of the proxy is invalid. */
	constructor({base, timeoutMs}: Options) {
		const pool = {keepAlive: true, maxSockets: maxConcurrent};
		const proxy = proxyFor(base);
		const isSecure = base.protocol === 'https:';
		this.timeoutMs = timeoutMs;
		this.proxy = proxy;
		this.agent = isSecure && proxy
			? new TunnelAgent({
				...pool, proxy, target: `${base.hostname}:${base.port || '443'}`, timeoutMs,
			})
			: new (isSecure || proxy?.isSecure ? HttpsAgent : HttpAgent)(pool);
		this.got = got.extend({
			agent: {http: this.agent, https: this.agent as HttpsAgent},
			headers: {'user-agent': undefined},
			// Whether the address of a redirect is allowed, and which statuses are errors, is decided by the caller.
			followRedirect: false, throwHttpErrors: false, decompress: false, retry: {limit: 0},
			// Proxies tunnel TLS, but forward other requests.
			...!isSecure && proxy && {
				request: (url, options) => proxy.request({...options, path: url.href, headers: {...options.headers, host: url.host, ...proxy.headers}}),
			},
		});
	}

	/** The head of the response to a request; `request` of it is its body. Throws AppErrors of this domain, or the signal's reason if aborted. */
	async send(url: URL, {method, headers, signal}: Request): Promise<Response> {
		const address = shownUrl(url);
		const body = this.got.stream(url, {method, headers, signal});
		// A reader gets the error from its loop; without a reader it can be ignored.
		body.on('error', () => {});
		// Got keeps its listener on the signal until then.
		body.once('end', () => {
			body.destroy();
		});
		body.once('request', (sent: ClientRequest) => {
			limitWait(sent, this.timeoutMs, () => sourceError('source-timeout', `${address}: does not answer`));
			// Got does not settle after an upgrade that was not asked for.
			sent.once('upgrade', (_, socket) => {
				socket.destroy();
				body.destroy(truncatedError(address));
			});
		});
		try {
			const [answer] = await once(body, 'response') as [Response];
			return answer;
		} catch (error) {
			signal.throwIfAborted();
			throw this.errorFor(causeOf(error), address);
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
}

/** The error that one of got's stands for. */
export const causeOf = (error: unknown): unknown => error instanceof RequestError && error.cause instanceof Error ? error.cause : error;
