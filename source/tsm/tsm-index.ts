import {type ValueType, valueTypes} from './block.js';
import {DecodeBudget} from './decode-budget.js';
import {Damage, type ReportDamage, untilDamage} from './damage.js';
import {fieldName, type KeySelection, type SelectedKey} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {
	entrySize, type KeyVisitor, type RawKey, walkIndex, type ByteSource,
} from './index-walk.js';
import {sinceBase, type TimeBase} from './times.js';
import type {TimeRange} from './time-ranges.js';

/** Location of a block in its file (including the checksum), its first and last time (nanoseconds from a base), and the offset of its copy. */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number; readonly copy: number};

/** Size of what precedes the entries of a key: its type and the number of its blocks. */
const headSize = 3;
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
	private readonly keys: readonly SelectedKey[];
	/** For each key what the file says of it: its type, the number of its blocks, and their kept entries. */
	private readonly view: DataView;
	private readonly blocks: Pick<ByteSource, 'read'>;

	constructor({name, size}: ByteSource, keys: readonly SelectedKey[], view: DataView, blocks: Pick<ByteSource, 'read'>) {
		this.name = name;
		this.size = size;
		this.keys = keys;
		this.view = view;
		this.blocks = blocks;
	}

	/** The keys of a selected field of a measurement, ascending. */
	keysOf(measurement: string, field: string): IndexedKey[] {
		const name = fieldName({measurement, field});
		const found: IndexedKey[] = [];
		let at = 0;
		for (const {key, field: own} of this.keys) {
			if (own === name) {
				found.push(new IndexedKey(key, valueTypes[this.view.getUint8(at)]!, this.view, at + 1));
			}

			at += headSize + this.view.getUint16(at + 1) * keptEntrySize;
		}

		return found;
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
type Keep = {readonly write: (bytes: Uint8Array) => void; readonly end: () => Pick<ByteSource, 'read'>};

type Options = {
	readonly selection: KeySelection;
	readonly report: ReportDamage;
	readonly budget?: DecodeBudget;
	/** Starts keeping blocks of that total size. */
	readonly keep: (name: string, size: number) => Keep;
};

/**
 * Reads the index of a .tsm file and keeps what is selected, yielding regularly. Damage is reported, and the keys before it are used; a file
 * without an index has none.
 */
export function * readIndex(source: ByteSource, {selection, report, budget = new DecodeBudget(Infinity), keep}: Options): Generator<void, TsmIndex> {
	const selected = new SelectedKeys(source, selection, budget);
	yield * untilDamage(report, walkIndex(source, selected));
	const {keys, entries} = selected;
	const view = entries.all();
	const blocks = keep(source.name, entries.copied);
	for (let at = 0; at < view.byteLength;) {
		at = copyBlocks(view, at, source, blocks);
		yield;
	}

	return new TsmIndex(source, keys, view, blocks.end());
}

/** Collects the selected keys of a file. */
class SelectedKeys implements KeyVisitor {
	readonly keys: SelectedKey[] = [];
	readonly entries: KeptEntries;
	private readonly name: string;
	private readonly selection: KeySelection;
	private readonly budget: DecodeBudget;

	constructor({name, size}: ByteSource, selection: KeySelection, budget: DecodeBudget) {
		this.entries = new KeptEntries(size);
		this.name = name;
		this.selection = selection;
		this.budget = budget;
	}

	visit(raw: RawKey): void {
		const selected = this.selection.match(raw.bytes, raw.start, raw.end);
		if (selected && valueTypes[raw.type]) {
			this.budget.hold(keyBytes + headSize + raw.blocks * keptEntrySize, this.name, raw.positionOf(raw.start));
			this.keys.push(selected);
			this.entries.push(raw);
		}
	}
}

/** Copies the blocks of the keys whose entries begin at an offset, as many as take about a millisecond; returns the offset of the next key. */
function copyBlocks(view: DataView, start: number, source: ByteSource, blocks: Keep): number {
	let written = 0;
	let at = start;
	while (at < view.byteLength && written < bytesPerYield) {
		const end = at + headSize + view.getUint16(at + 1) * keptEntrySize;
		for (at += headSize; at < end; at += keptEntrySize) {
			if (view.getUint32(at + entrySize) !== noCopy) {
				const size = view.getUint32(at + 24);
				blocks.write(source.read(offsetAt(view, at), size));
				written += size + entrySize;
			}
		}
	}

	return at;
}

/** Bytes of small blocks that are copied in a millisecond. */
const bytesPerYield = 1 << 17;

/** How often the bytes of a file may be kept: blocks do not overlap, so once suffices. */
const maxCopies = 2;

/** Copies the heads and index entries of keys, and adds the offset of each block among the kept ones. */
class KeptEntries {
	/** Total size of the kept blocks. */
	copied = 0;
	private readonly kept = new GrowingBytes();
	private readonly fileSize: number;
	private readonly max: number;
	private view = new DataView(this.kept.bytes.buffer);

	constructor(fileSize: number) {
		this.fileSize = fileSize;
		this.max = Math.min(noCopy - 1, fileSize * maxCopies);
	}

	push({bytes, end, blocks}: RawKey): void {
		let at = this.kept.add(headSize + blocks * keptEntrySize);
		if (this.view.buffer !== this.kept.bytes.buffer) {
			this.view = new DataView(this.kept.bytes.buffer);
		}

		this.copy(bytes, end, at, headSize);
		at += headSize;
		for (let entry = end + headSize; at < this.kept.length; entry += entrySize, at += keptEntrySize) {
			this.copy(bytes, entry, at, entrySize);
			this.view.setUint32(at + entrySize, this.copyOf(offsetAt(this.view, at), this.view.getUint32(at + 24)));
		}
	}

	/** The entries, without the memory reserved for more. */
	all(): DataView {
		return new DataView(new Uint8Array(this.kept.all()).buffer);
	}

	// A few bytes are copied one by one, quicker than by making a view of them.
	private copy(from: Uint8Array, start: number, at: number, length: number): void {
		const {bytes} = this.kept;
		for (let index = 0; index < length; index++) {
			bytes[at + index] = from[start + index]!;
		}
	}

	private copyOf(offset: number, size: number): number {
		if (offset + size > this.fileSize || this.copied + size > this.max) {
			return noCopy;
		}

		this.copied += size;
		return this.copied - size;
	}
}

/** The offset of a block in the file, from its index entry. */
const offsetAt = (view: DataView, at: number): number => view.getUint32(at + 16) * 4_294_967_296 + view.getUint32(at + 20);
