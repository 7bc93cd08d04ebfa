import {setTimeout as sleep} from 'node:timers/promises';
import {treatmentOf} from './request-errors.js';

const maxTries = 3;
const pauseMs = 300;

/** Runs `work` up to three times while another attempt may succeed. Throws the signal's reason if aborted. */
export async function withRetries<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
	for (let tries = 1; ; tries++) {
		try {
			return await work();
		} catch (error) {
			signal.throwIfAborted();
			if (tries === maxTries || !treatmentOf(error).isRetried) {
				throw error;
			}

			await sleep(pauseMs * tries, undefined, {signal});
		}
	}
}
