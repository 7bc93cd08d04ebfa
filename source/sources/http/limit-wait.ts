import type {ClientRequest} from 'node:http';

/**
 * Ends a request with an error if the head of its response is not complete after a time (ms), however often a byte of it comes. Time in the queue
 * for a connection does not count.
 */
export function limitWait(request: ClientRequest, timeoutMs: number, createError: () => Error): void {
	request.once('socket', () => {
		const timer = setTimeout(() => {
			request.destroy(createError());
		}, timeoutMs);
		for (const event of ['response', 'connect', 'close']) {
			request.once(event, () => {
				clearTimeout(timer);
			});
		}
	});
}
