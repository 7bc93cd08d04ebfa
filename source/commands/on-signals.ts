import {constants} from 'node:os';
import process from 'node:process';
import {endProcess} from '../system/end-process.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Cleans up and exits on SIGINT, SIGTERM and SIGHUP, with the conventional status (130 for Ctrl-C); returns a function that removes the listeners. */
export function onSignals(cleanUp: () => void): () => void {
	const stop = (signal: (typeof signals)[number]) => {
		cleanUp();
		void endProcess(128 + constants.signals[signal]);
	};

	return listen(stop);
}

/** Adds a listener to each of the signals; returns a function that removes it. */
function listen(listener: (signal: (typeof signals)[number]) => void): () => void {
	for (const signal of signals) {
		process.on(signal, listener);
	}

	return () => {
		for (const signal of signals) {
			process.off(signal, listener);
		}
	};
}

/** For an orderly shutdown: `signal` is aborted on the first signal; on the second one, or after five seconds, the process exits immediately. */
type Stopping = {
	readonly signal: AbortSignal;
	/** The conventional exit status after a signal; undefined without one. */
	readonly status: () => number | undefined;
	readonly ignore: () => void;
};

const endTimeoutMs = 5000;

/** Aborts a running command on SIGINT, SIGTERM and SIGHUP. */
function stopOnSignals(): Stopping {
	const controller = new AbortController();
	let status: number | undefined;
	const stop = (signal: (typeof signals)[number]) => {
		if (status !== undefined) {
			void endProcess(status);
			return;
		}

		status = 128 + constants.signals[signal];
		setTimeout(() => {
			void endProcess(status ?? 1);
		}, endTimeoutMs).unref();
		controller.abort(new Error(`ended by ${signal}`));
	};

	return {signal: controller.signal, status: () => status, ignore: listen(stop)};
}

/** Does work that SIGINT, SIGTERM and SIGHUP abort; after a signal the result is that of `onStopped`, given the exit status. Throws what the work throws. */
export async function untilSignal<Result>(
	work: (signal: AbortSignal) => Promise<Result>,
	onStopped: (status: number) => Result | Promise<Result>,
): Promise<Result> {
	const stopping = stopOnSignals();
	try {
		return await work(stopping.signal);
	} catch (error) {
		const status = stopping.status();
		if (status === undefined) {
			throw error;
		}

		return await onStopped(status);
	} finally {
		stopping.ignore();
	}
}
