import {Worker} from 'node:worker_threads';
import type {LogReader} from './log-readers.js';
import type {Job} from './log-worker.js';
import type {Outcome} from './read-logs.js';

/** A thread that runs the script of log-worker and answers one job at a time. */
export function openLogThread(script: URL): LogReader {
	const worker = new Worker(script);
	return {
		read: async job => ask(worker, job),
		close() {
			void worker.terminate();
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
