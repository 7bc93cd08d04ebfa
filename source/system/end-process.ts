import process from 'node:process';
import type {Worker} from 'node:worker_threads';
import {setTimeout as sleep} from 'node:timers/promises';
import {codeOf, messageOf} from './errors.js';

/** Threads that have not ended yet. */
const threads = new Set<Worker>();

/** Has `endProcess` look after a thread; returns it. */
export function trackThread(thread: Worker): Worker {
	threads.add(thread);
	thread.once('exit', () => {
		threads.delete(thread);
	});
	return thread;
}

/** How long what is under way may take to end (ms): a disk that answers needs less, one that hangs is not waited for. */
const endTimeoutMs = 300;
const pollMs = 5;

/**
 * Ends the process with a status. Node waits at its exit for threads in a call to the file system, for ever where a disk hangs: the
 * process ends by SIGINT then, after the work of `exit` listeners, and its status is 130.
 */
export async function endProcess(status: number): Promise<void> {
	for (const thread of threads) {
		void thread.terminate();
	}

	const end = performance.now() + endTimeoutMs;
	while (isBusy() && performance.now() < end) {
		await sleep(pollMs);
	}

	if (isBusy()) {
		process.once('exit', () => {
			raise('SIGINT');
		});
	}

	process.exit(status);
}

const isBusy = (): boolean => threads.size > 0 || process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'));

/** Ends the process as the signal would have without our listeners, when all other work at the exit is done. */
export function endBySignal(signal: NodeJS.Signals, status: number): void {
	process.once('exit', () => {
		raise(signal);
	});
	process.exit(status);
}

function raise(signal: NodeJS.Signals): void {
	process.removeAllListeners(signal);
	process.kill(process.pid, signal);
	// A signal that dumps a core comes to whichever thread is next: this one must not end the process before.
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, endTimeoutMs);
}

const hangUpStatus = 129;

/** Ends the process when its terminal is gone: Node aborts, with a core file, when it cannot reset a terminal at its exit. */
export const endWithoutTerminal = (): void => {
	endBySignal('SIGHUP', hangUpStatus);
};

/** What happens when standard output fails, unless the explorer owns it. A reader that closes the pipe early (`| head`) is no error. */
export function onOutputError(error: unknown): void {
	const code = codeOf(error);
	if (code === 'EIO') {
		endWithoutTerminal();
	} else if (code === 'EPIPE') {
		process.exit(0);
	} else {
		process.stderr.write(`ombt-explorer: standard output cannot be written (${code ?? messageOf(error)})\n`);
		process.exit(1);
	}
}
