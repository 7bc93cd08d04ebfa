import {character} from './json-cursor.js';
import type {NamePrefix} from './agent-origins.js';

const dash = 45;

/** Places to begin with: more than the agents of a large iteration need, as growing is a surprise to compiled code. */
const firstIndexes = 1 << 15;

/**
 * Names known by 64 bits of their bytes' hash: 10,000 names without 10,000 strings. Two different names are taken for one
 * with a chance of 10⁻¹¹ at that number, so `add` answering false means "look closer", never "drop it".
 */
export class NameSet implements NamePrefix {
	private size = 0;
	private first: Int32Array;
	private second: Int32Array;
	// Of the name that was passed last.
	private a = 0;
	private b = 0;
	/** Of the name that was passed last: where its second dash from the end stands, and the hash of all before it. */
	prefixEnd = 0;
	prefixA = 0;
	prefixB = 0;

	constructor(indexes = firstIndexes) {
		this.first = new Int32Array(indexes);
		this.second = new Int32Array(indexes);
	}

	clear(): void {
		this.size = 0;
		this.second.fill(0);
	}

	/**
	 * Passes the name at `start`, without its first quote, of plain ASCII without escapes. Returns the offset of the byte that ends it: a
	 * quote if all is well.
	 */
	pass(bytes: Uint8Array, start: number): number {
		let at = start;
		let a = 0x81_1C_9D_C5;
		let b = 0x01_23_45_67;
		let [dashEnd, dashA, dashB] = [start, a, b];
		let [prefixEnd, prefixA, prefixB] = [start, a, b];
		let byte = bytes[at] ?? 0;
		while (byte !== character.quote && byte !== character.backslash && byte >= character.space && byte < 128) {
			if (byte === dash) {
				prefixEnd = dashEnd;
				prefixA = dashA;
				prefixB = dashB;
				dashEnd = at;
				dashA = a;
				dashB = b;
			}

			a = Math.imul(a ^ byte, 0x01_00_01_93);
			b = Math.imul(b ^ a, 0x5B_D1_E9_95);
			byte = bytes[++at] ?? 0;
		}

		this.a = a ^ (a >>> 16);
		// Zero in the second table marks a free slot.
		this.b = b || 1;
		this.prefixEnd = prefixEnd;
		this.prefixA = prefixA;
		this.prefixB = prefixB;
		return at;
	}

	/** Adds the name that was passed last; false where it (or, by a rare chance, another) was added before. */
	add(): boolean {
		return this.insert(this.a, this.b);
	}

	private insert(a: number, b: number): boolean {
		const {first, second} = this;
		const mask = first.length - 1;
		let index = a & mask;
		while (second[index] !== 0) {
			if (first[index] === a && second[index] === b) {
				return false;
			}

			index = (index + 1) & mask;
		}

		first[index] = a;
		second[index] = b;
		this.size++;
		if (this.size * 2 > mask) {
			this.grow();
		}

		return true;
	}

	private grow(): void {
		const {first, second} = this;
		this.size = 0;
		this.first = new Int32Array(first.length * 2);
		this.second = new Int32Array(first.length * 2);
		for (const [index, b] of second.entries()) {
			if (b !== 0) {
				this.insert(first[index] ?? 0, b);
			}
		}
	}
}
