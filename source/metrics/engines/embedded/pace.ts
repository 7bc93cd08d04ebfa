import {setImmediate as nextTurn} from 'node:timers/promises';
import {MessageChannel} from 'node:worker_threads';

/** To be awaited regularly in long loops: throws if aborted, and yields to the event loop. */
export type Pace = () => Promise<void>;

/** Half a frame: the maximum delay of key presses. */
const maxMilliseconds = 8;

/** A pace that is aborted by the signal. */
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

const {port1: discard, port2: nobody} = new MessageChannel();
nobody.close();

/**
 * Frees the memory of a chunk that is no longer needed, instead of leaving that to the next garbage collection: the chunks of
 * an archive then use the same few pages again and again, which takes half the time. Where chunks are parts of one memory, it is freed with
 * the last of them: until then the stream may still fill the rest.
 */
export function release({buffer, byteLength}: Uint8Array): void {
	if (!(buffer instanceof ArrayBuffer)) {
		return;
	}

	const bytes = (released.get(buffer) ?? 0) + byteLength;
	if (bytes === buffer.byteLength) {
		discard.postMessage(undefined, [buffer]);
	} else {
		released.set(buffer, bytes);
	}
}

/** Bytes of memory that are no longer needed, where others of it still are. */
const released = new WeakMap<ArrayBuffer, number>();
