import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {FieldSelection} from '../../source/tsm/field-selection.js';
import {IndexReader} from '../../source/tsm/read-index.js';
import {timeBase} from '../../source/tsm/time-base.js';
import {
	bytes, int64, type Key, sameFloats, tsmFile, uint16, uint32,
} from './bytes.js';

const base = timeBase(0n);
const names = Array.from({length: 40}, (_, index) => `m,host=${'h'.repeat(index * 7)}${index + 10}#!~#${index % 3 === 0 ? 'f' : 'other'}`).sort();
const file = tsmFile(names.map((key, index): Key => ({key, blocks: [{min: index, max: index + 1, block: sameFloats(index, 2, index)}]})));
const indexStart = Number(file.readBigInt64BE(file.length - 8));

/** What is read of a file, as a whole or arriving in chunks of that size. */
function readFile(content: Buffer, {chunkSize, onDisk = false}: {readonly chunkSize?: number; readonly onDisk?: boolean} = {}) {
	const damages: string[] = [];
	const kept: Uint8Array[] = [];
	const reader = new IndexReader({name: 'file', size: content.length}, {
		selection: new FieldSelection([{measurement: 'm', field: 'f'}]),
		report({message}) {
			damages.push(message);
		},
		keep: () => ({
			write(block) {
				kept.push(Buffer.from(block));
			},
			end: () => ({read: (start, length) => Buffer.concat(kept).subarray(start, start + length)}),
		}),
	});
	const pieces: Uint8Array[] = [];
	const sink = {
		write(more: Uint8Array) {
			pieces.push(Buffer.from(more));
		},
		held: () => onDisk ? undefined : Buffer.concat(pieces),
	};
	for (const chunk of chunkSize === undefined ? [] : chunksOf(content, chunkSize)) {
		reader.arrive(chunk, sink);
		// Its memory is reused.
		chunk.fill(0xFF);
	}

	const held = chunkSize === undefined ? content : Buffer.concat(pieces);
	const steps = reader.read({name: 'file', size: held.length, read: (start, length) => held.subarray(start, start + length)});
	let step = steps.next();
	while (!step.done) {
		step = steps.next();
	}

	const index = step.value;
	const found = index.keysOf('m', 'f');
	const keys = found.keys.map((key, number) => {
		const entry = index.blocksAt(found.positions[number]!).entry(0, base);
		return [key, entry.min, entry.max, Buffer.from(index.block(entry)).toString('hex')] as const;
	});
	return {keys, damages, held: held.length};
}

const chunksOf = (content: Buffer, size: number): Buffer[] =>
	Array.from({length: Math.ceil(content.length / size)}, (_, index) => Buffer.from(content.subarray(index * size, (index + 1) * size)));

const whole = readFile(file);

test.each([1, 2, 3, 7, 64, 1000, 5000, 100_000])('a file that arrives in chunks of %i bytes has the same keys and blocks', chunkSize => {
	expect(whole.keys.map(([key]) => key)).toEqual(names.filter(name => name.endsWith('#f')));
	const {keys, damages, held} = readFile(file, {chunkSize});
	expect({keys, damages}).toEqual({keys: whole.keys, damages: []});
	expect(held).toBeLessThan(indexStart + chunkSize + names[0]!.length + 40);
});

test('what does not fit into memory is read from disk at the end', () => {
	expect(readFile(file, {chunkSize: 64, onDisk: true})).toEqual({...whole, held: file.length});
});

/** A file whose first block contains bytes that look like the key of the first block. */
const withinBlock = (blockSize: (size: number) => number, head: Uint8Array = bytes(uint16(6), Buffer.from('m#!~#f'), '00', uint16(1))) => {
	const fake = (size: number) => bytes(head, int64(0), int64(1), int64(5), uint32(blockSize(size)));
	const first = sameFloats(0, 2, 1);
	const block = bytes(first, Buffer.alloc(20), fake(first.length + 20), Buffer.alloc(20));
	return tsmFile([
		{key: 'm,host=a#!~#other', blocks: [{min: 0, max: 1, block}]},
		{key: 'm,host=b#!~#f', blocks: [{min: 0, max: 1, block: sameFloats(0, 2, 7)}]},
	]);
};

test.each([
	['with another size', withinBlock(size => size - 21)],
	['with a size beyond it', withinBlock(() => 0xFF_FF_FF_FF)],
	['without a key', withinBlock(size => size, bytes(uint16(0xFF_FF), Buffer.from('#!~#f'), '00', uint16(1)))],
	['a hundred times', tsmFile([{key: 'm,host=b#!~#f', blocks: [{min: 0, max: 1, block: bytes(sameFloats(0, 2, 7), Buffer.from('#!~#'.repeat(200)))}]}])],
])('a block that contains an entry of the first block, %s, is not mistaken for the index', (_, content) => {
	const expected = readFile(content);
	expect(expected.keys).toHaveLength(1);
	for (const chunkSize of [1, 16, 1000]) {
		const {keys, damages} = readFile(content, {chunkSize});
		expect({keys, damages}).toEqual({keys: expected.keys, damages: []});
	}
});

test('a file whose index is not where its end states is damage', () => {
	const moved = bytes(file.subarray(0, -8), int64(indexStart + 1));
	for (const chunkSize of [10, 100_000]) {
		expect(readFile(moved, {chunkSize})).toMatchObject({keys: [], damages: [`file: an index elsewhere than the file states at byte ${indexStart}`]});
	}

	// Only a file made for it misleads: the entry and the checksum of the first block match.
	expect(readFile(withinBlock(size => size - 20), {chunkSize: 10})).toMatchObject({keys: [], damages: [expect.stringMatching(/an index elsewhere/v)]});
	expect(readFile(bytes(file.subarray(0, -8), int64(-1)), {chunkSize: 10}).damages).toEqual([expect.stringMatching(/its index is outside the file/v)]);
});

test('an index that ends within a key has the keys before it', () => {
	const cut = bytes(file.subarray(0, -20), int64(indexStart));
	const expected = readFile(cut);
	expect(expected.damages).toEqual([expect.stringMatching(/^file: it ends too early at byte \d+$/v)]);
	for (const chunkSize of [5, 64, 1000]) {
		const {keys, damages} = readFile(cut, {chunkSize});
		expect({keys, damages}).toEqual({keys: expected.keys, damages: expected.damages});
	}
});

test.each([1, 64, 100_000])('damage in %i-byte chunks is that of the whole file', chunkSize => {
	for (const content of [Buffer.alloc(0), Buffer.from('this is no database, but long enough'), bytes('16d116d1 02', file.subarray(5)), file.subarray(0, 12)]) {
		expect(readFile(content, {chunkSize})).toEqual(readFile(content));
	}
});
