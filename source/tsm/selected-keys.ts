import {valueTypes} from './block.js';
import type {DecodeBudget} from './decode-budget.js';
import type {KeySelection, SelectedKey} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {
	entrySize, headSize, type KeyVisitor, type RawKey,
} from './index-walk.js';
import {keptEntrySize, noCopy, offsetAt} from './tsm-index.js';

/** Memory used by a key. */
const keyBytes = 128;

type Options = {readonly selection: KeySelection; readonly budget: DecodeBudget; /** Where the index begins. */ readonly blocksEnd: number};

/** Collects the selected keys of a file. */
export class SelectedKeys implements KeyVisitor {
	/** By field name. */
	readonly fields = new Map<string, {readonly keys: string[]; readonly positions: number[]}>();
	readonly entries: KeptEntries;
	readonly blocksEnd: number;
	private readonly name: string;
	private readonly selection: KeySelection;
	private readonly budget: DecodeBudget;

	constructor(name: string, {selection, budget, blocksEnd}: Options) {
		this.entries = new KeptEntries(blocksEnd);
		this.blocksEnd = blocksEnd;
		this.name = name;
		this.selection = selection;
		this.budget = budget;
	}

	visit(raw: RawKey): void {
		const selected = this.selection.match(raw.bytes, raw.start, raw.end);
		if (selected && valueTypes[raw.type]) {
			this.budget.hold(keyBytes + headSize + raw.blocks * keptEntrySize, this.name, raw.positionOf(raw.start));
			this.add(selected, this.entries.push(raw));
		}
	}

	private add({key, field}: SelectedKey, position: number): void {
		let ofField = this.fields.get(field);
		if (ofField === undefined) {
			ofField = {keys: [], positions: []};
			this.fields.set(field, ofField);
		}

		ofField.keys.push(key);
		ofField.positions.push(position);
	}
}

/** How often the bytes of a file may be kept: blocks do not overlap, so once suffices. */
const maxCopies = 2;

/** Copies the heads and index entries of keys, and adds the offset of each block among the kept ones. */
class KeptEntries {
	/** Total size of the kept blocks. */
	copied = 0;
	private readonly kept = new GrowingBytes();
	private readonly blocksEnd: number;
	private readonly max: number;
	private view = new DataView(this.kept.bytes.buffer);

	constructor(blocksEnd: number) {
		this.blocksEnd = blocksEnd;
		this.max = Math.min(noCopy - 1, blocksEnd * maxCopies);
	}

	/** Adds those of a key; returns their position. */
	push({bytes, end, blocks}: RawKey): number {
		const position = this.kept.add(headSize + blocks * keptEntrySize);
		if (this.view.buffer !== this.kept.bytes.buffer) {
			this.view = new DataView(this.kept.bytes.buffer);
		}

		this.copy(bytes, end, position, headSize);
		for (let entry = end + headSize, at = position + headSize; at < this.kept.length; entry += entrySize, at += keptEntrySize) {
			this.copy(bytes, entry, at, entrySize);
			this.view.setUint32(at + entrySize, this.copyOf(offsetAt(this.view, at), this.view.getUint32(at + 24)));
		}

		return position;
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
		if (offset + size > this.blocksEnd || this.copied + size > this.max) {
			return noCopy;
		}

		this.copied += size;
		return this.copied - size;
	}
}
