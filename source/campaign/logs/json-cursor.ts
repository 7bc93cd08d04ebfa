import {Buffer, isUtf8} from 'node:buffer';

const firstBytes = 1 << 17;
const maxBytes = 1 << 26;

/**
 * A sliding window over a file in a buffer that is reused for the next file, so that a log of any size needs 128 KiB; it grows only if the
 * results of one agent are longer than that.
 */
export class ByteWindow {
	/** A zero byte follows at `end`. */
	bytes: Buffer;
	end = 0;
	private read: ReadBytes = () => 0;
	private isAtEnd = false;

	constructor(size = firstBytes) {
		this.bytes = Buffer.alloc(size + 1);
	}

	/** Starts another source. */
	open(read: ReadBytes): void {
		this.read = read;
		this.end = 0;
		this.isAtEnd = false;
		this.bytes[0] = 0;
	}

	/** Whether the file has more data and little of the window is left after `at`. */
	isLow(at: number): boolean {
		return !this.isAtEnd && this.end - at < this.bytes.length / 8;
	}

	/** Drops the bytes before `from`, which becomes offset 0, and reads more after the rest; false at the end of the file. */
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

/** Byte values of JSON characters. */
export const character = {
	tab: 9,
	lineFeed: 10,
	carriageReturn: 13,
	space: 32,
	quote: 34,
	comma: 44,
	dash: 45,
	zero: 48,
	colon: 58,
	openList: 91,
	backslash: 92,
	closeList: 93,
	openObject: 123,
	closeObject: 125,
} as const;

/**
 * A position in the bytes of one line of JSON. Every method moves past what it reads, or returns false and stays at the unexpected byte. The last
 * byte must be followed by a zero byte, which is never valid JSON, so that nothing reads beyond it.
 */
export class JsonCursor {
	bytes: Buffer = Buffer.alloc(1);
	at = 0;

	/** Skips the byte and the whitespace around it. */
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

	/** Skips `{}` as printed by Python. */
	takeEmptyObject(): boolean {
		const {bytes, at} = this;
		const isEmpty = bytes[at] === character.openObject && bytes[at + 1] === character.closeObject;
		this.at += isEmpty ? 2 : 0;
		return isEmpty;
	}

	/** Skips an object and returns its text, which is not validated. */
	takeObject(): string | undefined {
		const start = this.at;
		return this.bytes[start] === character.openObject && this.skipBrackets() && isUtf8(this.bytes.subarray(start, this.at))
			? this.bytes.toString('utf8', start, this.at)
			: undefined;
	}

	private skipBrackets(): boolean {
		const {bytes} = this;
		let depth = 0;
		do {
			const byte = bytes[this.at] ?? 0;
			if (byte < character.space && byte !== character.tab) {
				return false;
			}

			if (byte === character.quote) {
				if (!this.skipString()) {
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

	private skipString(): boolean {
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
