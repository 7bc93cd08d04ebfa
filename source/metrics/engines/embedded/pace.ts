import {setImmediate as nextTurn} from 'node:timers/promises';
import {MessageChannel} from 'node:worker_threads';

/** To be awaited regularly in long loops: throws if aborted, and yields to the event loop. */
export type Pace = () => Promise<void>;

/** Time between two turns of the event loop (ms): keys are answered at once, and unpacking goes on in its thread. */
const maxMilliseconds = 1;

/** Creates a pace that is aborted by the signal. */
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
 * Frees the memory of a chunk immediately instead of at the next garbage collection: the chunks of an archive then reuse the same few
 * pages, which halves the time. If chunks share a buffer, it is freed with the last of them: until then the stream may still fill the
 * rest.
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

/** Bytes released so far of buffers that are still partly in use. */
const released = new WeakMap<ArrayBuffer, number>();
