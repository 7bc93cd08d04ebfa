import type {ByteCursor} from './byte-cursor.js';

/** No element makes more bytes of its own than a copy: 64 of three, or of two. */
const mostGrowth = 32;

/** The bytes that are left, unpacked from snappy's block format. Throws Damage, also where they claim to hold more than they can. */
export function unpackSnappy(cursor: ByteCursor): Uint8Array {
	const length = cursor.count();
	if (length > cursor.left * mostGrowth) {
		cursor.fail('it claims to unpack to more than it can');
	}

	const output = new Uint8Array(length);
	let at = 0;
	while (cursor.left > 0) {
		const tag = cursor.uint8();
		const kind = tag & 3;
		if (kind === 0) {
			at = copyLiteral(cursor, tag >> 2, output, at);
		} else {
			const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
			const offset = kind === 1 ? (tag >> 5) * 256 + cursor.uint8() : littleEndian(cursor, kind === 2 ? 2 : 4);
			at = copyBack(cursor, output, at, {offset, size});
		}
	}

	return at === length ? output : cursor.fail('it unpacks to less than it claims');
}

function copyLiteral(cursor: ByteCursor, code: number, output: Uint8Array, at: number): number {
	const size = (code < 60 ? code : littleEndian(cursor, code - 59)) + 1;
	if (size > output.length - at) {
		cursor.fail('it unpacks to more than it claims');
	}

	output.set(cursor.take(size), at);
	return at + size;
}

function copyBack(cursor: ByteCursor, output: Uint8Array, at: number, {offset, size}: {readonly offset: number; readonly size: number}): number {
	if (offset === 0 || offset > at || size > output.length - at) {
		cursor.fail('a copy of bytes that are not there');
	}

	const end = at + size;
	if (offset >= size) {
		output.copyWithin(at, at - offset, end - offset);
		return end;
	}

	// It may reach into what it makes.
	for (let place = at; place < end; place++) {
		output[place] = output[place - offset] ?? 0;
	}

	return end;
}

function littleEndian(cursor: ByteCursor, length: number): number {
	let value = 0;
	for (let index = 0; index < length; index++) {
		value += cursor.uint8() * 256 ** index;
	}

	return value;
}
