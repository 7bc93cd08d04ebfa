import type {ByteCursor} from './byte-cursor.js';

/** Number of values in a word, and bits per value, by selector (its top four bits). With 0 bits, all values are 1. */
const valuesPerWord = [240, 120, 60, 30, 20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1] as const;
const bitsPerValue = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 60] as const;

/** Maximum number of values in a block: influxd packs 1,000, and 10,000 when it compacts everything. */
export const maxPoints = 1 << 14;

/** The values of the remaining words as doubles, rounded beyond 2^53. Throws Damage. */
export function readSimple8b(cursor: ByteCursor): Float64Array {
	const values = new Float64Array(countValues(cursor));
	let position = 0;
	while (cursor.left > 0) {
		let high = cursor.uint32();
		let low = cursor.uint32();
		const selector = high >>> 28;
		const count = valuesPerWord[selector] ?? 0;
		const bits = bitsPerValue[selector] ?? 0;
		const end = position + count;
		high &= 0x0F_FF_FF_FF;
		if (bits === 0) {
			values.fill(1, position, end);
		} else if (bits === 60) {
			values[position] = high * 4_294_967_296 + low;
		} else {
			const mask = (1 << bits) - 1;
			for (let index = position; index < end; index++) {
				values[index] = low & mask;
				low = (low >>> bits) | (high << (32 - bits));
				high >>>= bits;
			}
		}

		position = end;
	}

	return values;
}

/** The same values, exactly. */
export function readExactSimple8b(cursor: ByteCursor): bigint[] {
	countValues(cursor);
	const values: bigint[] = [];
	while (cursor.left > 0) {
		let word = BigInt.asUintN(64, cursor.int64());
		const selector = Number(word >> 60n);
		const bits = bitsPerValue[selector] ?? 0;
		for (let index = valuesPerWord[selector] ?? 0; index > 0; index--) {
			values.push(bits === 0 ? 1n : BigInt.asUintN(bits, word));
			word >>= BigInt(bits);
		}
	}

	return values;
}

function countValues(cursor: ByteCursor): number {
	if (cursor.left % 8 > 0) {
		cursor.fail('a truncated word');
	}

	let count = 0;
	for (let {at} = cursor; at < cursor.end; at += 8) {
		count += valuesPerWord[(cursor.bytes[at] ?? 0) >>> 4] ?? 0;
	}

	return count < maxPoints ? count : cursor.fail('more values than a block holds');
}
