import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../system/errors.js';
import {isTransient} from './request-errors.js';

const maxTries = 3;
const pauseMs = 300;

/** Errors that a retry may fix, besides broken connections: wrong lengths, and servers that are busy or stopped sending. */
const retriedCodes: ReadonlySet<string> = new Set(['source-length', 'source-busy', 'source-stalled']);

const mayRetry = (error: unknown): boolean => error instanceof AppError
	? retriedCodes.has(error.code) || (error.cause !== undefined && isTransient(error.cause))
	: isTransient(error);

/** Runs `work` up to three times while its errors are transient. Throws the signal's reason if aborted. */
export async function withRetries<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
	for (let tries = 1; ; tries++) {
		try {
			return await work();
		} catch (error) {
			signal.throwIfAborted();
			if (tries === maxTries || !mayRetry(error)) {
				throw error;
			}

			await sleep(pauseMs * tries, undefined, {signal});
		}
	}
}
