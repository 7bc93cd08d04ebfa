import type {Buffer} from 'node:buffer';

/** Initial number of slots; a power of two. */
const firstSlots = 256;

/** Maps 64-bit hashes to indexes 0, 1, 2 … in insertion order. */
export class HashIndex {
	/** For each slot both halves of the hash, and the index plus one; 0 if the slot is free. */
	private first = new Int32Array(firstSlots);
	private second = new Int32Array(firstSlots);
	private entries = new Int32Array(firstSlots);
	private size = 0;

	/** The index of a hash; −1 if it was not added. */
	indexOf(a: number, b: number): number {
		return this.entries[this.slotOf(a, b)]! - 1;
	}

	/** Adds a hash that is not present yet. */
	add(a: number, b: number): void {
		const slot = this.slotOf(a, b);
		this.first[slot] = a;
		this.second[slot] = b;
		this.size++;
		this.entries[slot] = this.size;
		if (this.size * 2 > this.entries.length) {
			this.grow();
		}
	}

	private slotOf(a: number, b: number): number {
		const {first, second, entries} = this;
		const mask = entries.length - 1;
		let slot = (a ^ (a >>> 16)) & mask;
		while (entries[slot] !== 0 && (first[slot] !== a || second[slot] !== b)) {
			slot = (slot + 1) & mask;
		}

		return slot;
	}

	private grow(): void {
		const {first, second, entries} = this;
		this.first = new Int32Array(entries.length * 2);
		this.second = new Int32Array(entries.length * 2);
		this.entries = new Int32Array(entries.length * 2);
		for (let old = 0; old < entries.length; old++) {
			if (entries[old] !== 0) {
				const slot = this.slotOf(first[old]!, second[old]!);
				this.first[slot] = first[old]!;
				this.second[slot] = second[old]!;
				this.entries[slot] = entries[old]!;
			}
		}
	}
}

/** Indexes for texts that recur in the bytes of logs, identified by a 64-bit hash, so that no strings are created for known ones. */
export class InternedTexts {
	/** Whether every text has an index: false if there were more than the maximum. */
	isComplete = true;
	/** The texts by index, in order of first occurrence. */
	readonly texts: string[] = [];
	private readonly maximum: number;
	private readonly hashes = new HashIndex();

	/** Keeps at most `maximum` texts, so that a log in which all of them differ does not fill the memory. */
	constructor(maximum: number) {
		this.maximum = maximum;
	}

	/** The index of the text in these bytes; −1 if it is new and the maximum is reached. */
	index(bytes: Buffer, from: number, to: number): number {
		// Small enough to remain a machine integer.
		let a = 0x01_1C_9D_C5;
		let b = 0x01_23_45_67;
		for (let at = from; at < to; at++) {
			a = Math.imul(a ^ bytes[at]!, 0x01_00_01_93);
			b = Math.imul(b ^ a, 0x5B_D1_E9_95);
		}

		const index = this.hashes.indexOf(a, b);
		if (index !== -1) {
			return index;
		}

		if (this.texts.length === this.maximum) {
			this.isComplete = false;
			return -1;
		}

		this.hashes.add(a, b);
		return this.texts.push(bytes.toString('utf8', from, to)) - 1;
	}
}
