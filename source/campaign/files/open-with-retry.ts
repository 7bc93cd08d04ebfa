import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../system/errors.js';
import {openCampaign, type Campaign} from './parameters.js';

type Options = {
	readonly signal?: AbortSignal | undefined;
	/** How long to wait for a partially written params.json (ms); 5,000 by default. */
	readonly timeoutMs?: number;
	/** Called once if it has to wait. */
	readonly onWait?: (reason: string) => void;
};

const pause = 250;

/** Like `openCampaign`, for a running campaign: retries for some seconds if params.json cannot be read. */
export async function openWithRetry(folder: string, {signal, timeoutMs = 5000, onWait}: Options = {}): Promise<Campaign> {
	const end = performance.now() + timeoutMs;
	for (let isFirst = true; ; isFirst = false) {
		try {
			return await openCampaign(folder);
		} catch (error) {
			const isOver = signal?.aborted === true || performance.now() >= end;
			if (!(error instanceof AppError) || isOver) {
				throw error;
			}

			if (isFirst) {
				onWait?.(error.message);
			}

			await sleep(pause);
		}
	}
}
