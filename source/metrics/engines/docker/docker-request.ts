import type {AppError} from '../../../system/errors.js';
import {raceAbort} from '../../../system/waiting.js';
import {metricsError} from '../../errors.js';

export type RequestOptions = {
	/** Aborts the request; its reason is then thrown. */
	readonly signal?: AbortSignal | undefined;
	/** Timeout for the response (ms). */
	readonly timeoutMs?: number | undefined;
};

const defaultTimeoutMs = 60_000;

/**
 * Sends one request to the Docker engine. Throws AppError docker-silent on timeout: the client library would wait forever for an engine that hangs or stops
 * in the middle of a response.
 */
export async function requestDocker<Answer>(
	request: (options: {readonly abortSignal: AbortSignal}) => Promise<Answer>,
	{signal, timeoutMs = defaultTimeoutMs}: RequestOptions = {},
): Promise<Answer> {
	const limit = new AbortController();
	const timer = setTimeout(() => {
		limit.abort(silentError(timeoutMs));
	}, timeoutMs);
	const both = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
	try {
		both.throwIfAborted();
		return await raceAbort(request({abortSignal: both}), both);
	} catch (error) {
		// The client library's own error for an abort is less specific.
		both.throwIfAborted();
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

/** The error for an engine that does not respond in time. */
const silentError = (timeoutMs: number): AppError =>
	metricsError('docker-silent', `the Docker engine has not answered for ${Math.ceil(timeoutMs / 1000)} s`);

/** The error for a response in an unknown format. */
export const answerError = (cause?: unknown): AppError =>
	metricsError('docker-answer', 'the response is not that of a Docker engine', {cause});

/** Extracts data from a response with `read`; throws AppError docker-answer if its format is unknown. */
export function readAnswer<Answer, Result>(answer: Answer, read: (answer: Answer) => Result): Result {
	try {
		return read(answer);
	} catch (error) {
		throw answerError(error);
	}
}
