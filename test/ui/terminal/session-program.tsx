import process from 'node:process';
import {render, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import {FrameSink, stdoutOf} from '../../../source/ui/terminal/frame-sink.js';
import {KeyReader} from '../../../source/ui/terminal/key-reader.js';
import {openSession} from '../../../source/ui/terminal/session.js';

/** A program for tests: shows the pressed keys; some of them make it exit in a certain way. */
const sink = new FrameSink(process.stdout);
const session = openSession({
	canvas: sink, onEnd(status) {
		process.stderr.write(`ended with ${status}\n`);
	},
});
const listeners = new Set<() => void>();
let keys = '';
function Keys() {
	return (
		<Text>keys: {useSyncExternalStore(listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}, () => keys)}
		</Text>
	);
}

const reader = new KeyReader(({name}) => {
	keys += `${name} `;
	for (const listener of listeners) {
		listener();
	}

	act(name);
});
session.input.on('data', chunk => {
	reader.push(chunk);
});
const app = render(<Keys/>, {
	stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false,
});
sink.on('resize', () => {
	keys += `${sink.columns}x${sink.rows} `;
	for (const listener of listeners) {
		listener();
	}
});

function act(name: string): void {
	switch (name) {
		case 'q': {
			sink.flush();
			app.unmount();
			reader.close();
			session.close();
			process.stdout.write('bye\n');
			break;
		}

		case 'e': {
			process.exit(7);
			break;
		}

		case 't': {
			throw new Error('thrown\u001B]52;c;AAAA\u0007 in a handler');
		}

		case 'p': {
			void Promise.reject(new Error('rejected'));
			break;
		}

		case 'ctrl-z': {
			session.suspend();
			break;
		}

		default:
	}
}
