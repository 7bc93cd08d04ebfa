import {pasteStart, readEscape, readUnfinished} from './escape-sequence.js';
import {readCharacter, type Key} from './key.js';
import {Paste} from './paste.js';

export type {Key} from './key.js';

/** Calls back after some milliseconds, unless the function that it returns was called before. */
export type Delay = (callback: () => void, milliseconds: number) => () => void;

const sequenceMilliseconds = 50;
// A paste may stall on a slow line, but after a lost end marker keys must work again.
const pasteMilliseconds = 2000;
const interrupt = '\u0003';

/** Turns a terminal's bytes, torn and glued in any way, into keys. Mouse, focus and cursor reports are no keys. */
export class KeyReader {
	readonly #onKey: (key: Key) => void;
	readonly #delay: Delay;
	/** What is not read yet: one character per byte, as some reports are not UTF-8. */
	#bytes = '';
	/** The paste that is coming in. */
	#paste: Paste | undefined;
	#cancel: () => void = () => undefined;

	constructor(onKey: (key: Key) => void, delay: Delay = delayAfterInput) {
		this.#onKey = onKey;
		this.#delay = delay;
	}

	push(chunk: Uint8Array | string): void {
		this.#cancel();
		const bytes = (typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)).toString('latin1');
		// Nobody pastes a lone Ctrl-C: the end of a paste was lost.
		if (this.#paste && bytes === interrupt) {
			this.#paste = undefined;
		}

		this.#bytes += bytes;
		while (this.#bytes !== '' && this.#readOne()) {
			// Each turn takes one key off the front.
		}

		if (this.#bytes !== '' || this.#paste) {
			this.#cancel = this.#delay(() => {
				this.#giveUp();
			}, this.#paste ? pasteMilliseconds : sequenceMilliseconds);
		}
	}

	/** Forgets what is unfinished. */
	close(): void {
		this.#cancel();
		this.#bytes = '';
		this.#paste = undefined;
	}

	#readOne(): boolean {
		if (this.#paste === undefined && this.#bytes.startsWith(pasteStart)) {
			this.#paste = new Paste();
			this.#bytes = this.#bytes.slice(pasteStart.length);
		}

		if (this.#paste) {
			return this.#readPaste(this.#paste);
		}

		const token = this.#bytes.startsWith('\u001B') ? readEscape(this.#bytes) : readCharacter(this.#bytes);
		if (token) {
			this.#take(token.length, token.key);
		}

		return token !== undefined;
	}

	#readPaste(paste: Paste): boolean {
		const rest = paste.push(this.#bytes);
		this.#bytes = rest ?? '';
		if (rest !== undefined) {
			this.#paste = undefined;
			this.#onKey(paste.key());
		}

		return rest !== undefined;
	}

	#giveUp(): void {
		const paste = this.#paste;
		this.#paste = undefined;
		this.#take(this.#bytes.length, paste ? paste.key() : readUnfinished(this.#bytes));
	}

	#take(length: number, key: Key | undefined): void {
		// Before the key is handled, which may close the reader.
		this.#bytes = this.#bytes.slice(length);
		if (key) {
			this.#onKey(key);
		}
	}
}

/** After a long computation timers run before the input is looked at: only when that is done too has nothing come. */
function delayAfterInput(callback: () => void, milliseconds: number): () => void {
	let immediate: NodeJS.Immediate | undefined;
	const timer = setTimeout(() => {
		immediate = setImmediate(callback);
	}, milliseconds);
	return () => {
		clearTimeout(timer);
		clearImmediate(immediate);
	};
}
