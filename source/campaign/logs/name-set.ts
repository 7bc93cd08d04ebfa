import {character} from './json-cursor.js';
import type {NamePrefix} from './agent-origins.js';

/** Initial number of slots: enough for the agents of a large iteration, because growing deoptimises compiled code. */
const firstIndexes = 1 << 15;

/**
 * A set of names identified by a 64-bit hash: 10,000 names without 10,000 strings. At that number two different names collide with a probability
 * of 10⁻¹¹, so a false from `add` means "look closer", never "drop it".
 */
export class NameSet implements NamePrefix {
	private size = 0;
	private first: Int32Array;
	private second: Int32Array;
	// Hash of the last name passed.
	private a = 0;
	private b = 0;
	/** Of the last name passed: position of its second-to-last dash, and the hash of everything before it. */
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
	 * Hashes the name at `start` (after the opening quote), in plain ASCII without escapes. Returns the offset of the byte that ends it: a quote
	 * if all is well.
	 */
	hash(bytes: Uint8Array, start: number): number {
		let at = start;
		let a = 0x81_1C_9D_C5;
		let b = 0x01_23_45_67;
		let [dashEnd, dashA, dashB] = [start, a, b];
		let [prefixEnd, prefixA, prefixB] = [start, a, b];
		let byte = bytes[at] ?? 0;
		while (byte !== character.quote && byte !== character.backslash && byte >= character.space && byte < 128) {
			if (byte === character.dash) {
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

	/** Adds the last name passed; false if it (or, very rarely, another with the same hash) was added before. */
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
