/** Pseudorandom numbers, the same in every run. */
export class Random {
	private state: number;

	constructor(seed: number) {
		// Zero would stay zero, and small seeds would start alike.
		this.state = Math.imul(seed + 1, 0x9E_37_79_B1) || 1;
	}

	/** From 0 up to but excluding 1. */
	next(): number {
		// Xorshift with 32 bits.
		this.state ^= this.state << 13;
		this.state ^= this.state >>> 17;
		this.state ^= this.state << 5;
		return (this.state >>> 0) / 4_294_967_296;
	}

	/** An integer below the limit. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	of<Item>(items: readonly Item[]): Item {
		return items[this.below(items.length)]!;
	}
}
