import {Buffer} from 'node:buffer';
import {cleanText} from '../../text/clean.js';
import {pasteEnd} from './escape-sequence.js';
import type {Key} from './key.js';

/** Maximum size of a paste in bytes: no field accepts more; the rest is dropped. */
const maxBytes = 16 * 1024;

/** Collects a paste up to its end marker, in linear time and bounded memory whatever its length. One character per byte. */
export class Paste {
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
