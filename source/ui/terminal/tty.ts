import {openSync, writeSync} from 'node:fs';
import {ReadStream} from 'node:tty';
import {errorFactory, codeOf} from '../../system/errors.js';

/** The terminal to read keys from: `input`, or /dev/tty if that is not a terminal. `release` lets the process end. */
export function openKeyboard(input: ReadStream): {readonly input: ReadStream; readonly release: () => void} {
	if (input.isTTY) {
		return {
			input,
			release() {
				input.pause();
				input.unref();
			},
		};
	}

	const own = openTerminal();
	return {
		input: own,
		release() {
			own.destroy();
		},
	};
}

const terminalError = errorFactory({
	'no-terminal': {hint: 'run it in a terminal (ssh needs -t), or print with: ombt-explorer table CAMPAIGN', status: 1},
});

function openTerminal(): ReadStream {
	try {
		return new ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		throw terminalError(
			'no-terminal',
			'the explorer needs a terminal for its keys',
		);
	}
}

const maxWaits = 50;
const waitMs = 10;

/**
 * Writes everything synchronously, as needed by a process about to end. Gives up if the terminal accepts nothing for half a second. Returns
 * whether the terminal is still there.
 */
export function writeAllSync(fd: number, text: string): boolean {
	let rest = Buffer.from(text);
	for (let waits = 0; rest.length > 0 && waits < maxWaits;) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if (codeOf(error) !== 'EAGAIN') {
				return false;
			}

			waits++;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
		}
	}

	return true;
}
