import {type ValueType, valueTypes} from './block.js';
import {DecodeBudget} from './decode-budget.js';
import {Damage, type Report, untilDamage} from './damage.js';
import {fieldName, type KeySelection, type SelectedKey} from './field-selection.js';
import {entrySize, walkIndex, type ByteSource} from './index-walk.js';
import {sinceBase, type TimeBase} from './times.js';
import type {TimeRange} from './time-ranges.js';

/** Location of a block in its file (including the checksum), its first and last time (nanoseconds from a base), and the offset of its copy. */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number; readonly copy: number};

/** A kept index entry: as in the file, followed by the offset of its copy. */
const keptEntrySize = entrySize + 4;
/** For blocks without a copy. */
const noCopy = 0xFF_FF_FF_FF;
/** Memory used by a key. */
const keyBytes = 128;

/** A key of a file whose blocks are kept. */
export class IndexedKey {
	/** One character per byte. */
	readonly key: string;
	readonly type: ValueType;
	private readonly view: DataView;
	/** Offset of its number of blocks. */
	private readonly index: number;

	constructor(key: string, type: ValueType, view: DataView, index: number) {
		this.key = key;
		this.type = type;
		this.view = view;
		this.index = index;
	}

	/** Number of blocks. */
	get count(): number {
		return this.view.getUint16(this.index);
	}

	/** The index entry of block `number`, which must be below the count. */
	entry(number: number, base: TimeBase): IndexEntry {
		const {view} = this;
		const at = this.positionOf(number);
		return {
			min: sinceBase(view.getInt32(at), view.getUint32(at + 4), base),
			max: sinceBase(view.getInt32(at + 8), view.getUint32(at + 12), base),
			offset: offsetAt(view, at),
			size: view.getUint32(at + 24),
			copy: view.getUint32(at + entrySize),
		};
	}

	/** Whether it has points, all of them within the range. */
	isWithin({min, max}: TimeRange): boolean {
		const {view, count} = this;
		return count > 0 && view.getBigInt64(this.positionOf(0)) >= min && view.getBigInt64(this.positionOf(count - 1) + 8) <= max;
	}

	private positionOf(number: number): number {
		return this.index + 2 + number * keptEntrySize;
	}
}

/** What is kept of a .tsm file: the keys of selected fields, and copies of their blocks. The file itself is no longer needed. */
export class TsmIndex {
	readonly name: string;
	/** Size of the file in bytes. */
	readonly size: number;
	private readonly keys: ReadonlyMap<string, readonly IndexedKey[]>;
	private readonly blocks: ByteSource;

	constructor({name, size}: ByteSource, keys: ReadonlyMap<string, readonly IndexedKey[]>, blocks: ByteSource) {
		this.name = name;
		this.size = size;
		this.keys = keys;
		this.blocks = blocks;
	}

	/** The keys of a selected field of a measurement, ascending. */
	keysOf(measurement: string, field: string): readonly IndexedKey[] {
		return this.keys.get(fieldName({measurement, field})) ?? [];
	}

	/** The bytes of a block. Throws Damage if the file does not contain it. */
	block({offset, size, copy}: IndexEntry): Uint8Array {
		if (offset + size > this.size) {
			throw new Damage(this.name, offset, 'a block that lies outside the file');
		}

		if (copy === noCopy) {
			throw new Damage(this.name, offset, 'more blocks than the file can hold');
		}

		return this.blocks.read(copy, size);
	}
}

/** Receives the bytes to keep. */
type Keep = {readonly write: (bytes: Uint8Array) => void; readonly end: () => ByteSource};

type Options = {
	readonly selection: KeySelection;
	readonly report: Report;
	readonly budget?: DecodeBudget;
	/** Starts keeping blocks of that total size. */
	readonly keep: (name: string, size: number) => Keep;
};

/** A selected key, and the offset of its index entries in the file. */
type Found = {readonly selected: SelectedKey; readonly type: ValueType; readonly blocks: number; readonly entries: number};

/**
 * Reads the index of a .tsm file and keeps what is selected, yielding regularly. Damage is reported, and the keys before it are used; a file
 * without an index has none.
 */
export function * readIndex(source: ByteSource, {selection, report, budget = new DecodeBudget(Infinity), keep}: Options): Generator<void, TsmIndex> {
	const found: Found[] = [];
	let size = 0;
	yield * untilDamage(report, walkIndex(source, raw => {
		const selected = selection.match(raw.bytes, raw.start, raw.end);
		const type = selected && valueTypes[raw.type];
		if (selected && type) {
			const keptSize = 2 + raw.blocks * keptEntrySize;
			budget.hold(keyBytes + keptSize, source.name, raw.positionOf(raw.start));
			found.push({
				selected, type, blocks: raw.blocks, entries: raw.positionOf(raw.entries),
			});
			size += keptSize;
		}
	}));
	const index = new DataView(new ArrayBuffer(size));
	const blocks = keep(source.name, copyEntries(source, found, index));
	const keys = new Map<string, IndexedKey[]>();
	let at = 0;
	for (const {selected: {key, field}, type, blocks: count} of found) {
		const ofField = keys.get(field) ?? [];
		ofField.push(new IndexedKey(key, type, index, at));
		keys.set(field, ofField);
		at += 2;
		for (const end = at + count * keptEntrySize; at < end; at += keptEntrySize) {
			if (index.getUint32(at + entrySize) !== noCopy) {
				blocks.write(source.read(offsetAt(index, at), index.getUint32(at + 24)));
			}
		}

		yield;
	}

	return new TsmIndex(source, keys, blocks.end());
}

/** How often the bytes of a file may be kept: blocks do not overlap, so once suffices. */
const maxCopies = 2;

/** Copies the index entries and adds the offset of each block among the kept ones; returns the total size of these blocks. */
function copyEntries(source: ByteSource, found: readonly Found[], index: DataView): number {
	const bytes = new Uint8Array(index.buffer);
	const max = Math.min(noCopy - 1, source.size * maxCopies);
	let copied = 0;
	let at = 0;
	for (const {blocks, entries} of found) {
		const given = source.read(entries, blocks * entrySize);
		index.setUint16(at, blocks);
		at += 2;
		for (let number = 0; number < blocks; number++, at += keptEntrySize) {
			bytes.set(given.subarray(number * entrySize, (number + 1) * entrySize), at);
			const size = index.getUint32(at + 24);
			const isKept = offsetAt(index, at) + size <= source.size && copied + size <= max;
			index.setUint32(at + entrySize, isKept ? copied : noCopy);
			copied += isKept ? size : 0;
		}
	}

	return copied;
}

/** The offset of a block in the file, from its index entry. */
const offsetAt = (index: DataView, at: number): number => index.getUint32(at + 16) * 4_294_967_296 + index.getUint32(at + 20);
