import type {Buffer} from 'node:buffer';

/** Slots to begin with; a power of two. */
const firstSlots = 256;

/** Indexes by 64 bits of a hash, 0, 1, 2 … in the order in which they were added. */
export class HashIndex {
	/** Of each slot the halves of the hash, and the index plus one; 0 where the slot is free. */
	private first = new Int32Array(firstSlots);
	private second = new Int32Array(firstSlots);
	private entries = new Int32Array(firstSlots);
	private size = 0;

	/** The index of the hash; −1 where it was not added. */
	indexOf(a: number, b: number): number {
		return this.entries[this.slotOf(a, b)]! - 1;
	}

	/** Adds a hash that is not there yet. */
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

/**
 * Texts that come again and again in the bytes of logs, each by an index: known by 64 bits of their hash, so that no string is made where
 * one is met.
 */
export class InternedTexts {
	/** Whether every text has an index: false where there were too many. */
	isComplete = true;
	/** By their indexes, in the order in which they were met. */
	readonly texts: string[] = [];
	private readonly maximum: number;
	private readonly hashes = new HashIndex();

	/** `maximum`: so many are kept, so that a log where each is another does not fill the memory. */
	constructor(maximum: number) {
		this.maximum = maximum;
	}

	/** The index of the text that stands in these bytes; −1 where there were too many before. */
	index(bytes: Buffer, from: number, to: number): number {
		// Small enough to stay an integer of the machine.
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
