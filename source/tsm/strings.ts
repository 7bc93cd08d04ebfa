import {Buffer} from 'node:buffer';
import {ByteCursor} from './byte-cursor.js';
import {unpackSnappy} from './snappy.js';

const encoding = 0x10;

/** The strings of a block, as many as it has times; bytes that are no UTF-8 become U+FFFD. Throws Damage. */
export function readStrings(cursor: ByteCursor, count: number): string[] {
	if (cursor.uint8() !== encoding) {
		cursor.fail('strings of an unknown encoding');
	}

	const unpacked = new ByteCursor(unpackSnappy(cursor.rest()), cursor.file, cursor.start);
	if (count > unpacked.left) {
		cursor.fail(`too few bytes for ${count} values`);
	}

	return Array.from({length: count}, () => Buffer.from(unpacked.take(unpacked.count())).toString('utf8'));
}
