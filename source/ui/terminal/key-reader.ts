import {
	pasteEnd, pasteStart, readEscape, readUnfinished,
} from './escape-sequence.js';
import {readCharacter, type Key} from './key.js';

export type {Key} from './key.js';

/** Calls back after some milliseconds, unless the function that it returns was called before. */
export type Delay = (callback: () => void, milliseconds: number) => () => void;

const sequenceMilliseconds = 50;
// A paste may stall on a slow line, but after a lost end marker keys must work again.
const pasteMilliseconds = 2000;

/** Turns a terminal's bytes, torn and glued in any way, into keys. Mouse, focus and cursor reports are no keys. */
export class KeyReader {
	readonly #onKey: (key: Key) => void;
	readonly #delay: Delay;
	/** What is not read yet: one character per byte, as some reports are not UTF-8. */
	#bytes = '';
	#cancel: () => void = () => undefined;

	constructor(onKey: (key: Key) => void, delay: Delay = delayAfterInput) {
		this.#onKey = onKey;
		this.#delay = delay;
	}

	push(chunk: Uint8Array | string): void {
		this.#cancel();
		this.#bytes += (typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)).toString('latin1');
		while (this.#bytes !== '' && this.#readOne()) {
			// Each turn takes one key off the front.
		}

		if (this.#bytes !== '') {
			const isPaste = this.#bytes.startsWith(pasteStart);
			this.#cancel = this.#delay(() => {
				this.#giveUp();
			}, isPaste ? pasteMilliseconds : sequenceMilliseconds);
		}
	}

	/** Forgets what is unfinished. */
	close(): void {
		this.#cancel();
		this.#bytes = '';
	}

	#readOne(): boolean {
		if (this.#bytes.startsWith(pasteStart)) {
			const end = this.#bytes.indexOf(pasteEnd, pasteStart.length);
			if (end !== -1) {
				this.#take(end + pasteEnd.length, pasteKey(this.#bytes.slice(pasteStart.length, end)));
			}

			return end !== -1;
		}

		const token = this.#bytes.startsWith('\u001B') ? readEscape(this.#bytes) : readCharacter(this.#bytes);
		if (token) {
			this.#take(token.length, token.key);
		}

		return token !== undefined;
	}

	#giveUp(): void {
		const isPaste = this.#bytes.startsWith(pasteStart);
		const key = isPaste ? pasteKey(this.#bytes.slice(pasteStart.length)) : readUnfinished(this.#bytes);
		this.#take(this.#bytes.length, key);
	}

	#take(length: number, key: Key | undefined): void {
		// First the bytes, then the key: whoever gets it may close the reader.
		this.#bytes = this.#bytes.slice(length);
		if (key) {
			this.#onKey(key);
		}
	}
}

const pasteKey = (bytes: string): Key => ({name: 'paste', text: Buffer.from(bytes, 'latin1').toString(), paste: true});

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
