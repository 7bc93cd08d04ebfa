import type {ByteCursor} from './byte-cursor.js';
import {readExactSimple8b, readSimple8b} from './simple8b.js';

/** Integers as doubles where all of a block lie within ±2^52, so that sums of two are exact; else in their 64 bits. */
export type Integers = Float64Array | BigInt64Array | BigUint64Array;

/** What the size of integers that come as doubles lies below. */
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
	const first = BigInt.asUintN(64, cursor.int64());
	const delta = cursor.varint();
	checkCount(cursor, cursor.count() + 1, count);
	const start = unzigzag(Number(first));
	const step = unzigzag(Number(delta));
	const end = start + step * (count - 1);
	if (Number(first) >= exactBelow || Number(delta) >= exactBelow || Math.abs(end) >= exactBelow || (isUnsigned && Math.min(start, end) < 0)) {
		return addUp(Array.from({length: count}, (_, index) => index === 0 ? first : delta), isUnsigned);
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

// Differences to the one before, zigzagged, the first to zero; sums wrap at 2^64.
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
