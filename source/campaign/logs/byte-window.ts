import {Buffer} from 'node:buffer';

const firstBytes = 1 << 17;
const maxBytes = 1 << 26;

/**
 * The part of a file that is at hand. It moves on through the file in one buffer, used again for the next file, so that a
 * log of any size costs 128 KiB; it grows only when one agent's results are longer than that.
 */
export class ByteWindow {
	/** A zero byte stands at `end`. */
	bytes: Buffer;
	end = 0;
	private read: ReadBytes = () => 0;
	private isAtEnd = false;

	constructor(size = firstBytes) {
		this.bytes = Buffer.alloc(size + 1);
	}

	/** Begins another source. */
	open(read: ReadBytes): void {
		this.read = read;
		this.end = 0;
		this.isAtEnd = false;
		this.bytes[0] = 0;
	}

	/** Whether there is more in the file, and little of what is at hand lies behind `at`. */
	isLow(at: number): boolean {
		return !this.isAtEnd && this.end - at < this.bytes.length / 8;
	}

	/** Drops the bytes before `from`, which then is place 0, and reads more behind the rest; false at the end of the file. */
	refill(from: number): boolean {
		const rest = this.end - from;
		const room = this.bytes.length - 1;
		if (rest === room && room >= maxBytes) {
			return false;
		}

		const target = rest === room ? Buffer.alloc(room * 2 + 1) : this.bytes;
		this.bytes.copy(target, 0, from, this.end);
		this.bytes = target;
		const more = this.read(target, rest, target.length - 1 - rest);
		this.end = rest + more;
		this.isAtEnd = more === 0;
		target[this.end] = 0;
		return more > 0;
	}
}

/** Reads up to `length` bytes into the buffer at `offset`; returns how many, 0 at the end. */
export type ReadBytes = (buffer: Uint8Array, offset: number, length: number) => number;
