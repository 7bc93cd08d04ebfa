import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../system/errors.js';
import {isPassing} from './request-errors.js';

const maxTries = 3;
const pauseMs = 300;

/** Whether the same may go well the next time: connections that broke, lengths that were wrong, servers that are busy. */
const passingCodes: ReadonlySet<string> = new Set(['source-length', 'source-busy']);

const mayPass = (error: unknown): boolean => error instanceof AppError
	? passingCodes.has(error.code) || (error.cause !== undefined && isPassing(error.cause))
	: isPassing(error);

/** Does work up to three times, while what it throws may pass. Throws the signal's reason where it is aborted. */
export async function withRetries<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
	for (let tries = 1; ; tries++) {
		try {
			return await work();
		} catch (error) {
			signal.throwIfAborted();
			if (tries === maxTries || !mayPass(error)) {
				throw error;
			}

			await sleep(pauseMs * tries, undefined, {signal});
		}
	}
}
