import type {ByteCursor} from './byte-cursor.js';

const encoding = 0x10;

/** The floats of a block, as many as it has times. Throws Damage. */
export function readFloats(cursor: ByteCursor, count: number): Float64Array {
	if (cursor.uint8() !== encoding) {
		cursor.fail('floats of an unknown encoding');
	}

	// A value takes a bit at least.
	if (count > cursor.left * 8) {
		cursor.fail(`too few bytes for ${count} values`);
	}

	const bits = new BitReader(cursor);
	const values = new Float64Array(count);
	const scratch = new DataView(new ArrayBuffer(8));
	let high = bits.read(32);
	let low = bits.read(32);
	let length = 64;
	let shift = 0;
	let value = toDouble(scratch, high, low);
	for (let index = 0; index < count; index++) {
		if (index > 0 && bits.read(1) === 1) {
			if (bits.read(1) === 1) {
				const leading = bits.read(5);
				length = bits.read(6) || 64;
				shift = 64 - leading - length;
				if (shift < 0) {
					bits.fail('a window of more than 64 bits');
				}
			}

			// The changed bits, shifted left into their place.
			const upper = length > 32 ? bits.read(length - 32) : 0;
			const lower = bits.read(Math.min(length, 32));
			high ^= shift >= 32 ? lower << (shift - 32) : (shift > 0 ? (upper << shift) | (lower >>> (32 - shift)) : upper);
			low ^= shift >= 32 ? 0 : lower << shift;
			value = toDouble(scratch, high, low);
		}

		if (isEnd(high, low)) {
			bits.fail(`${index} values for ${count} times`);
		}

		values[index] = value;
	}

	return values;
}

// The NaN that closes the stream.
const isEnd = (high: number, low: number): boolean => high >>> 0 === 0x7F_F8_00_00 && low >>> 0 === 1;

function toDouble(scratch: DataView, high: number, low: number): number {
	scratch.setUint32(0, high);
	scratch.setUint32(4, low);
	return scratch.getFloat64(0);
}

/** Bits of the bytes that are left, highest first. */
class BitReader {
	private readonly cursor: ByteCursor;
	private at: number;
	private held = 0;
	private count = 0;

	constructor(cursor: ByteCursor) {
		this.cursor = cursor;
		this.at = cursor.at;
	}

	/** The next 1 to 32 bits, unsigned. */
	read(length: number): number {
		if (length <= 24) {
			return this.readFew(length);
		}

		const upper = this.readFew(length - 16);
		return (upper * 65_536) + this.readFew(16);
	}

	fail(reason: string): never {
		this.cursor.at = Math.min(this.at, this.cursor.bytes.length);
		return this.cursor.fail(reason);
	}

	// At most 24: with up to 7 bits held, no more than 31 are.
	private readFew(length: number): number {
		const {bytes} = this.cursor;
		while (this.count < length) {
			if (this.at >= bytes.length) {
				this.fail('it ends too early');
			}

			this.held = ((this.held << 8) | (bytes[this.at++] ?? 0)) & 0x7F_FF_FF_FF;
			this.count += 8;
		}

		this.count -= length;
		return (this.held >>> this.count) & ((1 << length) - 1);
	}
}
