import {setImmediate as nextTurn} from 'node:timers/promises';

/** Ends long work when it is no longer wanted (it throws then), and lets others have a turn now and then. */
export type Pace = () => Promise<void>;

/** Half a frame: keys that are pressed meanwhile wait no longer. */
const maxMilliseconds = 8;

/** A pace that ends with the signal. */
export function paceOf(signal: AbortSignal): Pace {
	let began = performance.now();
	return async () => {
		signal.throwIfAborted();
		if (performance.now() - began > maxMilliseconds) {
			await nextTurn();
			signal.throwIfAborted();
			began = performance.now();
		}
	};
}
