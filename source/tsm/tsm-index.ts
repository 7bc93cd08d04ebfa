import {type ValueType, valueTypes} from './block.js';
import {Damage} from './damage.js';
import {fieldName} from './field-selection.js';
import {entrySize, type ByteSource} from './index-walk.js';
import {sinceBase, type TimeBase} from './time-base.js';
import type {TimeRange} from './time-ranges.js';

/** Location of a block in its file (including the checksum), its first and last time (nanoseconds from a base), and the offset of its copy. */
export type IndexEntry = {readonly min: number; readonly max: number; readonly offset: number; readonly size: number; readonly copy: number};

/** A kept index entry: as in the file, followed by the offset of its copy. */
export const keptEntrySize = entrySize + 4;
/** For blocks without a copy. */
export const noCopy = 0xFF_FF_FF_FF;

/** The kept blocks of a key of a file. */
export class KeyBlocks {
	private readonly view: DataView;
	/** Offset of their number. */
	private readonly index: number;

	constructor(view: DataView, index: number) {
		this.view = view;
		this.index = index;
	}

	/** Their number. */
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

	/** Whether they have points, all of them within the range. */
	isWithin({min, max}: TimeRange): boolean {
		const {view, count} = this;
		return count > 0 && view.getBigInt64(this.positionOf(0)) >= min && view.getBigInt64(this.positionOf(count - 1) + 8) <= max;
	}

	private positionOf(number: number): number {
		return this.index + 2 + number * keptEntrySize;
	}
}

/** The keys of a field in a file (one character per byte), ascending, and the position of each among what is kept of the file. */
export type KeysOfField = {readonly keys: readonly string[]; readonly positions: readonly number[]};

const noKeys: KeysOfField = {keys: [], positions: []};

/** What is kept of a .tsm file. */
type Kept = {
	/** By field name. */
	readonly fields: ReadonlyMap<string, KeysOfField>;
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
	private readonly fields: Kept['fields'];
	private readonly view: Kept['view'];
	private readonly blocks: Kept['blocks'];

	constructor({name, size}: Pick<ByteSource, 'name' | 'size'>, {fields, view, blocks, blocksEnd}: Kept) {
		this.name = name;
		this.size = size;
		this.fields = fields;
		this.view = view;
		this.blocks = blocks;
		this.blocksEnd = blocksEnd;
	}

	/** The keys of a selected field of a measurement. */
	keysOf(measurement: string, field: string): KeysOfField {
		return this.fields.get(fieldName({measurement, field})) ?? noKeys;
	}

	/** The type of the key at that position. */
	typeAt(position: number): ValueType {
		return valueTypes[this.view.getUint8(position)]!;
	}

	/** The blocks of the key at that position. */
	blocksAt(position: number): KeyBlocks {
		return new KeyBlocks(this.view, position + 1);
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
