import {setImmediate as nextTurn} from 'node:timers/promises';

/** To be awaited regularly by long work: throws when the work is aborted, and yields to the event loop. */
export type Pace = () => Promise<void>;

/** Half a frame: keys wait no longer than this. */
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
