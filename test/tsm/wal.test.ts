import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import type {NumberType} from '../../source/tsm/block.js';
import {everyKey, FieldSelection, type KeySelection} from '../../source/tsm/field-selection.js';
import {timeBase} from '../../source/tsm/time-base.js';
import {keysIn, WriteAheadLog} from '../../source/tsm/wal.js';
import {LogSegment} from '../../source/tsm/wal-segment.js';
import {
	bytes, float64, int64, uint16, uint32, walEntry, walValues,
} from './bytes.js';

const base = timeBase(1000n);
const write = (...all: readonly Buffer[]): Buffer => walEntry(1, bytes(...all));
const floats = (...points: ReadonlyArray<readonly [number, number]>): Buffer =>
	walValues('float', 'm#!~#f', ...points.map(([time, value]) => [1000 + time, float64(value)] as const));
const deleteRange = (min: number, max: number, ...keys: readonly string[]): Buffer =>
	walEntry(3, bytes(int64(1000 + min), int64(1000 + max), ...keys.flatMap(key => [uint32(key.length), Buffer.from(key)])));

function replay(contents: readonly Uint8Array[], selection: KeySelection = everyKey, step = 1 << 20) {
	const damages: string[] = [];
	const segments = contents.map(content => {
		const segment = new LogSegment('file', content.length, {
			selection,
			report(damage) {
				damages.push(damage.message);
			},
		});
		for (let at = 0; at < content.length; at += step) {
			segment.push(content.subarray(at, at + step));
		}

		segment.end();
		return segment;
	});
	const log = new WriteAheadLog(segments);
	return {log, points: pointsIn(log), damages};
}

const pointsIn = (log: WriteAheadLog) => (field = 'f', type: NumberType = 'float') => log.columnsOf('m', field).flatMap(([, column]) => {
	const found = column.points(type, base);
	return [...found.times].map((time, index) => [time, found.values[index]]);
});

test('the last value written for a time wins, also within an entry', () => {
	const {points, damages} = replay([write(floats([5, 1], [3, 2], [5, 3])), bytes(write(floats([3, 4])), write(floats([9, 5])))]);
	expect(points()).toEqual([[3, 4], [5, 3], [9, 5]]);
	expect(damages).toEqual([]);
});

test('a deletion hides earlier values, but not later ones', () => {
	const {points} = replay([write(floats([1, 1], [2, 1], [3, 1])), deleteRange(2, 3, 'm#!~#f', 'unknown#!~#f'), write(floats([3, 2]))]);
	expect(points()).toEqual([[1, 1], [3, 2]]);
});

test('deleting keys hides all their values', () => {
	const {points} = replay([write(floats([1, 1])), walEntry(2, Buffer.from('other#!~#f\nm#!~#f')), write(floats([0, 2]))]);
	expect(points()).toEqual([[0, 2]]);
});

test('after a key was deleted completely, new values may have another type', () => {
	const text = walValues('string', 'm#!~#f', [1000, bytes(uint32(1), Buffer.from('x'))]);
	const everything = walEntry(3, bytes(int64(-(2n ** 63n)), int64(2n ** 63n - 1n), uint32(6), Buffer.from('m#!~#f')));
	expect(replay([write(text), everything, write(floats([3, 2]))]).points()).toEqual([[3, 2]]);
	expect(replay([write(floats([1, 1])), everything]).log.columnsOf('m', 'f')).toEqual([]);
	expect(replay([write(text), deleteRange(0, 0, 'm#!~#f'), write(floats([3, 2]))]).log.columnsOf('m', 'f')[0]?.[1].type).toBe('string');
});

test('30,000 deletions between 30,000 points are replayed within the test timeout', () => {
	const segment = bytes(...Array.from({length: 300}, (_, index) =>
		bytes(
			write(floats(...Array.from({length: 100}, (_, position) => [index * 100 + position, 1] as const))),
			...Array.from({length: 100}, (_, position) => deleteRange(index * 100 + position, index * 100 + position, 'm#!~#f')),
		)));
	expect(replay([bytes(segment, write(floats([-1, 7])))]).points()).toEqual([[-1, 7]]);
});

test('integers are exact in all 64 bits', () => {
	const {points} = replay([
		write(
			walValues('integer', 'm#!~#i', [1000, int64(-(2n ** 63n))], [1001, int64(5)]),
			walValues('integer', 'm#!~#j', [1000, int64(-5)]),
			walValues('unsigned', 'm#!~#u', [1000, int64(-1)]),
		),
	]);
	expect(points('i', 'integer')).toEqual([[0, -(2n ** 63n)], [1, 5n]]);
	expect(points('j', 'integer')).toEqual([[0, -5]]);
	expect(points('u', 'unsigned')).toEqual([[0, 2n ** 64n - 1n]]);
});

test('skips strings and booleans, but records their types', () => {
	const text = bytes(uint32(3), Buffer.from('abc'));
	const {log, points} = replay([
		write(walValues('string', 'm#!~#s', [1, text], [2, text]), walValues('boolean', 'm#!~#b', [1, Buffer.of(1)]), floats([1, 2])),
	]);
	expect(log.columnsOf('m', 's')[0]?.[1].type).toBe('string');
	expect(log.columnsOf('m', 'b')[0]?.[1].type).toBe('boolean');
	expect(points()).toEqual([[1, 2]]);
});

test('keeps nothing of fields that are not selected', () => {
	const fields = ['m', 'a,b'].map(measurement => ({measurement, field: 'f'}));
	const {log, points} = replay([
		write(
			floats([1, 2]),
			...[String.raw`a\,b,host=x#!~#f`, 'm#!~#ff', 'm#!~#g', 'mm#!~#f', 'a,host=x#!~#f', 'm#!~#x#!~#f'].map(key => walValues('float', key, [1, float64(1)])),
		),
		deleteRange(1, 1, 'mm#!~#f'),
	], new FieldSelection(fields));
	expect(points()).toEqual([[1, 2]]);
	expect(log.columnsOf('a,b', 'f').map(([key]) => key)).toEqual([String.raw`a\,b,host=x#!~#f`]);
	expect(log.columnsOf('mm', 'f')).toEqual([]);
});

test('keeps no values if only keys are needed', () => {
	const segment = new LogSegment('file', 1e6, {
		selection: everyKey, isForKeys: true, report(damage) {
			throw damage;
		},
	});
	segment.push(write(floats([1, 1], [2, 2])));
	segment.end();
	expect(keysIn([segment])).toEqual(new Map([['m#!~#f', 'float']]));
});

test('the remaining keys are those not deleted completely, with their first type', () => {
	const everything = walEntry(3, bytes(int64(-(2n ** 63n)), int64(2n ** 63n - 1n), uint32(6), Buffer.from('m#!~#f')));
	const segments = (...contents: readonly Buffer[]) => contents.map(content => {
		const segment = new LogSegment('file', content.length, {
			selection: everyKey, isForKeys: true, report(damage) {
				throw damage;
			},
		});
		segment.push(content);
		segment.end();
		return segment;
	});
	const integer = write(walValues('integer', 'm#!~#f', [1000, int64(1)]));
	expect(keysIn(segments(write(floats([1, 1])), integer))).toEqual(new Map([['m#!~#f', 'float']]));
	expect(keysIn(segments(write(floats([1, 1])), everything, integer))).toEqual(new Map([['m#!~#f', 'integer']]));
	expect(keysIn(segments(bytes(write(floats([1, 1])), deleteRange(0, 5, 'm#!~#f')), everything))).toEqual(new Map());
});

test('segments apply in the given order, whichever was read first', () => {
	const types = [write(walValues('integer', 'm#!~#f', [1000, int64(1)])), write(floats([1, 1], [2, 2]))];
	expect(replay(types).log.columnsOf('m', 'f')[0]?.[1].type).toBe('integer');
	expect(replay(types.toReversed()).log.columnsOf('m', 'f')[0]?.[1].type).toBe('float');
	const deleted = [write(floats([1, 1])), deleteRange(1, 1, 'm#!~#f')];
	expect(replay(deleted).points()).toEqual([]);
	expect(replay(deleted.toReversed()).points()).toEqual([[1, 1]]);
});

const whole = write(floats([1, 1]));

const broken: ReadonlyArray<readonly [what: string, bytes: Uint8Array]> = [
	['a head that is cut off', bytes(write(floats([2, 2])).subarray(0, 4))],
	['a body that is cut off', bytes(write(floats([2, 2])).subarray(0, 20))],
	['zeros', new Uint8Array(100)],
	['an entry of an unknown kind', walEntry(9, new Uint8Array(9))],
	['a body that is not packed', bytes('01', uint32(3), 'ffffff')],
	['a key that is longer than the entry', walEntry(1, bytes('01', uint16(500), Buffer.from('m#!~#f')))],
	['4 billion points in an entry of 30 bytes', walEntry(1, bytes('01', uint16(6), Buffer.from('m#!~#f'), 'ffffffff', int64(1), float64(1)))],
	['a value of an unknown type behind a good one', walEntry(1, bytes(floats([2, 2]), '09'))],
];

test.each(broken)('%s ends the segment, is reported, and does not affect the next segment', (_, torn) => {
	const {points, damages} = replay([bytes(whole, torn, write(floats([3, 3]))), write(floats([4, 4]))]);
	const times = points().map(([time]) => time);
	expect(times).toContain(1);
	expect(times).toContain(4);
	expect(times).not.toContain(2);
	expect(damages).toHaveLength(1);
});

test('an empty segment is not damaged', () => {
	expect(replay([new Uint8Array()]).damages).toEqual([]);
});

test.each([['nothing', new Uint8Array()] as const, ...broken])(
	'a segment that is followed as it comes is replayed as a whole one is, with %s in it',
	(_, torn) => {
		const large = walValues('float', 'm#!~#f', ...Array.from({length: 100}, (_, index) => [2000 + index, float64(index)] as const));
		const segment = bytes(whole, write(large), deleteRange(0, 1, 'm#!~#f'), write(floats([5, 5])), torn, write(floats([3, 3])));
		const {points, damages} = replay([segment]);
		for (const step of [1, 7, 1000]) {
			const parts = replay([segment], everyKey, step);
			expect(parts.points()).toEqual(points());
			expect(parts.damages).toEqual(damages);
		}
	},
);

test('does not wait for an entry longer than its segment', () => {
	const damages: string[] = [];
	const segment = new LogSegment('file', 1e9, {
		selection: everyKey, report(damage) {
			damages.push(damage.message);
		},
	});
	segment.push(bytes(whole, '01', uint32(2e9), new Uint8Array(100)));
	expect(damages).toHaveLength(1);
	segment.push(new Uint8Array(1000));
	segment.end();
	expect(damages).toHaveLength(1);
	expect(pointsIn(new WriteAheadLog([segment]))()).toEqual([[1, 1]]);
});
