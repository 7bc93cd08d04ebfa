import {MessageChannel} from 'node:worker_threads';

const {port1: discard, port2: nobody} = new MessageChannel();
nobody.close();

/**
 * Frees the memory of a chunk that is no longer needed, instead of leaving that to the next garbage collection: the chunks of
 * an archive then use the same few pages again and again, which takes half the time. Only for a chunk that is all of its memory:
 * of one that is a part, the stream may still fill the rest.
 */
export function release({buffer, byteLength}: Uint8Array): void {
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) {
		discard.postMessage(undefined, [buffer]);
	}
}
