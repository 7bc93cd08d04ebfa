import {constants} from 'node:os';
import process from 'node:process';
import type {Worker} from 'node:worker_threads';
import {setTimeout as sleep} from 'node:timers/promises';
import {codeOf, messageOf} from './errors.js';

/** Threads still running. */
const threads = new Set<Worker>();

/** Registers a thread to be terminated by `endProcess`; returns it. */
export function trackThread(thread: Worker): Worker {
	threads.add(thread);
	thread.once('exit', () => {
		threads.delete(thread);
	});
	return thread;
}

/** Time for pending work to end (ms): a responsive disk needs less, a hung one is not waited for. */
const endTimeoutMs = 300;
const pollMs = 5;

/**
 * Ends the process with a status. At exit Node waits for threads that are in a file system call, forever if the disk hangs: then the process ends
 * by SIGINT after the `exit` listeners have run, with status 130.
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

/** Ends the process as the signal would have without our listeners, after all other exit work is done. */
export function endBySignal(signal: NodeJS.Signals, status: number): void {
	process.once('exit', () => {
		raise(signal);
	});
	process.exit(status);
}

const signalNames = Object.keys(constants.signals) as readonly NodeJS.Signals[];

function raise(signal: NodeJS.Signals): void {
	// A library may listen to the same signal by its other name, such as SIGIOT for SIGABRT.
	for (const name of signalNames.filter(other => constants.signals[other] === constants.signals[signal])) {
		process.removeAllListeners(name);
	}

	process.kill(process.pid, signal);
	// A signal that dumps core may be delivered to any thread: keep this one from ending the process first.
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, endTimeoutMs);
}

const hangUpStatus = 129;

/** Ends the process when its terminal is gone: Node would abort with a core dump because it cannot reset the terminal at exit. */
export const endWithoutTerminal = (): void => {
	endBySignal('SIGHUP', hangUpStatus);
};

/** Handles errors of standard output, unless the explorer owns it. A reader that closes the pipe early (`| head`) is not an error. */
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
