import type {ByteCursor} from './byte-cursor.js';

/** No element expands more than a copy: 64 bytes from two or three. */
const maxGrowth = 32;
/** Longer literals are copied natively, which is faster but has some overhead. */
const maxShortCopy = 64;
/** Copies four bytes at a time if there is that much space beyond the end; the excess is overwritten by the next element. */
const spare = 3;

/**
 * Decompresses the remaining bytes from snappy's block format, into memory that `allocate` returns. Throws Damage, also if the claimed length is
 * implausible or exceeds `maxBytes`.
 */
export function unpackSnappy(cursor: ByteCursor, allocate: (length: number) => Uint8Array = newBytes, maxBytes = Infinity): Uint8Array {
	const length = claimedLength(cursor, maxBytes);
	const {bytes, end} = cursor;
	const output = allocate(length);
	const from = viewOf(bytes);
	const to = viewOf(output);
	let start = cursor.at;
	let position = 0;
	const fail = (reason: string): never => {
		cursor.at = start;
		return cursor.fail(reason);
	};

	while (start < end) {
		const tag = bytes[start]!;
		const kind = tag & 3;
		let at = start + 1 + extraBytes[tag]!;
		if (at > end) {
			fail('it ends too early');
		}

		if (kind === 0) {
			const size = (tag < longTag ? tag >> 2 : littleEndian(bytes, start + 1, at)) + 1;
			if (size > end - at || size > length - position) {
				fail('bytes that are not there');
			}

			if (size <= maxShortCopy && size + spare <= Math.min(end - at, length - position)) {
				copyByFours(from, at, to, position, size);
			} else {
				output.set(bytes.subarray(at, at + size), position);
			}

			at += size;
			position += size;
		} else {
			const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
			const offset = offsetOf(tag, bytes, at);
			if (offset === 0 || offset > position || size > length - position) {
				fail('a copy of bytes that are not there');
			}

			// A copy that overlaps its own output repeats it.
			if (offset >= 4 && size + spare <= length - position) {
				copyByFours(to, position - offset, to, position, size);
			} else {
				for (let index = position; index < position + size; index++) {
					output[index] = output[index - offset]!;
				}
			}

			position += size;
		}

		start = at;
	}

	cursor.at = start;
	return position === length ? output : cursor.fail('it unpacks to less than it claims');
}

const newBytes = (length: number): Uint8Array => new Uint8Array(length);
/** From this tag on, the length of a literal is in the bytes that follow. */
const longTag = 60 << 2;
/** Number of bytes of length or offset that follow, by tag. */
const extraBytes = Uint8Array.from({length: 256}, (_, tag) => [Math.max(0, (tag >> 2) - 59), 1, 2, 4][tag & 3] ?? 0);

/** The offset of a copy, stored in the bytes before `end`. */
function offsetOf(tag: number, bytes: Uint8Array, end: number): number {
	switch (tag & 3) {
		case 1: {
			return ((tag >> 5) << 8) | bytes[end - 1]!;
		}

		case 2: {
			return (bytes[end - 1]! << 8) | bytes[end - 2]!;
		}

		default: {
			return littleEndian(bytes, end - 4, end);
		}
	}
}

// eslint-disable-next-line max-params
function copyByFours(from: DataView, start: number, to: DataView, position: number, size: number): void {
	for (let index = 0; index < size; index += 4) {
		to.setInt32(position + index, from.getInt32(start + index));
	}
}

const viewOf = ({buffer, byteOffset, byteLength}: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

function littleEndian(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = end - 1; at >= start; at--) {
		value = value * 256 + bytes[at]!;
	}

	return value;
}

/** The claimed length of the decompressed data. Throws Damage if it is impossible. */
function claimedLength(cursor: ByteCursor, maxBytes: number): number {
	const length = cursor.count();
	return length > Math.min(cursor.left * maxGrowth, maxBytes) ? cursor.fail('it claims to unpack to more than it can') : length;
}
