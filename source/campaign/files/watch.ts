import {stat} from 'node:fs/promises';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../system/errors.js';
import {watchFile} from '../../system/file-watcher.js';
import {itemAt} from '../../system/lists.js';
import type {SkipReason} from '../errors.js';
import type {Entry} from '../model/iteration.js';
import {hasFolderChanged, listLogs} from './controller-logs.js';
import {openCampaign, type Campaign} from './parameters.js';

/** A campaign has changed, or could not be read until the timeout (reported once; watching continues). */
export type WatchEvent =
	| {readonly status: 'changed'; readonly campaign: Campaign}
	| {readonly status: 'unreadable'; readonly reason: string; readonly hint: string};

/** An iteration without usable logs, and why. */
type SkippedEntry = Entry & Pick<SkipReason, 'code'>;

/** How to watch a campaign. */
export type WatchOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Polling interval (ms); 2,000 by default. */
	readonly interval?: number;
	/** How long to wait for a params.json that is partially written, or gone for a moment (ms); 30,000 by default. */
	readonly timeoutMs?: number;
	/** Updates the campaign's folder before each check; if it fails, the folder stays as it was. */
	readonly refresh?: () => Promise<unknown>;
	/** Iterations without usable logs: their folders are checked, too, as logs may be fetched after params.json was written. */
	readonly skipped?: () => readonly SkippedEntry[];
};

/**
 * Yields the newly opened campaign each time the content of its params.json changes; the first comparison is with the given campaign, so that no
 * change is missed. Polls the file's size and times (NFS sends no notifications), and checks immediately on a notification. Ends when aborted;
 * does not keep the process alive.
 */
export async function * watchCampaign(
	campaign: Campaign,
	{signal, interval = 2000, timeoutMs = 30_000, skipped = () => [], refresh}: WatchOptions = {},
): AsyncGenerator<WatchEvent> {
	const notice = watchFile(campaign.folder, 'params.json', signal);
	const observer = new Observer(campaign, {timeoutMs, skipped});
	try {
		while (!signal?.aborted) {
			await refresh?.().catch(() => undefined);
			const event = await observer.check();
			if (event) {
				yield event;
			}

			// A partial write is no reason to poll a server more often.
			await notice.wait(observer.isRetrying && !refresh ? Math.min(interval, delayMs) : interval);
		}
	} finally {
		notice.close();
	}
}

// Completing a partial write takes less than this.
const delayMs = 250;

class Observer {
	private readonly folder: string;
	private readonly timeoutMs: number;
	private entries: Campaign['entries'];
	private stamp = '';
	/** State of the logs of skipped iterations; undefined before the first check. */
	private logStamp: string | undefined;
	private readonly skipped: () => readonly SkippedEntry[];
	private unreadableSince: number | undefined;
	private isReported = false;

	constructor({folder, entries}: Campaign, {timeoutMs, skipped}: Required<Pick<WatchOptions, 'timeoutMs' | 'skipped'>>) {
		this.skipped = skipped;
		this.folder = folder;
		this.entries = entries;
		this.timeoutMs = timeoutMs;
	}

	/** Whether the file is expected to become readable soon. */
	get isRetrying(): boolean {
		return this.unreadableSince !== undefined && !this.isReported;
	}

	/** The event since the last check, if any. */
	async check(): Promise<WatchEvent | undefined> {
		const stamp = await stampOf(this.folder);
		const skipped = this.skipped().slice(0, maxSkipped);
		const listings = await Promise.all(skipped.map(async entry => listLogs(this.folder, entry)));
		const logStamp = JSON.stringify(listings);
		// Also what changed while the campaign was loaded.
		const haveLogsChanged = this.logStamp === undefined
			? skipped.some((entry, position) => hasFolderChanged(itemAt(listings, position), entry))
			: logStamp !== this.logStamp;
		this.logStamp = logStamp;
		if (stamp === this.stamp && this.unreadableSince === undefined && !haveLogsChanged) {
			return undefined;
		}

		const opened = await open(this.folder);
		if (opened.status === 'unreadable') {
			this.unreadableSince ??= performance.now();
			const isNew = !this.isReported && performance.now() - this.unreadableSince >= this.timeoutMs;
			this.isReported ||= isNew;
			return isNew ? opened : undefined;
		}

		this.stamp = stamp;
		this.unreadableSince = undefined;
		this.isReported = false;
		const isNew = haveLogsChanged || !isDeepStrictEqual(opened.campaign.entries, this.entries);
		this.entries = opened.campaign.entries;
		return isNew ? opened : undefined;
	}
}

async function stampOf(folder: string): Promise<string> {
	const found = await stat(path.join(folder, 'params.json'), {bigint: true}).catch(() => undefined);
	return found ? [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ') : 'gone';
}

/** No more skipped iterations than this are checked: each costs file system calls. */
const maxSkipped = 200;

async function open(folder: string): Promise<WatchEvent> {
	try {
		return {status: 'changed', campaign: await openCampaign(folder)};
	} catch (error) {
		if (error instanceof AppError) {
			return {status: 'unreadable', reason: error.message, hint: error.hint};
		}

		throw error;
	}
}

type RetryOptions = {
	readonly signal?: AbortSignal | undefined;
	/** How long to wait for a partially written params.json (ms); 5,000 by default. */
	readonly timeoutMs?: number;
	/** Called once if it has to wait. */
	readonly onWait?: (reason: string) => void;
};

/** Like `openCampaign`, for a running campaign: retries for some seconds if params.json cannot be read. */
export async function openWithRetry(folder: string, {signal, timeoutMs = 5000, onWait}: RetryOptions = {}): Promise<Campaign> {
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

			await sleep(delayMs);
		}
	}
}
