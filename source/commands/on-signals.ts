import {constants} from 'node:os';
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Cleans up and ends the process at once when it is told to stop, with the status that shells expect (130 for Ctrl-C); returns what undoes this. */
export function onSignals(cleanUp: () => void): () => void {
	const stop = (signal: (typeof signals)[number]) => {
		cleanUp();
		process.exit(128 + constants.signals[signal]);
	};

	for (const signal of signals) {
		process.on(signal, stop);
	}

	return () => {
		for (const signal of signals) {
			process.off(signal, stop);
		}
	};
}
