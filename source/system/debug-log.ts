import {createWriteStream, type WriteStream} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {isMainThread} from 'node:worker_threads';
import {cleanText, withoutCredentials} from '../text/clean.js';
import {isDebugging} from './error-report.js';
import {isInCampaign, makeCacheFolder, removeOldest} from './cache-folder.js';

/** Details of an event; times are in ms, with names ending in `Ms`. */
export type EventData = Readonly<Record<string, unknown>>;

const isOn = isMainThread && isDebugging();
let stream: WriteStream | undefined;
let notice = '';

/** Logs an event to standard error, or to the file of `debugToFile`. Does nothing unless debugging is on. */
export function debug(event: string, data: EventData = {}): void {
	if (isOn) {
		(stream ?? process.stderr).write(`${debugLine(new Date(), event, data)}\n`);
	}
}

/** Like `debug`, with the duration of the work and the error it threw, if any. Returns the result of the work. */
export async function debugTime<Result>(event: string, data: EventData, work: () => Promise<Result>): Promise<Result> {
	if (!isOn) {
		return work();
	}

	const start = performance.now();
	const tookMs = () => Math.round((performance.now() - start) * 10) / 10;
	try {
		const result = await work();
		debug(event, {...data, tookMs: tookMs()});
		return result;
	} catch (error) {
		debug(event, {...data, tookMs: tookMs(), error});
		throw error;
	}
}

/** An event as a line: time, name, and data as JSON. Passwords in addresses are removed, errors are reduced to their messages. */
export const debugLine = (time: Date, event: string, data: EventData): string =>
	cleanText(`${time.toISOString()} ${event} ${JSON.stringify(data, (_, value: unknown) => plainValue(value))}`);

function plainValue(value: unknown): unknown {
	return value instanceof Error ? withoutCredentials(value.message) : (typeof value === 'string' ? withoutCredentials(value) : value);
}

const ownName = /^debug-\d{4}-[\d\-TZ]+-\d+\.log$/v;
const maxFiles = 10;
const flushTimeoutMs = 200;

/**
 * From now on writes events to a new file in a folder below the program's cache folder, because the screen shows the interface. Never writes into
 * the campaign or where others can write: events are dropped instead.
 */
export async function debugToFile(folder: string | undefined, campaignFolder: string): Promise<void> {
	if (!isOn || folder === undefined) {
		return;
	}

	const isForeign = await isInCampaign(folder, campaignFolder) || !await makeCacheFolder(folder);
	const file = isForeign ? '/dev/null' : path.join(folder, `debug-${new Date().toISOString().replaceAll(/[:.]/gv, '-')}-${process.pid}.log`);
	notice = isForeign ? `ombt-explorer: no debug log: ${folder} is not a folder of yours alone outside the campaign\n` : `ombt-explorer: debug log: ${file}\n`;
	stream = createWriteStream(file, {flags: isForeign ? 'w' : 'wx', mode: 0o600});
	// Failure to write the debug log is not reported.
	stream.on('error', () => {});
	if (!isForeign) {
		await removeOldest(folder, {ownName, maxFiles}).catch(() => undefined);
	}
}

/** Resolves when all events are in the file, after at most 200 ms. */
export async function finishDebugLog(): Promise<void> {
	await new Promise<void>(resolve => {
		setTimeout(resolve, flushTimeoutMs).unref();
		if (stream) {
			stream.end(resolve);
		} else {
			resolve();
		}
	});
	stream = undefined;
}

/** A message that names the file of `debugToFile`, shown when the explorer exits; empty without one. */
export const debugNotice = (): string => notice;
