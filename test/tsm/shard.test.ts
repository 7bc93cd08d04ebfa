import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {BlockBudget} from '../../source/tsm/decode-budget.js';
import {type Field, FieldSelection} from '../../source/tsm/field-selection.js';
import {readSeries} from '../../source/tsm/read-series.js';
import {findSeries, type TsmFile} from '../../source/tsm/shard.js';
import {timeBase} from '../../source/tsm/time-base.js';
import type {TimeRange} from '../../source/tsm/time-ranges.js';
import {IndexReader} from '../../source/tsm/read-index.js';
import {WriteAheadLog} from '../../source/tsm/wal.js';
import {
	bytes, int64, type Key, sameFloats, tsmFile,
} from './bytes.js';

const key = 'm,host=a#!~#f';
const base = timeBase(0n);

/** Points one nanosecond apart, starting at `first`. */
const block = (first: number, count: number, value: number) => ({min: first, max: first + count - 1, block: sameFloats(first, count, value)});

type OpenOptions = {readonly name?: string; readonly deleted?: readonly TimeRange[]; readonly fields?: readonly Field[]};

/** The index read from a file, and the lengths of the reads of its kept blocks. */
function open(content: Uint8Array, {name = 'file', deleted = [], fields = [{measurement: 'm', field: 'f'}]}: OpenOptions = {}) {
	const damages: string[] = [];
	const reads: number[] = [];
	const source = {name, size: content.length, read: (start: number, length: number) => content.subarray(start, start + length)};
	const kept: Uint8Array[] = [];
	const reader = new IndexReader(source, {
		selection: new FieldSelection(fields),
		report(damage) {
			damages.push(damage.message);
		},
		keep: () => ({
			write(block) {
				kept.push(block);
			},
			end() {
				const all = Buffer.concat(kept);
				return {
					name, size: all.length, read(start, length) {
						reads.push(length);
						return all.subarray(start, start + length);
					},
				};
			},
		}),
	});
	const steps = reader.read(source);
	let step = steps.next();
	while (!step.done) {
		step = steps.next();
	}

	return {
		file: {index: step.value, tombstones: new Map([[key, deleted]])}, damages, reads, keptBytes: () => Buffer.concat(kept).length,
	};
}

function pointsOf(files: readonly TsmFile[], from = -1e9, to = 1e9) {
	const budget = new BlockBudget();
	const damages: string[] = [];
	const points: Array<readonly [number, number | bigint]> = [];
	for (const series of findSeries({files, log: new WriteAheadLog()}, 'm', 'f')) {
		const steps = readSeries({...series, type: 'float'}, {base, from, to}, {
			budget,
			report(damage) {
				damages.push(damage.message);
			},
			emit({times, values}, start, end) {
				for (let index = start; index < end; index++) {
					points.push([times[index]!, values[index]!]);
				}
			},
		});
		for (const _ of steps) {
			// No need to yield to others.
		}
	}

	return {points, damages};
}

const keysOf = (file: TsmFile, measurement: string, field: string) => file.index.keysOf(measurement, field).keys;

test('an index lists the keys of a measurement that have a field, up to the first separator', () => {
	const names = ['a#!~#f', String.raw`a\,b,host=x#!~#f`, 'a,host=x#!~#f', 'a,host=x#!~#ff', 'a,host=y#!~#f', 'a,host=y#!~#g#!~#f', 'ab#!~#f'];
	const fields = [['a', 'f'], ['a,b', 'f'], ['a', 'g#!~#f'], ['b', 'f']].map(([measurement = '', field = '']) => ({measurement, field}));
	const {file, damages} = open(tsmFile(names.map((name): Key => ({key: name, blocks: []}))), {fields});
	expect(keysOf(file, 'a', 'f')).toEqual(['a#!~#f', 'a,host=x#!~#f', 'a,host=y#!~#f']);
	expect(keysOf(file, 'a,b', 'f')).toEqual([String.raw`a\,b,host=x#!~#f`]);
	expect(keysOf(file, 'a', 'g#!~#f')).toEqual(['a,host=y#!~#g#!~#f']);
	expect(keysOf(file, 'b', 'f')).toEqual([]);
	expect(damages).toEqual([]);
});

test('blocks outside the time range are not read', () => {
	const {file, reads} = open(tsmFile([{key, blocks: [block(0, 10, 1), block(10, 10, 2), block(20, 10, 3)]}]));
	const before = reads.length;
	expect(pointsOf([file], 12, 13).points).toEqual([[12, 2], [13, 2]]);
	expect(reads.length - before).toBe(1);
});

test('only the blocks of the selected fields are kept', () => {
	const others = ['m,host=a#!~#ff', 'm,host=a#!~#g', 'mm,host=a#!~#f', String.raw`m\,,host=a#!~#f`].map((name): Key => ({key: name, blocks: [block(0, 3, 1)]}));
	const {file, keptBytes} = open(tsmFile([...others, {key, blocks: [block(0, 2, 7)]}]));
	expect(pointsOf([file]).points).toEqual([[0, 7], [1, 7]]);
	expect(keptBytes()).toBe(block(0, 2, 7).block.length);
});

test('blocks listed repeatedly in an index are not kept more often than the file size allows', () => {
	const content = tsmFile([{key, blocks: [block(0, 2, 1), ...Array.from({length: 60_000}, () => ({min: 0, max: 1, block: Buffer.alloc(0)}))]}]);
	const {offset, length} = {offset: 5, length: block(0, 2, 1).block.length};
	const entries = content.length - 8 - 60_000 * 28;
	for (let at = entries; at < content.length - 8; at += 28) {
		content.writeUInt32BE(offset, at + 20);
		content.writeUInt32BE(content.length - 100, at + 24);
	}

	const {file, keptBytes} = open(content);
	expect(keptBytes()).toBeLessThan(2 * content.length + length);
	expect(pointsOf([file]).points).toEqual([[0, 1], [1, 1]]);
});

test('an index longer than the read buffer is read to its end', () => {
	const keys = Array.from({length: 20_000}, (_, index): Key => ({key: `m,host=${String(index).padStart(300, '0')}#!~#f`, blocks: [block(index, 1, index)]}));
	const content = tsmFile(keys);
	expect(content.length).toBeGreaterThan(5_000_000);
	expect(pointsOf([open(content).file]).points).toEqual(keys.map((_, index) => [index, index]));
});

test('later files win, and tombstones of a file hide only its own points', () => {
	const older = open(tsmFile([{key, blocks: [block(0, 3, 1), block(3, 3, 1)]}]), {name: 'old', deleted: [{min: 4n, max: 4n}]}).file;
	const newer = open(tsmFile([{key, blocks: [block(1, 4, 2)]}]), {name: 'new', deleted: [{min: 2n, max: 3n}]}).file;
	expect(pointsOf([older, newer]).points).toEqual([[0, 1], [1, 2], [2, 1], [3, 1], [4, 2], [5, 1]]);
});

test('completely deleted series do not determine the type of a field', () => {
	const text: Key = {key, type: 3, blocks: [{min: 0, max: 9, block: Buffer.alloc(9)}, {min: 10, max: 19, block: Buffer.alloc(9)}]};
	const newer = open(tsmFile([{key, blocks: [block(1, 1, 2)]}]), {name: 'new'}).file;
	const typesAfter = (...deleted: readonly TimeRange[]) =>
		findSeries({files: [open(tsmFile([text]), {name: 'old', deleted}).file, newer], log: new WriteAheadLog()}, 'm', 'f').map(({type}) => type);
	expect(typesAfter({min: 5n, max: 6n}, {min: 0n, max: 19n})).toEqual(['float']);
	expect(typesAfter({min: 1n, max: 19n}, {min: 0n, max: 18n})).toEqual(['string']);
	expect(typesAfter()).toEqual(['string']);
});

test('a damaged block only loses itself, and the older value becomes visible', () => {
	const older = open(tsmFile([{key, blocks: [block(2, 1, 9)]}])).file;
	const content = tsmFile([{key, blocks: [block(0, 2, 1), block(2, 2, 2), block(4, 2, 3)]}]);
	content[5 + 2 * block(0, 2, 1).block.length - 1]! ^= 1;
	expect(pointsOf([older, open(content).file])).toEqual({
		points: [[0, 1], [1, 1], [2, 9], [4, 3], [5, 3]],
		damages: [`file: a block with a wrong checksum at byte ${5 + block(0, 2, 1).block.length + 4}`],
	});
});

test.each([
	['a block that lies outside the file', {min: 0, max: 1, block: Buffer.alloc(0)}, (content: Buffer) => {
		content.writeUInt32BE(0xFF_FF_FF_FF, content.length - 12);
	}],
	['a block whose times differ from the index', {...block(0, 2, 1), max: 5}, () => undefined],
	['an offset beyond all files', block(0, 2, 1), (content: Buffer) => {
		content.fill(0xFF, content.length - 20, content.length - 12);
	}],
])('%s is damage', (_, first, change) => {
	const content = tsmFile([{key, blocks: [first]}]);
	change(content);
	const {points, damages} = pointsOf([open(content).file]);
	expect(points).toEqual([]);
	expect(damages).toHaveLength(1);
});

test('blocks of one file that overlap, or are listed twice, count once', () => {
	const content = tsmFile([{key, blocks: [block(0, 5, 1), block(0, 5, 1), block(4, 2, 2), block(5, 2, 3)]}]);
	expect(pointsOf([open(content).file])).toEqual({
		points: [...[0, 1, 2, 3, 4].map(time => [time, 1]), [5, 3], [6, 3]],
		damages: [expect.any(String), expect.any(String)],
	});
});

test('an index truncated in a key has the previous keys', () => {
	const content = tsmFile([{key, blocks: [block(0, 2, 1)]}, {key: 'm,host=b#!~#f', blocks: [block(0, 2, 2)]}]);
	const index = Number(content.readBigInt64BE(content.length - 8));
	const cut = bytes(content.subarray(0, -20), int64(index));
	const {file, damages} = open(cut);
	expect(keysOf(file, 'm', 'f')).toEqual([key]);
	expect(damages).toHaveLength(1);
});

test.each([
	['is empty', bytes()],
	['is another file', Buffer.from('this is no database, but long enough')],
	['is of another version', bytes('16d116d1 02', int64(5))],
	['has its index behind its end', bytes('16d116d1 01', int64(500))],
	['has its index before its beginning', bytes('16d116d1 01', int64(-1))],
])('a file that %s has no index', (_, content) => {
	const {file, damages} = open(content);
	expect(damages).toEqual([expect.stringMatching(/^file: /v)]);
	expect(keysOf(file, 'm', 'f')).toEqual([]);
});

test('a key without a field belongs to no measurement, and does not affect the others', () => {
	const {file, damages} = open(tsmFile([{key: 'a,host=x', blocks: []}, {key: 'a,host=y#!~#f', blocks: []}]), {
		fields: [['a', 'f'], ['a', ''], ['a,host=x', '']].map(([measurement = '', field = '']) => ({measurement, field})),
	});
	expect(keysOf(file, 'a', 'f')).toEqual(['a,host=y#!~#f']);
	expect(keysOf(file, 'a', '')).toEqual([]);
	expect(keysOf(file, 'a,host=x', '')).toEqual([]);
	expect(damages).toEqual([]);
});
