import process from 'node:process';
import type {Readable} from 'node:stream';
import {EnvHttpProxyAgent, type Dispatcher} from 'undici';
import {debug} from '../../system/debug-log.js';
import {sourceError} from '../errors.js';
import type {HttpAddress} from './address.js';
import type {SecretHeaders} from './credentials.js';
import {requestError} from './request-errors.js';

/** Requests under way at a time, and connections. */
export const maxAtOnce = 4;
const maxRedirects = 5;
/** A server that sends less in a second is not waited for. */
const minBytesPerSecond = 100;

export type HttpAnswer = {
	readonly status: number;
	/** By their names in small letters. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** Where it came from, after redirects. */
	readonly url: URL;
	/** Its bytes, to be read or dropped. Throws what a user can do something about. */
	readonly body: () => AsyncGenerator<Uint8Array>;
	readonly drop: () => void;
};

type Request = {
	readonly method?: 'GET' | 'HEAD';
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal: AbortSignal;
};

type Options = {readonly address: HttpAddress; readonly secrets: SecretHeaders; readonly timeoutMs: number};

/** Asks one origin, and follows it nowhere else: what identifies a person is sent there alone. */
export class HttpClient {
	private readonly dispatcher: Dispatcher;
	private readonly options: Options;

	constructor(options: Options) {
		this.options = options;
		this.dispatcher = dispatcherFor(options.address.base, options.timeoutMs);
	}

	/** The answer to a request, of whatever status. Throws AppErrors of this domain, the signal's reason where it is aborted. */
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
		// Who reads it is told; where nobody does any more there is nothing to tell.
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
			// A proxy tunnels TLS; other requests it makes itself.
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
	// The library waits so long for any byte; here are those who send one now and then. A disk that is slow is not their fault.
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
