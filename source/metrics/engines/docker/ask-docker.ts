import type {AppError} from '../../../system/errors.js';
import {raceAbort} from '../../../system/race-abort.js';
import {metricsError} from '../../errors.js';

export type AskOptions = {
	/** Ends the request; the signal's reason is thrown then. */
	readonly signal?: AbortSignal | undefined;
	/** How long the answer may take (ms). */
	readonly timeoutMs?: number | undefined;
};

const defaultTimeoutMs = 60_000;

/**
 * The answer to one request to the Docker engine. Throws AppError docker-silent where it takes too long: the client waits for ever for
 * an engine that hangs, or that breaks off in the middle of an answer.
 */
export async function askDocker<Answer>(
	request: (options: {readonly abortSignal: AbortSignal}) => Promise<Answer>,
	{signal, timeoutMs = defaultTimeoutMs}: AskOptions = {},
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
		// What the client makes of an abort says less.
		both.throwIfAborted();
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

/** The error for an engine that does not answer in time. */
const silentError = (timeoutMs: number): AppError =>
	metricsError('docker-silent', `the Docker engine has not answered for ${Math.ceil(timeoutMs / 1000)} s`);

/** The error for an answer that is not what Docker's engines give. */
export const answerError = (cause?: unknown): AppError =>
	metricsError('docker-answer', 'what answers as the Docker engine is none', {cause});

/** What `read` takes out of an answer; throws AppError docker-answer where the answer is not what Docker's engines give. */
export function readAnswer<Answer, Result>(answer: Answer, read: (answer: Answer) => Result): Result {
	try {
		return read(answer);
	} catch (error) {
		throw answerError(error);
	}
}
