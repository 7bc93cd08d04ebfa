import type {ByteCursor} from './byte-cursor.js';

/** No element makes more bytes of its own than a copy: 64 of three, or of two. */
const mostGrowth = 32;
/** So few bytes are copied sooner one by one. */
const few = 16;

/** The bytes that are left, unpacked from snappy's block format. Throws Damage, also where they claim to hold more than they can. */
export function unpackSnappy(cursor: ByteCursor): Uint8Array {
	const length = cursor.count();
	if (length > cursor.left * mostGrowth) {
		cursor.fail('it claims to unpack to more than it can');
	}

	const {bytes} = cursor;
	const output = new Uint8Array(length);
	let {at} = cursor;
	let place = 0;
	const fail = (reason: string): never => {
		cursor.at = Math.min(at, bytes.length);
		return cursor.fail(reason);
	};

	while (at < bytes.length) {
		const tag = bytes[at]!;
		const kind = tag & 3;
		const extra = extraBytes[tag]!;
		const behind = at + 1 + extra;
		if (behind > bytes.length) {
			fail('it ends too early');
		}

		const more = extra === 0 ? 0 : littleEndian(bytes, at + 1, extra);
		if (kind === 0) {
			const size = (extra === 0 ? tag >> 2 : more) + 1;
			if (size > bytes.length - behind || size > length - place) {
				fail('bytes that are not there');
			}

			if (size > few) {
				output.set(bytes.subarray(behind, behind + size), place);
			} else {
				for (let index = 0; index < size; index++) {
					output[place + index] = bytes[behind + index]!;
				}
			}

			at = behind + size;
			place += size;
		} else {
			const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
			const offset = kind === 1 ? (tag >> 5) * 256 + more : more;
			if (offset === 0 || offset > place || size > length - place) {
				fail('a copy of bytes that are not there');
			}

			copyBack(output, place, offset, size);
			at = behind;
			place += size;
		}
	}

	cursor.at = at;
	return place === length ? output : cursor.fail('it unpacks to less than it claims');
}

/** By tag: how many bytes of a length or an offset follow it. */
const extraBytes = Uint8Array.from({length: 256}, (_, tag) => [Math.max(0, (tag >> 2) - 59), 1, 2, 4][tag & 3] ?? 0);

function copyBack(output: Uint8Array, place: number, offset: number, size: number): void {
	// One that reaches into what it makes repeats it, which `copyWithin` does not.
	if (size > few && offset >= size) {
		output.copyWithin(place, place - offset, place - offset + size);
		return;
	}

	const end = place + size;
	for (let at = place; at < end; at++) {
		output[at] = output[at - offset]!;
	}
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
	let value = 0;
	for (let index = length - 1; index >= 0; index--) {
		value = value * 256 + bytes[at + index]!;
	}

	return value;
}
