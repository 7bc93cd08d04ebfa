import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {cutMiddle} from '../text/cells.js';

type Wait = {readonly path: string; readonly since: number};

const waits = new Set<Wait>();

/** Does work that the file system may not answer; until it ends, `longestWait` knows of the path. */
export async function trackWait<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	const wait = {path, since: performance.now()};
	waits.add(wait);
	try {
		return await work();
	} finally {
		waits.delete(wait);
	}
}

/** A disk that answers needs less (ms). */
const minWaitMs = 2500;

/** What has been waited for longest, as `waiting for …/A-1/controller.log, 12 s`; undefined where nothing takes longer than 2.5 s. */
export function longestWait(): string | undefined {
	const now = performance.now();
	const [longest] = [...waits].sort((a, b) => a.since - b.since);
	return longest && now - longest.since >= minWaitMs ? `waiting for ${shortPath(longest.path)}, ${Math.floor((now - longest.since) / 1000)} s` : undefined;
}

/** A disk that answers needs less, also when it is busy (ms). */
const hangMs = 500;

/** Waits for work that ends the program, but not for a disk that does not answer. */
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

/** Cells for each of the last two parts of a path. */
const partWidth = 32;

/** The last two parts of a path, cut in the middle where they are long: folders of iterations have names of 150 characters. */
const shortPath = (file: string): string => `…/${[path.basename(path.dirname(file)), path.basename(file)].map(part => cutMiddle(part, partWidth)).join('/')}`;
