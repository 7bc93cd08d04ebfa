import {Buffer} from 'node:buffer';
import {cleanText} from '../../text/clean.js';
import {pasteEnd} from './escape-sequence.js';
import type {Key} from './key.js';

/** Bytes of a paste that are kept: no field takes more, and what it has more is dropped. */
const maxBytes = 16 * 1024;

/** Collects a paste until its end marker, in linear time and bounded memory however long it is. Bytes are one character each. */
export class Paste {
	private text = '';
	/** The last bytes, in which the end marker may have begun. */
	private tail = '';

	/** Adds bytes; returns those behind the end marker, or undefined where the paste goes on. */
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
