import {stat} from 'node:fs/promises';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {AppError} from '../../system/errors.js';
import {openNotice} from '../../system/file-watcher.js';
import type {Entry} from '../model/iteration.js';
import {surveyLogs} from './controller-logs.js';
import {openCampaign, type Campaign} from './parameters.js';

/** A campaign that has changed, or cannot be read and has been waited for in vain (said once; the watch goes on). */
export type WatchEvent =
	| {readonly status: 'changed'; readonly campaign: Campaign}
	| {readonly status: 'unreadable'; readonly reason: string; readonly hint: string};

export type WatchOptions = {
	readonly signal?: AbortSignal | undefined;
	/** ms between two looks at params.json; 2,000 by default. */
	readonly interval?: number;
	/** ms that a params.json which is half written, or gone for a moment, is waited for; 30,000 by default. */
	readonly timeoutMs?: number;
	/** Iterations without usable logs: their folders are looked at, too, as logs may be fetched after params.json was written. */
	readonly skipped?: () => readonly Entry[];
};

/**
 * Yields the campaign, opened anew, each time its params.json says something else than the one before; the first to compare
 * with is the one given, so that nothing which changed since is missed. Looks at the file's size and times (no notice comes
 * from NFS), and at once where the system gives notice. Ends when aborted, and keeps no process alive.
 */
export async function * watchCampaign(
	campaign: Campaign,
	{signal, interval = 2000, timeoutMs = 30_000, skipped = () => []}: WatchOptions = {},
): AsyncGenerator<WatchEvent> {
	const notice = openNotice(campaign.folder, 'params.json', signal);
	const observer = new Observer(campaign, {timeoutMs, skipped});
	try {
		while (!signal?.aborted) {
			const event = await observer.look();
			if (event) {
				yield event;
			}

			await notice.wait(observer.isRetrying ? Math.min(interval, delayMs) : interval);
		}
	} finally {
		notice.close();
	}
}

// Writing the rest of a file takes less than that.
const delayMs = 250;

class Observer {
	private readonly folder: string;
	private readonly timeoutMs: number;
	private entries: Campaign['entries'];
	private stamp = '';
	/** The logs of skipped iterations; undefined before the first look. */
	private logStamp: string | undefined;
	private readonly skipped: () => readonly Entry[];
	private unreadableSince: number | undefined;
	private isReported = false;

	constructor({folder, entries}: Campaign, {timeoutMs, skipped}: Required<Pick<WatchOptions, 'timeoutMs' | 'skipped'>>) {
		this.skipped = skipped;
		this.folder = folder;
		this.entries = entries;
		this.timeoutMs = timeoutMs;
	}

	/** Whether the file is expected to become whole soon. */
	get isRetrying(): boolean {
		return this.unreadableSince !== undefined && !this.isReported;
	}

	/** What there is to tell since the last look. */
	async look(): Promise<WatchEvent | undefined> {
		const stamp = await stampOf(this.folder);
		const logStamp = await logStampOf(this.folder, this.skipped());
		const haveLogsChanged = this.logStamp !== undefined && logStamp !== this.logStamp;
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

/** More skipped iterations are not looked at: each costs calls to the file system. */
const maxSkipped = 200;

async function logStampOf(folder: string, skipped: readonly Entry[]): Promise<string> {
	const surveys = await Promise.all(skipped.slice(0, maxSkipped).map(async entry => surveyLogs(folder, entry)));
	return JSON.stringify(surveys);
}

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
