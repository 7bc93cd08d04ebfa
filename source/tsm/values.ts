import {Buffer} from 'node:buffer';
import {ByteCursor} from './byte-cursor.js';
import {unpackSnappy} from './snappy.js';
import {readExactSimple8b, readSimple8b} from './simple8b.js';

/** Booleans, strings and floats use encoding number 1, in the high half of the first byte. */
const encoding = 0x10;

/** The booleans of a block, as many as it has times. Throws Damage. */
export function readBooleans(cursor: ByteCursor, count: number): boolean[] {
	if (cursor.uint8() !== encoding) {
		cursor.fail('booleans of an unknown encoding');
	}

	const found = cursor.count();
	if (found !== count) {
		cursor.fail(`${found} values for ${count} times`);
	}

	const packed = cursor.take(Math.ceil(count / 8));
	return Array.from({length: count}, (_, index) => ((packed[index >> 3] ?? 0) & (128 >> (index & 7))) > 0);
}

/** The strings of a block, as many as it has times; invalid UTF-8 becomes U+FFFD. Throws Damage. */
export function readStrings(cursor: ByteCursor, count: number): string[] {
	if (cursor.uint8() !== encoding) {
		cursor.fail('strings of an unknown encoding');
	}

	const unpacked = new ByteCursor(unpackSnappy(cursor.rest()), cursor.file, cursor.offset);
	if (count > unpacked.left) {
		cursor.fail(`too few bytes for ${count} values`);
	}

	return Array.from({length: count}, () => Buffer.from(unpacked.take(unpacked.count())).toString('utf8'));
}

/** The floats of a block, as many as it has times. Throws Damage. */
export function readFloats(cursor: ByteCursor, count: number): Float64Array {
	if (cursor.uint8() !== encoding) {
		cursor.fail('floats of an unknown encoding');
	}

	// A value takes at least one bit.
	if (count > cursor.left * 8) {
		cursor.fail(`too few bytes for ${count} values`);
	}

	const bits = new BitReader(cursor);
	const values = new Float64Array(count);
	let high = bits.read(32);
	let low = bits.read(32);
	let length = 64;
	let shift = 0;
	let value = toDouble(high, low);
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

			// The changed bits, shifted left into position.
			const upper = length > 32 ? bits.read(length - 32) : 0;
			const lower = bits.read(Math.min(length, 32));
			high ^= shift >= 32 ? lower << (shift - 32) : (shift > 0 ? (upper << shift) | (lower >>> (32 - shift)) : upper);
			low ^= shift >= 32 ? 0 : lower << shift;
			value = toDouble(high, low);
		}

		if (isEnd(high, low)) {
			bits.fail(`${index} values for ${count} times`);
		}

		values[index] = value;
	}

	return values;
}

// The NaN that ends the stream.
const isEnd = (high: number, low: number): boolean => high >>> 0 === 0x7F_F8_00_00 && low >>> 0 === 1;

const scratch = new DataView(new ArrayBuffer(8));

function toDouble(high: number, low: number): number {
	scratch.setUint32(0, high);
	scratch.setUint32(4, low);
	return scratch.getFloat64(0);
}

/** Reads the remaining bytes bit by bit, most significant first. */
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
		this.cursor.at = Math.min(this.at, this.cursor.end);
		return this.cursor.fail(reason);
	}

	// At most 24 bits: with up to 7 bits buffered, no more than 31 are held.
	private readFew(length: number): number {
		const {bytes, end} = this.cursor;
		while (this.count < length) {
			if (this.at >= end) {
				this.fail('it ends too early');
			}

			this.held = ((this.held << 8) | (bytes[this.at++] ?? 0)) & 0x7F_FF_FF_FF;
			this.count += 8;
		}

		this.count -= length;
		return (this.held >>> this.count) & ((1 << length) - 1);
	}
}

/** Integers as doubles if all of a block are within ±2^52, so that the sum of two is exact; otherwise as 64-bit integers. */
export type Integers = Float64Array | BigInt64Array | BigUint64Array;

/** Integers with a smaller magnitude are returned as doubles. */
export const exactBelow = 2 ** 52;

/** The integers of a block, as many as it has times. Throws Damage. */
export function readIntegers(cursor: ByteCursor, count: number, isUnsigned: boolean): Integers {
	const head = cursor.uint8();
	const read = readers[head >> 4];
	return read ? read(cursor, count, isUnsigned) : cursor.fail(`integers of an unknown encoding ${head >> 4}`);
}

type ReadIntegers = (cursor: ByteCursor, count: number, isUnsigned: boolean) => Integers;

const readRaw: ReadIntegers = (cursor, count, isUnsigned) => {
	checkCount(cursor, cursor.left / 8, count);
	return addUp(Array.from({length: count}, () => BigInt.asUintN(64, cursor.int64())), isUnsigned);
};

const readPacked: ReadIntegers = (cursor, count, isUnsigned) => {
	const start = cursor.at;
	const first = cursor.size64();
	const packed = readSimple8b(cursor);
	checkCount(cursor, packed.length + 1, count);
	const values = new Float64Array(count);
	let value = unzigzag(first);
	values[0] = value;
	let furthest = Math.max(first, Math.abs(value));
	let lowest = value;
	for (let index = 0; index < packed.length; index++) {
		const zigzagged = packed[index] ?? 0;
		value += unzigzag(zigzagged);
		values[index + 1] = value;
		furthest = Math.max(furthest, zigzagged, Math.abs(value));
		lowest = Math.min(lowest, value);
	}

	if (furthest < exactBelow && !(isUnsigned && lowest < 0)) {
		return values;
	}

	cursor.at = start;
	return addUp([BigInt.asUintN(64, cursor.int64()), ...readExactSimple8b(cursor)], isUnsigned);
};

const readRun: ReadIntegers = (cursor, count, isUnsigned) => {
	const {at} = cursor;
	const first = cursor.size64();
	const delta = cursor.roundedVarint();
	checkCount(cursor, cursor.count() + 1, count);
	const start = unzigzag(first);
	const step = unzigzag(delta);
	const end = start + step * (count - 1);
	if (first >= exactBelow || delta >= exactBelow || Math.abs(end) >= exactBelow || (isUnsigned && Math.min(start, end) < 0)) {
		cursor.at = at;
		const exactFirst = BigInt.asUintN(64, cursor.int64());
		const exactDelta = cursor.varint();
		return addUp(Array.from({length: count}, (_, index) => index === 0 ? exactFirst : exactDelta), isUnsigned);
	}

	const values = new Float64Array(count);
	for (let index = 0; index < count; index++) {
		values[index] = start + step * index;
	}

	return values;
};

const readers: readonly ReadIntegers[] = [readRaw, readPacked, readRun];

function checkCount(cursor: ByteCursor, found: number, count: number): void {
	if (found !== count) {
		cursor.fail(`${found} values for ${count} times`);
	}
}

const unzigzag = (value: number): number => value % 2 === 0 ? value / 2 : -(value + 1) / 2;

// Zigzag-encoded differences to the previous value, the first to zero; sums wrap at 2^64.
function addUp(zigzagged: readonly bigint[], isUnsigned: boolean): Integers {
	const exact = isUnsigned ? new BigUint64Array(zigzagged.length) : new BigInt64Array(zigzagged.length);
	let value = 0n;
	let isSmall = true;
	for (const [index, item] of zigzagged.entries()) {
		const sum = value + (item & 1n ? -(item >> 1n) - 1n : item >> 1n);
		value = isUnsigned ? BigInt.asUintN(64, sum) : BigInt.asIntN(64, sum);
		exact[index] = value;
		isSmall &&= value < exactBelow && value > -exactBelow;
	}

	return isSmall ? Float64Array.from(exact, Number) : exact;
}
