import {crc32} from 'node:zlib';
import {
	readBooleans, readFloats, type Integers, readIntegers, readStrings,
} from './values.js';
import type {ByteCursor} from './byte-cursor.js';
import type {TimeBase} from './time-base.js';
import {readTimes} from './times.js';

/** Field types, in the order of their type numbers in blocks. */
export const valueTypes = ['float', 'integer', 'boolean', 'string', 'unsigned'] as const;
export type ValueType = (typeof valueTypes)[number];

/** The arrays that hold the values of each type. */
export type ValuesOf = {
	readonly float: Float64Array;
	readonly integer: Integers;
	readonly boolean: readonly boolean[];
	readonly string: readonly string[];
	readonly unsigned: Integers;
};

/** Points, ascending in time (nanoseconds from a base), without duplicate times. */
export type Points<Values> = {readonly times: Float64Array; readonly values: Values};

/** Numeric types. */
export type NumberType = 'float' | 'integer' | 'unsigned';
export type Numbers = ValuesOf[NumberType];

/** The points of a block of any type as numbers: true is 1; for strings only the times are read. Throws Damage. */
export function readNumbers(cursor: ByteCursor, type: ValueType, base: TimeBase): Points<Numbers> {
	if (type === 'boolean') {
		const {times, values} = readBlock(cursor, type, base);
		return {times, values: Float64Array.from(values, Number)};
	}

	if (type === 'string') {
		const times = readHead(cursor, type, base);
		return {times, values: new Float64Array(times.length)};
	}

	return readBlock(cursor, type, base);
}

/** Reads a block: checksum, type, times and values. Throws Damage. */
export function readBlock<Type extends ValueType>(cursor: ByteCursor, type: Type, base: TimeBase): Points<ValuesOf[Type]> {
	const times = readHead(cursor, type, base);
	return {times, values: readers[type](cursor.rest(), times.length)};
}

function readHead(cursor: ByteCursor, type: ValueType, base: TimeBase): Float64Array {
	const sum = cursor.uint32();
	if (crc32(cursor.remaining()) !== sum) {
		cursor.fail('a block with a wrong checksum');
	}

	if (valueTypes[cursor.uint8()] !== type) {
		cursor.fail('a block whose type differs from the index');
	}

	return readTimes(cursor.part(cursor.count()), base);
}

const readers: {readonly [Type in ValueType]: (cursor: ByteCursor, count: number) => ValuesOf[Type]} = {
	float: readFloats,
	integer: (cursor, count) => readIntegers(cursor, count, false),
	boolean: readBooleans,
	string: readStrings,
	unsigned: (cursor, count) => readIntegers(cursor, count, true),
};
