import {
	Damage, type ReportDamage, tryRead, untilDamage,
} from './damage.js';
import {DecodeBudget} from './decode-budget.js';
import type {KeySelection} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {IndexStart} from './index-start.js';
import {
	type ByteSource, entrySize, footerSize, headSize, indexOffset, IndexWalk, walkIndex,
} from './index-walk.js';
import {SelectedKeys} from './selected-keys.js';
import {
	keptEntrySize, noCopy, offsetAt, TsmIndex,
} from './tsm-index.js';

/** Receives the bytes to keep. */
type Keep = {readonly write: (bytes: Uint8Array) => void; readonly end: () => Pick<ByteSource, 'read'>};

/** Receives bytes; `held` returns all of them, or undefined if they are not in memory. */
type Hold = {readonly write: (bytes: Uint8Array) => void; readonly held: () => Uint8Array | undefined};

type Options = {
	readonly selection: KeySelection;
	readonly report: ReportDamage;
	readonly budget?: DecodeBudget;
	/** Starts keeping blocks of that total size. */
	readonly keep: (name: string, size: number) => Keep;
};

/** An index that arrives. */
type Arriving = {readonly walk: IndexWalk; readonly selected: SelectedKeys};

/**
 * Reads the index of a .tsm file and keeps what is selected. Damage is reported, and the keys before it are used; a file without an index has none.
 * Most of a file with thousands of series is index: of a file that arrives in chunks, only the blocks have to be held.
 */
export class IndexReader {
	private readonly file: Pick<ByteSource, 'name' | 'size'>;
	private readonly options: Options;
	private readonly budget: DecodeBudget;
	private readonly start = new IndexStart();
	/** Set once the beginning of the index has arrived. */
	private arriving: Arriving | undefined;
	private isDamaged = false;
	/** The bytes behind the index. */
	private readonly footer = new GrowingBytes();

	constructor({name, size}: Pick<ByteSource, 'name' | 'size'>, options: Options) {
		this.file = {name, size};
		this.options = options;
		this.budget = options.budget ?? new DecodeBudget(Infinity);
	}

	/** Takes the next bytes of the file, and writes those that `read` needs. */
	arrive(bytes: Uint8Array, {write, held}: Hold): void {
		if (this.arriving) {
			this.walk(bytes, this.arriving);
			return;
		}

		write(bytes);
		const all = held();
		const start = all && this.start.findIn(all);
		if (all && start !== undefined) {
			const {name, size} = this.file;
			const selected = this.selectedFrom(start);
			this.arriving = {walk: new IndexWalk(name, {start, end: size - footerSize}, selected), selected};
			this.walk(all.subarray(start), this.arriving);
		}
	}

	/** Returns what is selected of a file, or of those bytes of it that were written while it arrived. Yields regularly. */
	* read(source: ByteSource): Generator<void, TsmIndex> {
		const {report, keep} = this.options;
		let selected = this.selectedFrom(0);
		if (this.arriving) {
			selected = this.arrived(this.arriving) ?? selected;
		} else {
			yield * untilDamage(report, walkIndex(source, start => {
				selected = this.selectedFrom(start);
				return selected;
			}));
		}

		const {fields, entries, blocksEnd} = selected;
		const view = entries.all();
		const blocks = keep(this.file.name, entries.copied);
		for (let at = 0; at < view.byteLength;) {
			at = copyBlocks(view, at, source, blocks);
			yield;
		}

		return new TsmIndex(this.file, {
			fields, view, blocks: blocks.end(), blocksEnd,
		});
	}

	private selectedFrom(blocksEnd: number): SelectedKeys {
		const {budget, file: {name}, options: {selection}} = this;
		return new SelectedKeys(name, {selection, budget, blocksEnd});
	}

	private walk(bytes: Uint8Array, {walk}: Arriving): void {
		const ofIndex = Math.min(bytes.length, walk.left);
		this.footer.push(bytes.subarray(ofIndex));
		this.isDamaged ||= tryRead(this.options.report, () => {
			walk.push(bytes.subarray(0, ofIndex));
			return true;
		}) === undefined;
	}

	/** The keys that arrived, except if they turn out not to be those of the index. */
	private arrived({walk, selected}: Arriving): SelectedKeys | undefined {
		const {report} = this.options;
		const isIndex = tryRead(report, () => {
			if (indexOffset(this.footer.all(), this.file) !== selected.blocksEnd) {
				throw new Damage(this.file.name, selected.blocksEnd, 'an index elsewhere than the file states');
			}

			return true;
		});
		if (isIndex && !this.isDamaged) {
			tryRead(report, () => {
				walk.finish();
			});
		}

		return isIndex ? selected : undefined;
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
