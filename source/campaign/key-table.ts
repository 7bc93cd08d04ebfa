import {Buffer} from 'node:buffer';
import type {JsonCursor} from './json-cursor.js';

/** No key of the table stands here. */
export const noKey = -1;

/** The keys of an object, found by their bytes. Objects of one log repeat their order: the key that followed last time is tried first. */
export class KeyTable {
	readonly size: number;
	private readonly texts: readonly Buffer[];
	private readonly followers: number[];

	constructor(keys: readonly string[]) {
		this.size = keys.length;
		this.texts = keys.map(key => Buffer.from(`"${key}"`));
		this.followers = keys.map((_, place) => place + 1);
		this.followers.push(0);
	}

	/** Passes the key here and returns its place in the table, or `noKey`. `previous` is the key before it, `size` for the first. */
	take(cursor: JsonCursor, previous: number): number {
		const expected = this.followers[previous] ?? 0;
		const text = this.texts[expected];
		return text && cursor.takeText(text) ? expected : this.search(cursor, previous);
	}

	private search(cursor: JsonCursor, previous: number): number {
		for (const [place, text] of this.texts.entries()) {
			if (cursor.takeText(text)) {
				this.followers[previous] = place;
				return place;
			}
		}

		return noKey;
	}
}
