import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {unpackSnappy} from '../../source/tsm/snappy.js';
import {bytes, cursorOver, varint} from './bytes.js';

const text = (...pieces: ReadonlyArray<string | Uint8Array>): string => Buffer.from(unpackSnappy(cursorOver(...pieces))).toString();
const letters = Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789');

test('copies a literal', () => {
	expect(text('03', '08', Buffer.from('abc'))).toBe('abc');
});

test.each([[60, 1], [61, 2], [62, 3], [63, 4]])('a literal with code %i has its length in %i more bytes, little-endian', (code, count) => {
	const content = Buffer.alloc(100, 'x');
	expect(text(varint(100), Buffer.of(code << 2), Buffer.from([99, 0, 0, 0].slice(0, count)), content)).toBe(content.toString());
});

test('a copy of kind 1 has 4 to 11 bytes and an offset of up to 2,047 bytes', () => {
	expect(text(varint(40), 'f0 23', letters, bytes('01 24'))).toBe(`${letters.toString()}abcd`);
	const long = Buffer.alloc(300, letters);
	expect(text(varint(311), 'f4 2b01', long, bytes('3d 2c'))).toBe(long.toString() + long.toString('latin1', 0, 11));
});

test('copies of kind 2 and 3 have up to 64 bytes and an offset of 2 or 4 bytes', () => {
	expect(text(varint(66), 'f0 23', letters, bytes(Buffer.of((29 << 2) | 2), '1e00'))).toBe(letters.toString() + letters.toString('latin1', 6));
	expect(text(varint(66), 'f0 23', letters, bytes(Buffer.of((29 << 2) | 3), '1e000000'))).toBe(letters.toString() + letters.toString('latin1', 6));
});

test.each([
	[1, 'a'.repeat(64)],
	[2, 'ab'.repeat(32)],
	[3, `${'abc'.repeat(21)}a`],
])('a copy with offset %i repeats its own output', (distance, expected) => {
	expect(text(varint(64 + distance), Buffer.of((distance - 1) << 2), letters.subarray(0, distance), Buffer.of((63 << 2) | 2, distance, 0))).toBe(letters.toString('latin1', 0, distance) + expected);
});

test.each([
	['claims a length that has no end', 'ff ff ff ff ff ff'],
	['claims 4 GiB in seven bytes', 'ff ff ff ff 0f 00 61'],
	['claims more than there is', '05 00 61'],
	['holds more than it claims', '01 04 61 62'],
	['ends in a literal', '05 10 61'],
	['ends in the length of a literal', '05 f4 00'],
	['ends in a copy', '05 00 61 02'],
	['copies from before its beginning', '06 00 61 01 02'],
	['copies from nowhere', '06 00 61 01 00'],
	['copies beyond its end', '03 00 61 01 01'],
])('treats what %s as damage', (_, hexadecimal) => {
	expect(() => unpackSnappy(cursorOver(hexadecimal))).toThrow(/^file: .* at byte \d+$/v);
});
