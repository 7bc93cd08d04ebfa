import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../system/errors.js';
import {openCampaign, type Campaign} from './parameters.js';

type Options = {
	readonly signal?: AbortSignal | undefined;
	/** ms that a params.json which is half written is waited for; 5,000 by default. */
	readonly timeoutMs?: number;
	/** Called once where there is something to wait for. */
	readonly onWait?: (reason: string) => void;
};

const pause = 250;

/** As `openCampaign`, for a campaign that runs: a params.json that cannot be read is given some seconds to become whole. */
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
