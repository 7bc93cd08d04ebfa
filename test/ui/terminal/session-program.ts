import process from 'node:process';
import {FrameSink} from '../../../source/ui/terminal/frame-sink.js';
import {KeyReader} from '../../../source/ui/terminal/key-reader.js';
import {openSession} from '../../../source/ui/terminal/session.js';

/** A program for tests: shows the pressed keys; some of them make it exit in a certain way. */
const sink = new FrameSink(process.stdout);
const session = openSession({
	renderer: sink, onEnd(status) {
		process.stderr.write(`ended with ${status}\n`);
	},
});
let keys = '';

function add(text: string): void {
	keys += `${text} `;
	sink.show([`keys: ${keys}`]);
}

const reader = new KeyReader(({name}) => {
	add(name);
	act(name);
});
session.input.on('data', chunk => {
	reader.push(chunk);
});
sink.show(['keys: ']);
sink.on('resize', () => {
	add(`${sink.columns}x${sink.rows}`);
});

function act(name: string): void {
	switch (name) {
		case 'q': {
			sink.flush();
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
