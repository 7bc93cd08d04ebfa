import type {Buffer} from 'node:buffer';

/** Slots to begin with; a power of two. */
const firstSlots = 256;

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
	/** Of each slot the halves of the hash, and the index plus one; 0 where the slot is free. */
	private first = new Int32Array(firstSlots);
	private second = new Int32Array(firstSlots);
	private entries = new Int32Array(firstSlots);

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

		a ^= a >>> 16;
		const slot = this.slotOf(a, b);
		const entry = this.entries[slot]!;
		return entry === 0 ? this.add(slot, a, b, bytes.toString('utf8', from, to)) : entry - 1;
	}

	private slotOf(a: number, b: number): number {
		const {first, second, entries} = this;
		const mask = entries.length - 1;
		let slot = a & mask;
		while (entries[slot] !== 0 && (first[slot] !== a || second[slot] !== b)) {
			slot = (slot + 1) & mask;
		}

		return slot;
	}

	private add(slot: number, a: number, b: number, text: string): number {
		if (this.texts.length === this.maximum) {
			this.isComplete = false;
			return -1;
		}

		this.first[slot] = a;
		this.second[slot] = b;
		const size = this.texts.push(text);
		this.entries[slot] = size;
		if (size * 2 > this.entries.length) {
			this.grow();
		}

		return size - 1;
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
