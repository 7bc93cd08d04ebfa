import {writeSync} from 'node:fs';
import {codeOf} from '../../campaign/errors.js';

const mostWaits = 50;
const waitMilliseconds = 10;

/** Writes all of it before it returns, as a process that ends needs it; gives up where the terminal is gone or takes nothing. */
export function writeNow(fd: number, text: string): void {
	let rest = Buffer.from(text);
	for (let waits = 0; rest.length > 0 && waits < mostWaits;) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if (codeOf(error) !== 'EAGAIN') {
				return;
			}

			waits++;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMilliseconds);
		}
	}
}
