/** Bytes one after the other, whose number is known only at the end. */
export class GrowingBytes {
	length = 0;
	/** More than there are. */
	bytes: Uint8Array;

	/** Begins in this memory. */
	constructor(memory: Uint8Array = new Uint8Array(0)) {
		this.bytes = memory;
	}

	/** Moves into this memory, where there is more of it. */
	moveTo(memory: Uint8Array): void {
		memory.set(this.all());
		this.bytes = memory;
	}

	/** Makes room for so many bytes more, and returns where they begin. */
	add(count: number): number {
		const at = this.length;
		this.length += count;
		if (this.length > this.bytes.length) {
			const grown = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
			grown.set(this.bytes);
			this.bytes = grown;
		}

		return at;
	}

	push(bytes: Uint8Array): void {
		const at = this.add(bytes.length);
		this.bytes.set(bytes, at);
	}

	/** All of them, not copied. */
	all(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}
}
