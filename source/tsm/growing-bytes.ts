/** A byte buffer that grows. */
export class GrowingBytes {
	length = 0;
	/** The allocated memory, longer than `length`. */
	bytes: Uint8Array;

	/** `memory`: initial memory. */
	constructor(memory: Uint8Array = new Uint8Array(0)) {
		this.bytes = memory;
	}

	/** Moves the bytes to this larger memory. */
	moveTo(memory: Uint8Array): void {
		memory.set(this.all());
		this.bytes = memory;
	}

	/** Extends the buffer by `count` bytes; returns where these begin. */
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

	/** The content, not copied. */
	all(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}
}
