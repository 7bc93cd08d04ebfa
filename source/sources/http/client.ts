import type {Response} from 'got';
import {debug} from '../../system/debug-log.js';
import {codeOf, type AppError} from '../../system/errors.js';
import {sourceError} from '../errors.js';
import {
	isHttpAddress, shownUrl, stripCredentials, type HttpAddress,
} from './address.js';
import {causeOf, Connections} from './connections.js';
import type {SecretHeaders} from './credentials.js';
import {truncatedError, requestError} from './request-errors.js';

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
	private readonly connections: Connections;
	private readonly options: Options;

	constructor(options: Options) {
		this.options = options;
		this.connections = new Connections({base: options.address.base, timeoutMs: options.timeoutMs});
	}

	/** Returns the response to a request, whatever its status. Throws AppErrors of this domain, or the signal's reason if aborted. */
	async request(url: URL, {method = 'GET', headers = {}, signal}: Request): Promise<HttpAnswer> {
		const {address: {base}, secrets} = this.options;
		let current = url;
		for (let redirects = 0; ; redirects++) {
			const start = performance.now();
			const answer = await this.connections.send(current, {method, headers: {'accept-encoding': 'identity', ...secrets, ...headers}, signal});
			debug('http-request', {
				method, url: shownUrl(current), status: answer.statusCode, tookMs: Math.round(performance.now() - start),
			});
			const {location} = answer.headers;
			if (!redirectStatuses.has(answer.statusCode ?? 0) || location === undefined) {
				return this.answerFrom(answer, current, signal);
			}

			drop(answer);
			const next = parsed(location, current);
			if (!next || !isHttpAddress(next.href)) {
				throw sourceError('source-redirects', `${shownUrl(current)}: redirects to an invalid address`);
			}

			if (next.origin !== base.origin) {
				throw sourceError('source-redirected', `${shownUrl(current)}: redirects to another server: ${shownUrl(next)}`);
			}

			if (redirects >= maxRedirects) {
				throw sourceError('source-redirects', `${shownUrl(url)}: redirects more than ${maxRedirects} times`);
			}

			current = stripCredentials(next);
		}
	}

	close(): void {
		this.connections.close();
	}

	private answerFrom(answer: Response, url: URL, signal: AbortSignal): HttpAnswer {
		const {statusCode, headers} = answer;
		return {
			status: statusCode,
			headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
			url,
			body: () => bodyOf(answer, {url, signal, timeoutMs: this.options.timeoutMs}),
			drop() {
				drop(answer);
			},
		};
	}
}

/** Drops the body of a response; its connection remains usable if all of it has come already. */
function drop(answer: Response): void {
	if (answer.complete) {
		answer.request.resume();
	} else {
		answer.request.destroy();
	}
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function parsed(location: string, base: URL): URL | undefined {
	try {
		return new URL(location, base);
	} catch {
		return undefined;
	}
}

type BodyOptions = {readonly url: URL; readonly signal: AbortSignal; readonly timeoutMs: number};

async function * bodyOf(answer: Response, {url, signal, timeoutMs}: BodyOptions): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	let before = 0;
	// Time spent by the consumer (a slow disk) does not count.
	let isTaken = false;
	const silence = setTimeout(() => {
		if (!isTaken) {
			answer.request.destroy(sourceError('source-stalled', `${shownUrl(url)}: sends nothing any more`));
		}
	}, timeoutMs);
	const slowness = setInterval(() => {
		if (!isTaken && bytes - before < timeoutMs / 1000 * minBytesPerSecond) {
			answer.request.destroy(sourceError('source-timeout', `${shownUrl(url)}: sends fewer than ${minBytesPerSecond} bytes per second`));
		}

		before = bytes;
	}, timeoutMs);
	try {
		for await (const chunk of answer.request as AsyncIterable<Uint8Array>) {
			bytes += chunk.length;
			isTaken = true;
			yield chunk;
			isTaken = false;
			silence.refresh();
		}

		if (!answer.complete) {
			throw truncatedError(shownUrl(url));
		}
	} catch (error) {
		signal.throwIfAborted();
		const cause = causeOf(error);
		throw answer.complete && codeOf(cause)?.startsWith('HPE_') === true ? tooLong(url, cause) : requestError(cause, shownUrl(url));
	} finally {
		clearTimeout(silence);
		clearInterval(slowness);
	}
}

/** The error for bytes after the end of a response. */
const tooLong = (url: URL, cause: unknown): AppError => sourceError('source-length', `${shownUrl(url)}: sends more than it announces`, {cause});
