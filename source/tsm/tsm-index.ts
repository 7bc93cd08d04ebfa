import {type ValueType, valueTypes} from './block.js';
import {Damage} from './damage.js';
import {fieldName, type SelectedKey} from './field-selection.js';
import {entrySize, headSize, type ByteSource} from './index-walk.js';
import {sinceBase, type TimeBase} from './times.js';
import type {TimeRange} from './time-ranges.js';

/** Location of a block in its file (including the checksum), its first and last time (nanoseconds from a base), and the offset of its copy. */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number; readonly copy: number};

/** A kept index entry: as in the file, followed by the offset of its copy. */
export const keptEntrySize = entrySize + 4;
/** For blocks without a copy. */
export const noCopy = 0xFF_FF_FF_FF;

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

/** What is kept of a .tsm file. */
type Kept = {
	readonly keys: readonly SelectedKey[];
	/** For each key what the file says of it: its type, the number of its blocks, and their kept entries. */
	readonly view: DataView;
	readonly blocks: Pick<ByteSource, 'read'>;
	/** Where the index begins: all blocks are before it. */
	readonly blocksEnd: number;
};

/** What is kept of a .tsm file: the keys of selected fields, and copies of their blocks. The file itself is no longer needed. */
export class TsmIndex {
	readonly name: string;
	/** Size of the file in bytes. */
	readonly size: number;
	private readonly blocksEnd: number;
	private readonly keys: Kept['keys'];
	private readonly view: Kept['view'];
	private readonly blocks: Kept['blocks'];

	constructor({name, size}: Pick<ByteSource, 'name' | 'size'>, {keys, view, blocks, blocksEnd}: Kept) {
		this.name = name;
		this.size = size;
		this.keys = keys;
		this.view = view;
		this.blocks = blocks;
		this.blocksEnd = blocksEnd;
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
		if (offset + size > this.blocksEnd) {
			throw new Damage(this.name, offset, 'a block that is not before the index');
		}

		if (copy === noCopy) {
			throw new Damage(this.name, offset, 'more blocks than the file can hold');
		}

		return this.blocks.read(copy, size);
	}
}

/** The offset of a block in the file, from its index entry. */
export const offsetAt = (view: DataView, at: number): number => view.getUint32(at + 16) * 4_294_967_296 + view.getUint32(at + 20);
