import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readExactSimple8b, readSimple8b} from '../../source/tsm/simple8b.js';
import {cursorOver, int64} from './bytes.js';

test.each([
	[0, 240, 0],
	[1, 120, 0],
	[2, 60, 1],
	[3, 30, 2],
	[4, 20, 3],
	[5, 15, 4],
	[6, 12, 5],
	[7, 10, 6],
	[8, 8, 7],
	[9, 7, 8],
	[10, 6, 10],
	[11, 5, 12],
	[12, 4, 15],
	[13, 3, 20],
	[14, 2, 30],
	[15, 1, 60],
])('selector %i holds %i values of %i bits, least significant first; with zero bits all are 1', (selector, count, bits) => {
	fc.assert(fc.property(fc.bigInt({min: 0n, max: 2n ** 60n - 1n}), payload => {
		const word = (BigInt(selector) << 60n) | payload;
		const expected = Array.from({length: count}, (_, index) => bits === 0 ? 1n : BigInt.asUintN(bits, payload >> BigInt(index * bits)));
		expect(readExactSimple8b(cursorOver(int64(word)))).toEqual(expected);
		expect([...readSimple8b(cursorOver(int64(word)))]).toEqual(expected.map(Number));
	}));
});

test('words are concatenated', () => {
	expect([...readSimple8b(cursorOver(int64((15n << 60n) | 9n), int64((14n << 60n) | (2n << 30n) | 1n)))]).toEqual([9, 1, 2]);
});

test('decodes at most as many values as a block may hold, however many words contain 240', () => {
	expect(() => readSimple8b(cursorOver(new Uint8Array(8 * 600)))).toThrow('more values than a block holds');
});
