import {writeSync} from 'node:fs';
import {codeOf} from '../../system/errors.js';

const maxWaits = 50;
const waitMilliseconds = 10;

/**
 * Writes everything synchronously, as needed by a process about to end. Gives up if the terminal accepts nothing for half a second. Returns
 * whether the terminal is still there.
 */
export function writeNow(fd: number, text: string): boolean {
	let rest = Buffer.from(text);
	for (let waits = 0; rest.length > 0 && waits < maxWaits;) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if (codeOf(error) !== 'EAGAIN') {
				return false;
			}

			waits++;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMilliseconds);
		}
	}

	return true;
}
