import {crc32} from 'node:zlib';
import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	readBooleans, readFloats, readIntegers, readStrings,
} from '../../source/tsm/values.js';
import {Damage} from '../../source/tsm/damage.js';
import {
	bytes, cursorOver, float64, int64, packed, varint,
} from './bytes.js';

const zigzag = (value: bigint): bigint => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
const bits = (...texts: readonly string[]): Buffer => {
	const text = texts.join('');
	return Buffer.from((text.padEnd(Math.ceil(text.length / 8) * 8, '0').match(/.{8}/gv) ?? []).map(byte => Number.parseInt(byte, 2)));
};

const bitsOf = (value: number): string => float64(value).readBigUInt64BE().toString(2).padStart(64, '0');

test('raw integers are zigzag deltas', () => {
	expect([...readIntegers(cursorOver('00', int64(zigzag(5n)), int64(zigzag(-7n)), int64(zigzag(1n))), 3, false)]).toEqual([5, -2, -1]);
});

test('packed integers start with an unpacked word', () => {
	const word = (14n << 60n) | (zigzag(-1n) << 30n) | zigzag(10n);
	expect([...readIntegers(cursorOver('10', int64(zigzag(-100n)), int64(word)), 3, false)]).toEqual([-100, -90, -91]);
});

test('a run of integers has a repeat count, one less than its points', () => {
	expect([...readIntegers(cursorOver('20', int64(zigzag(3n)), varint(zigzag(-2n)), varint(2)), 3, false)]).toEqual([3, 1, -1]);
});

test('integers beyond the precision of doubles are exact, and those after them too', () => {
	const big = 2n ** 62n + 1n;
	const values = readIntegers(cursorOver('00', int64(zigzag(big)), int64(zigzag(4n - big))), 2, false);
	expect([...values]).toEqual([big, 4n]);
	const word = (15n << 60n) | zigzag(2n ** 58n + 1n);
	expect([...readIntegers(cursorOver('10', int64(zigzag(1n)), int64(word), int64((15n << 60n) | zigzag(-(2n ** 58n)))), 3, false)]).toEqual([
		1n,
		2n ** 58n + 2n,
		2n,
	]);
});

test('sums of integers wrap at 2^64, signed and unsigned', () => {
	const maximum = 2n ** 63n - 1n;
	expect([...readIntegers(cursorOver('00', int64(zigzag(maximum)), int64(zigzag(1n))), 2, false)]).toEqual([maximum, -maximum - 1n]);
	expect([...readIntegers(cursorOver('10', int64(zigzag(-1n))), 1, true)]).toEqual([2n ** 64n - 1n]);
});

test('runs of any integers, signed or not, match 64-bit addition', () => {
	const anyOf = fc.oneof(fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}), fc.bigInt({min: -(2n ** 53n), max: 2n ** 53n}), fc.bigInt({min: -9n, max: 9n}));
	fc.assert(fc.property(anyOf, anyOf, fc.integer({min: 1, max: 20}), fc.boolean(), (first, step, count, isUnsigned) => {
		const wrap = (value: bigint) => isUnsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value);
		const found = readIntegers(cursorOver('20', int64(zigzag(first)), varint(zigzag(step)), varint(count - 1)), count, isUnsigned);
		expect(Array.from(found as ArrayLike<number | bigint>, BigInt)).toEqual(Array.from({length: count}, (_, index) => wrap(first + step * BigInt(index))));
	}), {numRuns: 1000});
});

test.each([[0, 3], [1, 2]])('a number of integers that differs from the number of times is damage: encoding %i, %i times', (encoding, count) => {
	expect(() => readIntegers(cursorOver(Buffer.of(encoding << 4), int64(1)), count, false)).toThrow(`1 values for ${count} times`);
});

test('an unchanged float takes one bit', () => {
	expect([...readFloats(cursorOver('10', bits(bitsOf(1.5), '000')), 4)]).toEqual([1.5, 1.5, 1.5, 1.5]);
});

test('the changed bits of a float are in a window, which the next ones reuse', () => {
	// 12 and 24 differ in bits 52 and 53 from the right: 10 leading zeros, 2 bits; the way back reuses the window.
	expect(float64(12).readBigUInt64BE() ^ float64(24).readBigUInt64BE()).toBe(1n << 52n);
	expect([...readFloats(cursorOver('10', bits(bitsOf(12), '11', '01011', '000001', '1', '10', '1', '0')), 4)]).toEqual([12, 24, 12, 12]);
});

test('a length of 0 means a window of all 64 bits', () => {
	const difference = (float64(-1e300).readBigUInt64BE() ^ float64(1 / 3).readBigUInt64BE()).toString(2).padStart(64, '0');
	expect([...readFloats(cursorOver('10', bits(bitsOf(-1e300), '11', '00000', '000000', difference)), 2)]).toEqual([-1e300, 1 / 3]);
});

test.each([[1, 63], [31, 33], [31, 1], [20, 32], [12, 45]])('shifts a window with %i leading zeros and %i bits to its position', (leading, length) => {
	const change = (1n << BigInt(length - 1)) | 1n;
	const shifted = change << BigInt(64 - leading - length);
	const expected = Buffer.alloc(8);
	expected.writeBigUInt64BE(float64(1.25).readBigUInt64BE() ^ shifted);
	const stream = bits(bitsOf(1.25), '11', leading.toString(2).padStart(5, '0'), length.toString(2).padStart(6, '0'), change.toString(2));
	expect(readFloats(cursorOver('10', stream), 2)[1]).toBe(expected.readDoubleBE());
});

test('preserves both zeros and the smallest number', () => {
	for (const value of [0, -0, 5e-324, -1.797e308]) {
		expect(readFloats(cursorOver('10', bits(bitsOf(value))), 1)[0]).toBe(value);
	}
});

test('the NaN that ends a stream is not a value', () => {
	expect(() => readFloats(cursorOver('10 7ff8000000000001'), 1)).toThrow('0 values for 1 times');
});

test.each([
	{what: 'of an unknown encoding', count: 1, pieces: ['20', float64(1)]},
	{what: 'cut off in the first', count: 1, pieces: ['10 00 00']},
	{what: 'cut off in a window', count: 2, pieces: ['10', bits(bitsOf(1), '11', '00000', '000000', '1')]},
	{what: 'in a window of 65 bits', count: 2, pieces: ['10', bits(bitsOf(1), '11', '11111', '100010', '0'.repeat(40))]},
	{what: 'of which 1,000 are claimed in 20 bytes', count: 1000, pieces: ['10', float64(1), new Uint8Array(12)]},
])('floats $what are damage', ({count, pieces}) => {
	expect(() => readFloats(cursorOver(...pieces), count)).toThrow(Damage);
});

test('booleans are bits, most significant first', () => {
	expect(readBooleans(cursorOver('10', varint(10), 'a0 40'), 10)).toEqual([true, false, true, false, false, false, false, false, false, true]);
	expect(() => readBooleans(cursorOver('10', varint(9), 'a0 40'), 10)).toThrow('9 values for 10 times');
	expect(() => readBooleans(cursorOver('10', varint(1000), 'a0'), 1000)).toThrow('it ends too early');
});

test('strings have a length prefix and are compressed', () => {
	const texts = ['', 'größe', 'x'.repeat(300)];
	const content = bytes(...texts.flatMap(text => [varint(Buffer.byteLength(text)), Buffer.from(text)]));
	expect(readStrings(cursorOver('10', packed(content)), 3)).toEqual(texts);
	expect(() => readStrings(cursorOver('10', packed(content)), 4)).toThrow(Damage);
	expect(() => readStrings(cursorOver('10', packed(content)), 1e9)).toThrow('too few bytes for 1000000000 values');
});

test('the checksum matches that of zip and gzip', () => {
	expect(crc32(Buffer.from('123456789'))).toBe(0xCB_F4_39_26);
});
