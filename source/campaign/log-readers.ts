import {existsSync} from 'node:fs';
import {availableParallelism, freemem} from 'node:os';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {messageOf} from './errors.js';
import {openLogThread} from './log-thread.js';
import type {Job} from './log-worker.js';
import {readLogs, type Outcome} from './read-logs.js';

/** Reads iterations' logs, `width` of them at a time. */
export type LogReaders = {readonly width: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

/** Reads one job after the other; `read` rejects when the reader is lost. */
export type LogReader = {readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

type Work = {
	readonly bytes: number;
	readonly iterations: number;
	/** Whether this thread must answer keys meanwhile, and so reads nothing itself if others can. */
	readonly keepFree: boolean;
};

// A thread costs 25 ms to start and as much to warm up, which is what parsing this many bytes takes.
const worthThreads = 6_000_000;
const memoryPerThread = 200_000_000;
const mostThreads = 8;

/** Threads where they pay, bounded by cores and by free memory. Built programs have the worker's file beside them. */
export function openLogReaders({bytes, iterations, keepFree}: Work): LogReaders {
	const script = new URL('log-worker.js', import.meta.url);
	if (bytes < worthThreads || !existsSync(script)) {
		return pool([inThisThread], () => inThisThread);
	}

	const width = Math.max(1, Math.min(availableParallelism(), mostThreads, iterations, Math.floor(freemem() / memoryPerThread)));
	const openThread = () => openLogThread(script);
	const threads = Array.from({length: keepFree ? width : width - 1}, openThread);
	return pool(keepFree ? threads : [inThisThread, ...threads], openThread);
}

const inThisThread: LogReader = {
	// A turn of the event loop between two iterations lets keys, frames and answers of threads through.
	read: async ({files, everyError}) => nextTurn(undefined).then(() => readLogs(files, {everyError})),
	close() {},
};

function pool(readers: readonly LogReader[], replace: () => LogReader): LogReaders {
	const free = [...readers].reverse();
	const all = new Set(readers);
	const waiting: Array<(reader: LogReader) => void> = [];
	let isClosed = false;
	const take = async () => free.pop() ?? new Promise<LogReader>(resolve => {
		waiting.push(resolve);
	});
	const giveBack = (reader: LogReader) => {
		const next = waiting.shift();
		if (next) {
			next(reader);
		} else {
			free.push(reader);
		}
	};

	return {
		width: readers.length,
		async read(job) {
			const reader = await take();
			try {
				const outcome = await reader.read(job);
				giveBack(reader);
				return outcome;
			} catch (error) {
				all.delete(reader);
				if (!isClosed) {
					const fresh = replace();
					all.add(fresh);
					giveBack(fresh);
				}

				// Out of memory, most likely: it costs this iteration, not the others.
				return {status: 'skipped', reason: `${path.basename(job.files[0] ?? '')}: reading it failed (${messageOf(error)})`};
			}
		},
		close() {
			isClosed = true;
			for (const reader of all) {
				reader.close();
			}
		},
	};
}
