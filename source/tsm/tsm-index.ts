import {type ValueType, valueTypes} from './block.js';
import {DecodeBudget} from './decode-budget.js';
import {Damage, type Report, untilDamage} from './damage.js';
import {fieldName, type KeySelection, type SelectedKey} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {
	entrySize, walkIndex, type ByteSource, type RawKey,
} from './index-walk.js';
import {sinceBase, type TimeBase} from './times.js';
import type {TimeRange} from './time-ranges.js';

/** Where a block lies in its file, its checksum with it, its first and last time (nanoseconds from a base), and where its copy is. */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number; readonly copy: number};

/** What is said of a block that is kept: as in the file, and where its copy is. */
const keptEntrySize = entrySize + 4;
/** Of blocks without a copy. */
const noCopy = 0xFF_FF_FF_FF;
/** What a key takes in memory. */
const keyBytes = 128;

/** A key of a file whose blocks are kept. */
export class IndexedKey {
	/** Of one character a byte. */
	readonly key: string;
	readonly type: ValueType;
	private readonly view: DataView;
	/** Where the number of its blocks stands. */
	private readonly index: number;

	constructor(key: string, type: ValueType, view: DataView, index: number) {
		this.key = key;
		this.type = type;
		this.view = view;
		this.index = index;
	}

	/** How many blocks it has. */
	get count(): number {
		return this.view.getUint16(this.index);
	}

	/** Its block of that number, below the count. */
	entry(number: number, base: TimeBase): IndexEntry {
		const {view} = this;
		const at = this.positionOf(number);
		return {
			min: sinceBase(view.getInt32(at), view.getUint32(at + 4), base),
			max: sinceBase(view.getInt32(at + 8), view.getUint32(at + 12), base),
			offset: view.getUint32(at + 16) * 4_294_967_296 + view.getUint32(at + 20),
			size: view.getUint32(at + 24),
			copy: view.getUint32(at + entrySize),
		};
	}

	/** Whether it has points, and all of them lie in the range. */
	isWithin({min, max}: TimeRange): boolean {
		const {view, count} = this;
		return count > 0 && view.getBigInt64(this.positionOf(0)) >= min && view.getBigInt64(this.positionOf(count - 1) + 8) <= max;
	}

	private positionOf(number: number): number {
		return this.index + 2 + number * keptEntrySize;
	}
}

/** What is kept of a .tsm file: of the selected fields the keys and copies of their blocks. The file itself is not needed any more. */
export class TsmIndex {
	readonly name: string;
	/** Of the file, in bytes. */
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

	/** The bytes of a block. Throws Damage where the file has none. */
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

/** Takes bytes that are kept. */
type Keep = {readonly write: (bytes: Uint8Array) => void; readonly end: () => ByteSource};

type Options = {
	readonly selection: KeySelection;
	readonly report: Report;
	readonly budget?: DecodeBudget;
	/** Begins to keep blocks of a file. */
	readonly keep: (name: string) => Keep;
};

type Found = {readonly selected: SelectedKey; readonly type: ValueType; readonly index: number};

/** How often the bytes of a file may be kept: blocks of a file do not overlap, so that once is enough. */
const maxCopies = 2;

/**
 * Reads the index of a .tsm file, and keeps what is selected, with a pause now and then. Of a damaged index, which is reported, the keys before
 * that count, and a file without one has none.
 */
export function * readIndex(source: ByteSource, {selection, report, budget = new DecodeBudget(Infinity), keep}: Options): Generator<void, TsmIndex> {
	const found: Found[] = [];
	const kept = new GrowingBytes();
	const blocks = keep(source.name);
	let copied = 0;
	const copy = (offset: number, size: number): number => {
		if (offset + size > source.size || copied + size > Math.min(noCopy - 1, source.size * maxCopies)) {
			return noCopy;
		}

		blocks.write(source.read(offset, size));
		copied += size;
		return copied - size;
	};

	const visit = (raw: RawKey) => {
		const {bytes, start, end} = raw;
		const selected = selection.match(bytes, start, end);
		const type = selected && valueTypes[raw.type];
		if (selected === undefined || type === undefined) {
			return;
		}

		const {blocks: count, entries} = raw;
		budget.hold(keyBytes + count * keptEntrySize, source.name, raw.position);
		found.push({selected, type, index: kept.length});
		const at = kept.add(2 + count * keptEntrySize);
		const view = new DataView(kept.bytes.buffer);
		view.setUint16(at, count);
		for (let number = 0; number < count; number++) {
			const from = entries + number * entrySize;
			const to = at + 2 + number * keptEntrySize;
			kept.bytes.set(bytes.subarray(from, from + entrySize), to);
			view.setUint32(to + entrySize, copy(view.getUint32(to + 16) * 4_294_967_296 + view.getUint32(to + 20), view.getUint32(to + 24)));
		}
	};

	yield * untilDamage(report, walkIndex(source, visit));
	return new TsmIndex(source, keysByField(found, new Uint8Array(kept.all())), blocks.end());
}

function keysByField(found: readonly Found[], kept: Uint8Array): ReadonlyMap<string, readonly IndexedKey[]> {
	const view = new DataView(kept.buffer, kept.byteOffset, kept.length);
	const byField = new Map<string, IndexedKey[]>();
	for (const {selected: {key, field}, type, index} of found) {
		const keys = byField.get(field) ?? [];
		keys.push(new IndexedKey(key, type, view, index));
		byField.set(field, keys);
	}

	return byField;
}
