/** Numbers that look random and are the same in every run. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed;
	}

	/** From 0 to 1, that not included. */
	next(): number {
		this.state = (this.state + 0x6D_2B_79_F5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number below the limit. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	of<Item>(items: readonly Item[]): Item {
		return items[this.below(items.length)]!;
	}
}
