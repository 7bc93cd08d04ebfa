import {openSync} from 'node:fs';
import {ReadStream} from 'node:tty';
import {errorFactory} from '../../system/errors.js';

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
