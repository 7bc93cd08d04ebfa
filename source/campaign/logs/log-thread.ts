import {Worker} from 'node:worker_threads';
import type {LogReader} from './log-reader.js';
import type {Outcome} from './read-logs.js';

type Asked = {readonly resolve: (outcome: Outcome) => void; readonly reject: (error: unknown) => void};

/** A thread that runs the script of log-worker. Jobs may be given ahead: it answers them one by one, in their order. */
export function openLogThread(script: URL): LogReader {
	const worker = new Worker(script);
	const asked: Asked[] = [];
	let end: Error | undefined;
	const fail = (error: unknown) => {
		for (const {reject} of asked.splice(0)) {
			reject(error);
		}
	};

	worker.on('message', (outcome: Outcome) => {
		asked.shift()?.resolve(outcome);
	}).on('error', fail).on('exit', () => {
		end = new Error('its thread ended');
		fail(end);
	});
	return {
		// While this thread reads a log itself it hears of nothing: the next job must be there already.
		ahead: 2,
		read: async job => new Promise<Outcome>((resolve, reject) => {
			if (end) {
				reject(end);
				return;
			}

			asked.push({resolve, reject});
			worker.postMessage(job);
		}),
		close() {
			void worker.terminate();
		},
	};
}
