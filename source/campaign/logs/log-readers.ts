import path from 'node:path';
import {availableParallelism, freemem} from 'node:os';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {debug} from '../../system/debug-log.js';
import {trackThread} from '../../system/end-process.js';
import {messageOf} from '../../system/errors.js';
import {startThread, threadScript, type ThreadScript} from '../../system/program-files.js';
import {trackWait} from '../../system/waiting.js';
import {readAhead} from './log-contents.js';
import {
	readLogs, type Job, type LogReader, type Outcome,
} from './read-logs.js';

type PendingJob = {readonly resolve: (outcome: Outcome) => void; readonly reject: (error: unknown) => void};

/** A thread that runs log-worker. Jobs may be queued: it answers them in order. */
export function openLogThread(script: ThreadScript): LogReader {
	const worker = trackThread(startThread(script));
	const pending: PendingJob[] = [];
	let end: Error | undefined;
	const fail = (error: unknown) => {
		for (const {reject} of pending.splice(0)) {
			reject(error);
		}
	};

	worker.on('message', (outcome: Outcome) => {
		pending.shift()?.resolve(outcome);
	}).on('error', fail).on('exit', () => {
		end = new Error('its thread ended');
		fail(end);
	});
	return {
		// A busy main thread sends no jobs, so the next one is queued in advance.
		ahead: 2,
		read: async job => trackWait(job.files[0] ?? '', async () => new Promise<Outcome>((resolve, reject) => {
			if (end) {
				reject(end);
				return;
			}

			pending.push({resolve, reject});
			worker.postMessage(job);
		})),
		close() {
			void worker.terminate();
		},
	};
}

/** Reads the logs of iterations, at most `width` at a time. */
export type LogReaders = {readonly width: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

type Work = {
	readonly bytes: number;
	readonly iterations: number;
	/** Whether this thread must stay responsive, and leaves large logs to other threads. */
	readonly keepFree: boolean;
};

// A thread takes 25 ms to start and as long again to warm up, about the time to parse this many bytes.
export const minBytesForThreads = 6_000_000;
const memoryPerThread = 200_000_000;
const maxThreads = 8;

/** Uses threads if they pay off, limited by cores and free memory. Built programs include the worker's script. */
export function openLogReaders({bytes, iterations, keepFree}: Work): LogReaders {
	const script = threadScript('log-worker.cjs');
	if (bytes < minBytesForThreads || !script) {
		const reader = openOwnReader(script);
		return openPool([reader], () => reader);
	}

	const width = Math.max(1, Math.min(availableParallelism(), maxThreads, iterations, Math.floor(freemem() / memoryPerThread)));
	debug('log-threads', {threads: keepFree ? width : width - 1, bytes, iterations});
	const openThread = () => openLogThread(script);
	const threads = Array.from({length: keepFree ? width : width - 1}, openThread);
	return openPool(keepFree ? threads : [openOwnReader(script), ...threads], openThread);
}

/** Maximum size of an iteration's logs that this thread reads into memory at once; larger ones are read piece by piece in a separate thread. */
const maxAheadBytes = 64 * 1024 * 1024;

/** Reads logs in this thread, which handles keys and signals while waiting for the disk. */
function openOwnReader(script: ThreadScript | undefined): LogReader {
	let thread: LogReader | undefined;
	return {
		ahead: 1,
		async read(job) {
			if (job.bytes > maxAheadBytes && script) {
				thread ??= openLogThread(script);
				return thread.read(job);
			}

			// One turn of the event loop between iterations lets keys, frames and messages of threads through.
			await nextTurn();
			return readLogs(job.files, {everyError: job.everyError, contents: job.contents ?? await readAhead(job.files)});
		},
		close() {
			thread?.close();
		},
	};
}

/** Gives each job to a reader with free capacity; a reader that fails loses only its current job and is replaced. */
export function openPool(readers: readonly LogReader[], replace: () => LogReader): LogReaders {
	const all = new Set<LogReader>();
	const free: LogReader[] = [];
	const waiting: Array<(reader: LogReader | undefined) => void> = [];
	let isClosed = false;
	const take = async (): Promise<LogReader | undefined> => {
		let reader = free.shift();
		while (reader && !all.has(reader)) {
			reader = free.shift();
		}

		if (isClosed) {
			return undefined;
		}

		return reader ?? new Promise(resolve => {
			waiting.push(resolve);
		});
	};

	const offer = (reader: LogReader) => {
		const next = waiting.shift();
		if (next) {
			next(reader);
		} else {
			free.push(reader);
		}
	};

	const add = (reader: LogReader) => {
		all.add(reader);
		for (let index = 0; index < reader.ahead; index++) {
			offer(reader);
		}
	};

	const read = async (job: Job): Promise<Outcome> => {
		const reader = await take();
		if (!reader) {
			return skipped(job, 'stopped');
		}

		try {
			const outcome = await reader.read(job);
			offer(reader);
			return outcome;
		} catch (error) {
			if (isClosed) {
				return skipped(job, 'stopped');
			}

			// Probably out of memory: only this job fails; jobs queued in the same thread are retried.
			const isFirst = all.delete(reader);
			if (isFirst) {
				add(replace());
			}

			return isFirst ? skipped(job, messageOf(error)) : read(job);
		}
	};

	for (const reader of readers) {
		add(reader);
	}

	return {
		width: readers.reduce((sum, reader) => sum + reader.ahead, 0),
		read,
		close() {
			isClosed = true;
			for (const reader of all) {
				reader.close();
			}

			for (const leave of waiting.splice(0)) {
				leave(undefined);
			}
		},
	};
}

const skipped = ({files}: Job, why: string): Outcome =>
	({status: 'skipped', code: 'reading-failed', reason: `${path.basename(files[0] ?? '')}: reading it failed (${why})`});
