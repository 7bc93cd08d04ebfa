import process from 'node:process';
import type {Readable} from 'node:stream';
import {EnvHttpProxyAgent, type Dispatcher} from 'undici';
import {debug} from '../../system/debug-log.js';
import {sourceError} from '../errors.js';
import type {HttpAddress} from './address.js';
import type {SecretHeaders} from './credentials.js';
import {requestError} from './request-errors.js';

/** Maximum number of concurrent requests, and of connections. */
export const maxAtOnce = 4;
const maxRedirects = 5;
/** A server that sends less times out. */
const minBytesPerSecond = 100;

export type HttpAnswer = {
	readonly status: number;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** The final URL, after redirects. */
	readonly url: URL;
	/** The body, which must be read or dropped. Throws like `HttpClient.request`. */
	readonly body: () => AsyncGenerator<Uint8Array>;
	readonly drop: () => void;
};

type Request = {
	readonly method?: 'GET' | 'HEAD';
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
};

type Options = {readonly address: HttpAddress; readonly secrets: SecretHeaders; readonly timeoutMs: number};

/** Sends requests to one origin and follows redirects only within it: credentials are sent nowhere else. */
export class HttpClient {
	private readonly dispatcher: Dispatcher;
	private readonly options: Options;

	constructor(options: Options) {
		this.options = options;
		this.dispatcher = dispatcherFor(options.address.base, options.timeoutMs);
	}

	/** Returns the response to a request, whatever its status. Throws AppErrors of this domain, or the signal's reason if aborted. */
	async request(url: URL, {method = 'GET', headers = {}, signal}: Request): Promise<HttpAnswer> {
		const {address: {base}, secrets} = this.options;
		let current = url;
		for (let redirects = 0; ; redirects++) {
			const start = performance.now();
			const answer = await this.send(current, {method, headers: {...secrets, ...headers}, signal});
			debug('http-request', {
				method, url: current.href, status: answer.statusCode, tookMs: Math.round(performance.now() - start),
			});
			const location = firstOf(answer.headers.location);
			if (!redirectStatuses.has(answer.statusCode) || location === undefined) {
				return this.answerFrom(answer, current, signal);
			}

			answer.body.on('error', () => {}).destroy();
			const next = parsed(location, current);
			if (next?.origin !== base.origin) {
				throw sourceError('source-redirected', `${current.href}: leads to another server: ${next ? `${next.origin}${next.pathname}` : 'an address that is none'}`);
			}

			if (redirects >= maxRedirects) {
				throw sourceError('source-redirects', `${url.href}: leads on and on, more than ${maxRedirects} times`);
			}

			current = withoutCredentials(next);
		}
	}

	async close(): Promise<void> {
		await this.dispatcher.destroy();
	}

	private async send(url: URL, {method, headers, signal}: Required<Request>): Promise<Dispatcher.ResponseData> {
		try {
			return await this.dispatcher.request({
				origin: url.origin, path: `${url.pathname}${url.search}`, method, headers: {'accept-encoding': 'identity', ...headers}, signal,
			});
		} catch (error) {
			signal.throwIfAborted();
			throw requestError(error, url.href);
		}
	}

	private answerFrom({statusCode, headers, body}: Dispatcher.ResponseData, url: URL, signal: AbortSignal): HttpAnswer {
		// A reader gets the error from its loop; without a reader it can be ignored.
		body.on('error', () => {});
		const drop = () => {
			body.destroy();
		};

		return {
			status: statusCode,
			headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, firstOf(value)])),
			url,
			body: () => bodyOf(body, {url, signal, timeoutMs: this.options.timeoutMs}),
			drop,
		};
	}
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const firstOf = (value: string | string[] | undefined): string | undefined => Array.isArray(value) ? value[0] : value;

function parsed(location: string, base: URL): URL | undefined {
	try {
		return new URL(location, base);
	} catch {
		return undefined;
	}
}

function withoutCredentials(url: URL): URL {
	const clean = new URL(url);
	clean.username = '';
	clean.password = '';
	return clean;
}

function dispatcherFor(base: URL, timeoutMs: number): Dispatcher {
	const {env} = process;
	const otherwise = env.all_proxy ?? env.ALL_PROXY;
	const [httpProxy, httpsProxy] = [env.http_proxy ?? env.HTTP_PROXY ?? otherwise, env.https_proxy ?? env.HTTPS_PROXY ?? otherwise];
	try {
		return new EnvHttpProxyAgent({
			...httpProxy === undefined ? {} : {httpProxy},
			...httpsProxy === undefined ? {} : {httpsProxy},
			// Proxies tunnel TLS, but forward other requests.
			proxyTunnel: base.protocol === 'https:',
			connections: maxAtOnce,
			pipelining: 1,
			headersTimeout: timeoutMs,
			bodyTimeout: timeoutMs,
			connect: {timeout: timeoutMs},
		});
	} catch (error) {
		throw sourceError('source-unreachable', 'the address of the proxy is none', {
			cause: error, hint: 'correct http_proxy, https_proxy or all_proxy: http://host:port',
		});
	}
}

type BodyOptions = {readonly url: URL; readonly signal: AbortSignal; readonly timeoutMs: number};

async function * bodyOf(body: Readable, {url, signal, timeoutMs}: BodyOptions): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	let before = 0;
	let isTaken = false;
	// bodyTimeout only covers servers that send nothing; this covers slow ones. Time spent by the consumer (a slow disk) does not count.
	const timer = setInterval(() => {
		if (!isTaken && bytes - before < timeoutMs / 1000 * minBytesPerSecond) {
			body.destroy(sourceError('source-timeout', `${url.href}: sends less than ${minBytesPerSecond} bytes in a second`));
		}

		before = bytes;
	}, timeoutMs);
	timer.unref();
	try {
		for await (const chunk of body as AsyncIterable<Uint8Array>) {
			bytes += chunk.length;
			isTaken = true;
			yield chunk;
			isTaken = false;
		}
	} catch (error) {
		signal.throwIfAborted();
		throw requestError(error, url.href);
	} finally {
		clearInterval(timer);
	}
}
