import type {ByteCursor} from './byte-cursor.js';

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
