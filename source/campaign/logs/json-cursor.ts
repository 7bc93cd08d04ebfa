import {Buffer, isUtf8} from 'node:buffer';

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

	/** Drops the bytes before `from`, which then is offset 0, and reads more behind the rest; false at the end of the file. */
	refill(from: number): boolean {
		const rest = this.end - from;
		const capacity = this.bytes.length - 1;
		if (rest === capacity && capacity >= maxBytes) {
			return false;
		}

		const target = rest === capacity ? Buffer.alloc(capacity * 2 + 1) : this.bytes;
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

/** Bytes of the characters that JSON is made of. */
export const character = {
	tab: 9,
	lineFeed: 10,
	carriageReturn: 13,
	space: 32,
	quote: 34,
	comma: 44,
	zero: 48,
	colon: 58,
	openList: 91,
	backslash: 92,
	closeList: 93,
	openObject: 123,
	closeObject: 125,
} as const;

/**
 * An offset into the bytes of one line of JSON. Every method moves past what it reads; where it cannot, it answers false and
 * stays at the byte that it did not expect. A zero byte must follow the last one: no JSON has it, so nothing reads past it.
 */
export class JsonCursor {
	bytes: Buffer = Buffer.alloc(1);
	at = 0;

	/** Passes the byte and the blanks around it. */
	take(byte: number): boolean {
		this.skipBlanks();
		if (this.bytes[this.at] !== byte) {
			return false;
		}

		this.at++;
		this.skipBlanks();
		return true;
	}

	skipBlanks(): void {
		const {bytes} = this;
		let {at} = this;
		while (bytes[at] === character.space || bytes[at] === character.tab) {
			at++;
		}

		this.at = at;
	}

	/** Passes `{}` as Python prints it. */
	takeEmptyObject(): boolean {
		const {bytes, at} = this;
		const isEmpty = bytes[at] === character.openObject && bytes[at + 1] === character.closeObject;
		this.at += isEmpty ? 2 : 0;
		return isEmpty;
	}

	/** Passes an object and returns its text; whether that is JSON is for `JSON.parse` to say. */
	takeObject(): string | undefined {
		const start = this.at;
		return this.bytes[start] === character.openObject && this.passBrackets() && isUtf8(this.bytes.subarray(start, this.at))
			? this.bytes.toString('utf8', start, this.at)
			: undefined;
	}

	private passBrackets(): boolean {
		const {bytes} = this;
		let depth = 0;
		do {
			const byte = bytes[this.at] ?? 0;
			if (byte < character.space && byte !== character.tab) {
				return false;
			}

			if (byte === character.quote) {
				if (!this.passString()) {
					return false;
				}
			} else {
				depth
					+= byte === character.openObject || byte === character.openList
						? 1
						: (byte === character.closeObject || byte === character.closeList
							? -1
							: 0);
				this.at++;
			}
		} while (depth > 0);

		return true;
	}

	private passString(): boolean {
		const {bytes} = this;
		for (;;) {
			const byte = bytes[++this.at] ?? 0;
			if (byte < character.space) {
				return false;
			}

			if (byte === character.quote) {
				this.at++;
				return true;
			}

			if (byte === character.backslash && (bytes[++this.at] ?? 0) < character.space) {
				return false;
			}
		}
	}
}
