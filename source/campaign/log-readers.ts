import {existsSync} from 'node:fs';
import {availableParallelism, freemem} from 'node:os';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {messageOf} from './errors.js';
import type {Job} from './log-worker.js';
import {readLogs, type Outcome} from './read-logs.js';

/** Reads iterations' logs, `width` of them at a time. */
export type LogReaders = {readonly width: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

// A thread costs 15 ms to start, which is what parsing this many bytes takes.
const worthThreads = 6_000_000;
const memoryPerThread = 200_000_000;

/** Threads where they pay, bounded by cores and by free memory; else this thread. Built programs have the worker's file beside them. */
export function openLogReaders(bytes: number, iterations: number): LogReaders {
	const script = new URL('log-worker.js', import.meta.url);
	const width = Math.min(availableParallelism(), 8, iterations, Math.max(1, Math.floor(freemem() / memoryPerThread)));
	return bytes < worthThreads || !existsSync(script) ? inThisThread : inThreads(script, Math.max(1, width));
}

const inThisThread: LogReaders = {
	width: 1,
	// A turn of the event loop between two iterations lets keys and frames through.
	read: async ({files, everyError}) => nextTurn(undefined).then(() => readLogs(files, {everyError})),
	close() {},
};

function inThreads(script: URL, width: number): LogReaders {
	const free = Array.from({length: width}, () => new Worker(script));
	const all = new Set(free);
	const waiting: Array<(worker: Worker) => void> = [];
	let isClosed = false;
	const take = async () => new Promise<Worker>(resolve => {
		const worker = free.pop();
		if (worker) {
			resolve(worker);
		} else {
			waiting.push(resolve);
		}
	});
	const giveBack = (worker: Worker) => {
		const next = waiting.shift();
		if (next) {
			next(worker);
		} else {
			free.push(worker);
		}
	};

	const replace = (dead: Worker): Worker => {
		const fresh = new Worker(script);
		all.delete(dead);
		all.add(fresh);
		return fresh;
	};

	return {
		width,
		async read(job) {
			const worker = await take();
			try {
				const outcome = await ask(worker, job);
				giveBack(worker);
				return outcome;
			} catch (error) {
				if (!isClosed) {
					giveBack(replace(worker));
				}

				// Out of memory, most likely: it costs this iteration, not the others.
				return {status: 'skipped', reason: `${path.basename(job.files[0] ?? '')}: reading it failed (${messageOf(error)})`};
			}
		},
		close() {
			isClosed = true;
			for (const worker of all) {
				void worker.terminate();
			}
		},
	};
}

const ask = async (worker: Worker, job: Job) => new Promise<Outcome>((resolve, reject) => {
	const settle = (act: () => void) => {
		worker.off('message', done).off('error', failed).off('exit', ended);
		act();
	};

	const done = (outcome: Outcome) => {
		settle(() => {
			resolve(outcome);
		});
	};

	const failed = (error: unknown) => {
		settle(() => {
			reject(error instanceof Error ? error : new Error(String(error)));
		});
	};

	const ended = () => {
		failed(new Error('its thread ended'));
	};

	worker.on('message', done).on('error', failed).on('exit', ended);
	worker.postMessage(job);
});
