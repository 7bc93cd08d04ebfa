import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {cutMiddle} from '../text/cells.js';

type Wait = {readonly path: string; readonly since: number};

const waits = new Set<Wait>();

/** Runs work that may hang in the file system; until it ends, `longestWait` reports the path. */
export async function trackWait<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	const wait = {path, since: performance.now()};
	waits.add(wait);
	try {
		return await work();
	} finally {
		waits.delete(wait);
	}
}

/** A responsive disk needs less (ms). */
const minWaitMs = 2500;

/** The longest current wait, as `waiting for …/A-1/controller.log, 12 s`; undefined below 2.5 s. */
export function longestWait(): string | undefined {
	const now = performance.now();
	const [longest] = [...waits].sort((a, b) => a.since - b.since);
	return longest && now - longest.since >= minWaitMs ? `waiting for ${shortPath(longest.path)}, ${Math.floor((now - longest.since) / 1000)} s` : undefined;
}

/** Even a busy disk needs less (ms). */
const hangMs = 500;

/** Waits for final work before the program ends, but not for a hung disk. */
export async function untilDiskHangs(work: Promise<unknown>): Promise<void> {
	const done = new AbortController();
	const hangs = async () => {
		while (!done.signal.aborted && ![...waits].some(({since}) => performance.now() - since >= hangMs)) {
			await sleep(hangMs / 10);
		}
	};

	try {
		await Promise.race([work, hangs()]);
	} finally {
		done.abort();
	}
}

/** Maximum width in cells of each of the last two parts of a path. */
const partWidth = 32;

/** The last two parts of a path, long ones cut in the middle: iteration folders have names of 150 characters. */
const shortPath = (file: string): string => `…/${[path.basename(path.dirname(file)), path.basename(file)].map(part => cutMiddle(part, partWidth)).join('/')}`;

/** The result of the work, or rejects with the signal's reason as soon as it aborts; the work itself continues. */
export async function raceAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
	const done = new AbortController();
	const aborted = new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => {
			reject(signal.reason as Error);
		}, {signal: done.signal});
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		done.abort();
	}
}
