import {writeSync} from 'node:fs';
import {codeOf} from '../../system/errors.js';

const maxWaits = 50;
const waitMilliseconds = 10;

/**
Writes all of it before it returns, as a process that ends needs it. Gives up on a terminal that takes nothing for half a second.
Returns whether the terminal is still there.
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
