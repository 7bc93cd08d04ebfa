import {crc32} from 'node:zlib';
import {Buffer} from 'node:buffer';
import {ByteCursor} from '../../source/tsm/byte-cursor.js';

/** Concatenates bytes: given as hexadecimal text (blanks are ignored), or as they are. */
export const bytes = (...pieces: ReadonlyArray<string | Uint8Array>): Buffer =>
	Buffer.concat(pieces.map(piece => typeof piece === 'string' ? Buffer.from(piece.replaceAll(/\s/gv, ''), 'hex') : piece));

/** A cursor over such bytes, in a file named `file`. */
export const cursorOver = (...pieces: ReadonlyArray<string | Uint8Array>): ByteCursor => new ByteCursor(bytes(...pieces), 'file');

export const uint16 = (value: number): Buffer => {
	const buffer = Buffer.alloc(2);
	buffer.writeUInt16BE(value);
	return buffer;
};

export const uint32 = (value: number): Buffer => {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32BE(value);
	return buffer;
};

export const int64 = (value: bigint | number): Buffer => {
	const buffer = Buffer.alloc(8);
	buffer.writeBigInt64BE(BigInt.asIntN(64, BigInt(value)));
	return buffer;
};

export const float64 = (value: number): Buffer => {
	const buffer = Buffer.alloc(8);
	buffer.writeDoubleBE(value);
	return buffer;
};

export const varint = (value: bigint | number): Buffer => {
	const found: number[] = [];
	let left = BigInt(value);
	do {
		found.push(Number(left & 127n) | (left > 127n ? 128 : 0));
		left >>= 7n;
	} while (left > 0n);

	return Buffer.from(found);
};

/** Snappy's block format, without compression. */
export const packed = (content: Uint8Array): Buffer =>
	content.length === 0 ? bytes('00') : bytes(varint(content.length), 'fc', littleEndian(content.length - 1), content);

const littleEndian = (value: number): Buffer => {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32LE(value);
	return buffer;
};

/** A block of equal floats, one nanosecond apart. */
export function sameFloats(first: bigint | number, count: number, value: number): Buffer {
	const times = bytes('20', int64(first), varint(1), varint(count));
	const values = bytes('10', float64(value), Buffer.alloc(Math.ceil(count / 8) + 12));
	return blockOf(bytes('00', varint(times.length), times, values));
}

/** A block with its checksum. */
const blockOf = (content: Uint8Array): Buffer => bytes(uint32(crc32(content)), content);

/** A key of a file, with its type number, and the time range and bytes of each block. */
export type Key = {
	readonly key: string;
	readonly type?: number;
	readonly blocks: ReadonlyArray<{readonly min: bigint | number; readonly max: bigint | number; readonly block: Buffer}>;
};

/** A .tsm file. */
export function tsmFile(keys: readonly Key[]): Buffer {
	const blocks: Buffer[] = [bytes('16d116d1 01')];
	let offset = 5;
	const index = keys.map(({key, type = 0, blocks: own}) =>
		bytes(
			uint16(Buffer.byteLength(key)),
			Buffer.from(key),
			Buffer.of(type),
			uint16(own.length),
			...own.map(({min, max, block}) => {
				const entry = bytes(int64(min), int64(max), int64(offset), uint32(block.length));
				blocks.push(block);
				offset += block.length;
				return entry;
			}),
		));
	return bytes(...blocks, ...index, int64(offset));
}

/** A WAL entry of a kind, with this content. */
export function walEntry(kind: number, content: Uint8Array): Buffer {
	const body = packed(content);
	return bytes(Buffer.of(kind), uint32(body.length), body);
}

const walTypes = {
	float: 1, integer: 2, boolean: 3, string: 4, unsigned: 5,
} as const;

/** The content of an entry of kind 1 for a key: its points, times in nanoseconds since the epoch. */
export const walValues = (
	type: keyof typeof walTypes,
	key: string,
	...points: ReadonlyArray<readonly [time: bigint | number, value: Uint8Array]>
): Buffer =>
	bytes(
		Buffer.of(walTypes[type]),
		uint16(Buffer.byteLength(key)),
		Buffer.from(key),
		uint32(points.length),
		...points.flatMap(([time, value]) => [int64(time), value]),
	);
