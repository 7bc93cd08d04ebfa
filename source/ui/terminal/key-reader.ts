import {Buffer} from 'node:buffer';
import {cleanText} from '../../text/clean.js';
import {
	pasteStart, readEscape, readUnfinished, pasteEnd,
} from './escape-sequence.js';
import {readCharacter, type Key} from './key.js';

export type {Key} from './key.js';

/** Calls back after some milliseconds, unless the returned function is called before. */
type Delay = (callback: () => void, milliseconds: number) => () => void;

const sequenceTimeoutMs = 50;
// A paste may stall on a slow connection, but after a lost end marker keys must work again.
const pasteTimeoutMs = 2000;
const interrupt = '\u0003';

/** Turns a terminal's bytes, split and joined arbitrarily, into keys. Mouse, focus and cursor reports are ignored. */
export class KeyReader {
	readonly #onKey: (key: Key) => void;
	readonly #delay: Delay;
	/** Unread input, one character per byte, because some reports are not UTF-8. */
	#bytes = '';
	/** The paste being received. */
	#paste: Paste | undefined;
	#cancel: () => void = () => undefined;

	constructor(onKey: (key: Key) => void, delay: Delay = delayAfterInput) {
		this.#onKey = onKey;
		this.#delay = delay;
	}

	push(chunk: Uint8Array | string): void {
		this.#cancel();
		const bytes = (typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)).toString('latin1');
		// Nobody pastes a single Ctrl-C: the end of the paste was lost.
		if (this.#paste && bytes === interrupt) {
			this.#paste = undefined;
		}

		this.#bytes += bytes;
		while (this.#bytes !== '' && this.#readOne()) {
			// Each iteration consumes one key.
		}

		if (this.#bytes !== '' || this.#paste) {
			this.#cancel = this.#delay(() => {
				this.#giveUp();
			}, this.#paste ? pasteTimeoutMs : sequenceTimeoutMs);
		}
	}

	/** Discards unfinished input. */
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
		// Before handling the key, which may close the reader.
		this.#bytes = this.#bytes.slice(length);
		if (key) {
			this.#onKey(key);
		}
	}
}

/** After a long computation timers run before input is polled: wait until input has been polled too. */
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

/** Maximum size of a paste in bytes: no field accepts more; the rest is dropped. */
const maxBytes = 16 * 1024;

/** Collects a paste up to its end marker, in linear time and bounded memory whatever its length. One character per byte. */
class Paste {
	private text = '';
	/** The last bytes, which may contain the start of the end marker. */
	private tail = '';

	/** Adds bytes; returns those after the end marker, or undefined if the paste continues. */
	push(bytes: string): string | undefined {
		const joined = this.tail + bytes;
		const end = joined.indexOf(pasteEnd);
		const taken = end === -1 ? joined.slice(0, Math.max(0, joined.length - pasteEnd.length + 1)) : joined.slice(0, end);
		if (this.text.length < maxBytes) {
			this.text += taken.slice(0, maxBytes - this.text.length);
		}

		this.tail = end === -1 ? joined.slice(taken.length) : '';
		return end === -1 ? undefined : joined.slice(end + pasteEnd.length);
	}

	/** The paste as a key, with text that is safe to print. */
	key(): Key {
		const bytes = `${this.text}${this.tail}`.slice(0, maxBytes);
		return {name: 'paste', text: cleanText(Buffer.from(bytes, 'latin1').toString()), paste: true};
	}
}
