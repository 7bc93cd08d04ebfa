import {openSync} from 'node:fs';
import {ReadStream} from 'node:tty';
import {CampaignError} from '../../system/errors.js';

/** The terminal that keys come from: `input`, or /dev/tty where that is no terminal. `release` lets the process end. */
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

function openTerminal(): ReadStream {
	try {
		return new ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		throw new CampaignError(
			'the explorer needs a terminal for its keys',
			'run it in a terminal (ssh needs -t), or print with: ombt-explorer table CAMPAIGN',
		);
	}
}
