// Small, so that growing is among the first things that happen, and not a surprise to code that was compiled without it.
const firstPlaces = 16;

/**
 * Names known by 64 bits of their bytes' hash: 10,000 names without 10,000 strings. Two different names are taken for one
 * with a chance of 10⁻¹¹ at that number, so `add` answering false means "look closer", never "drop it".
 */
export class NameSet {
	private size = 0;
	private first = new Int32Array(firstPlaces);
	private second = new Int32Array(firstPlaces);

	/** Adds bytes[from, to); false where they (or, by a rare chance, others) were added before. */
	add(bytes: Uint8Array, from: number, to: number): boolean {
		let a = 0x81_1C_9D_C5;
		let b = 0x01_23_45_67;
		for (let at = from; at < to; at++) {
			const byte = bytes[at] ?? 0;
			a = Math.imul(a ^ byte, 0x01_00_01_93);
			b = Math.imul(b + byte, 0x5B_D1_E9_95);
			b ^= b >>> 15;
		}

		// Zero in the second table marks a free place.
		return this.insert(a ^ (a >>> 16), b || 1);
	}

	private insert(a: number, b: number): boolean {
		const mask = this.first.length - 1;
		let place = a & mask;
		while (this.second[place] !== 0) {
			if (this.first[place] === a && this.second[place] === b) {
				return false;
			}

			place = (place + 1) & mask;
		}

		this.first[place] = a;
		this.second[place] = b;
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
		for (const [place, b] of second.entries()) {
			if (b !== 0) {
				this.insert(first[place] ?? 0, b);
			}
		}
	}
}
