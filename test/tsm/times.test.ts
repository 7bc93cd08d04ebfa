import {expect, test} from 'vitest';
import {Damage} from '../../source/tsm/damage.js';
import {timeBase} from '../../source/tsm/time-base.js';
import {readTimes} from '../../source/tsm/times.js';
import {cursorOver, int64, varint} from './bytes.js';

const start = 1_524_441_600_000_000_000n;
const base = timeBase(start);

test('raw times are a time and deltas', () => {
	expect([...readTimes(cursorOver('00', int64(start + 5n), int64(3), int64(2n ** 52n)), base)]).toEqual([5, 8, 2 ** 52 + 8]);
});

test('packed times are deltas, divided by a power of ten: here 10^9, in a word of two values of 30 bits', () => {
	const word = (14n << 60n) | (7n << 30n) | 5n;
	expect([...readTimes(cursorOver('19', int64(start), int64(word)), base)]).toEqual([0, 5e9, 12e9]);
});

test('a single time has no deltas', () => {
	expect([...readTimes(cursorOver('1c', int64(start + 1n)), base)]).toEqual([1]);
});

test('a run of times has a count', () => {
	expect([...readTimes(cursorOver('29', int64(start - 10n), varint(10), varint(3)), base)]).toEqual([-10, 1e10 - 10, 2e10 - 10]);
});

test('times of a block that started ten years before the base are exact to the nanosecond near it', () => {
	const word = (15n << 60n) | 315_360_000_000_000_000n;
	const item = (15n << 60n) | 1n;
	expect([...readTimes(cursorOver('10', int64(start - 315_359_999_999_999_999n), int64(word), int64(item)), base)].slice(1)).toEqual([1, 2]);
	expect([...readTimes(cursorOver('20', int64(start - 315_360_000_000_000_000n + 7n), varint(315_360_000_000_000_000n), varint(2)), base)][1]).toBe(7);
});

test.each([
	['of an unknown encoding', '30', int64(start)],
	['that are none', '00'],
	['cut off in the first', '1c 00 00'],
	['cut off in a word', '10', int64(start), '00'],
	['that stand still', '10', int64(start), int64((15n << 60n))],
	['that go back', '00', int64(start), int64(-1)],
	['that run on the spot', '20', int64(start), varint(0), varint(2)],
	['of which there are none', '20', int64(start), varint(1), varint(0)],
	['of which there are 10^9 in 14 bytes', '20', int64(start), varint(1), varint(1e9)],
	['of which there are 2^40', '20', int64(start), varint(1), varint(2 ** 40)],
	['whose distance has no end', '20', int64(start), 'ff ff ff ff ff ff ff ff ff ff ff'],
])('times %s are damage', (_, ...pieces) => {
	expect(() => readTimes(cursorOver(...pieces), base)).toThrow(Damage);
});

test('damage names the file and the offset', () => {
	expect(() => readTimes(cursorOver('1c 00'), base)).toThrow('file: it ends too early at byte 1');
});
