import type {ValueType} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import {type ReportDamage, tryRead} from './damage.js';
import {DecodeBudget} from './decode-budget.js';
import type {KeySelection} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {unpackSnappy} from './snappy.js';
import type {TimeRange} from './time-ranges.js';
import {readEntry, type WalStep} from './wal-entry.js';

/** Size of an entry's header: its kind and length. */
const headBytes = 5;
/** A longer entry would be buffered until complete; influxd writes none. */
const maxEntry = 1 << 26;
/** Memory used by a key besides its records, and by a deletion. */
const keyBytes = 512;
const deletionBytes = 64;

/** Consecutive writes to a key, or a deletion. */
export type HeldStep = {readonly type: ValueType; readonly records: GrowingBytes} | {readonly deleted: TimeRange};

/** What is held where values are not wanted. */
const nothing = new GrowingBytes();

type Options = {
	readonly selection: KeySelection;
	readonly report: ReportDamage;
	readonly budget?: DecodeBudget;
	/** Whether only the keys are needed, not what is written. */
	readonly isForKeys?: boolean;
};

/**
 * A segment of a log, replayed entry by entry as its bytes arrive, up to the first damaged entry, which is reported: influxd ignores everything
 * after it. Keeps only the steps of the selected keys, and the current incomplete entry.
 */
export class LogSegment {
	/** By key, in the order written. */
	readonly steps = new Map<string, HeldStep[]>();
	private readonly file: string;
	private readonly size: number;
	private readonly options: Options;
	private readonly budget: DecodeBudget;
	/** Offset in the file of the buffered bytes. */
	private start = 0;
	private held = new GrowingBytes();
	private isDamaged = false;
	/** Memory reused for unpacking: needed parts of an entry are copied before the next one is unpacked. */
	private scratch: Uint8Array = new Uint8Array(0);

	/** `size`: of the file in bytes. */
	constructor(file: string, size: number, options: Options) {
		this.file = file;
		this.size = size;
		this.options = options;
		this.budget = options.budget ?? new DecodeBudget(Infinity);
	}

	/** Replays the entries completed by the next bytes. */
	push(chunk: Uint8Array): void {
		if (this.isDamaged) {
			return;
		}

		const isNothingHeld = this.held.length === 0;
		if (!isNothingHeld) {
			this.held.push(chunk);
		}

		const bytes = isNothingHeld ? chunk : this.held.all();
		const cursor = new ByteCursor(bytes, this.file, this.start);
		while (!this.isDamaged && cursor.left >= headBytes && this.hasEntry(cursor)) {
			this.replay(cursor);
		}

		if (isNothingHeld || cursor.at > 0) {
			this.held = new GrowingBytes();
			this.held.push(bytes.subarray(cursor.at));
			this.start += cursor.at;
		}
	}

	/** To be called after all bytes: reports an incomplete entry at the end. */
	end(): void {
		const cursor = new ByteCursor(this.held.all(), this.file, this.start);
		if (!this.isDamaged && cursor.left > 0) {
			this.replay(cursor);
		}

		this.held = new GrowingBytes();
		this.scratch = this.held.bytes;
	}

	/** Whether the entry at the cursor is complete, or can never be. */
	private hasEntry(cursor: ByteCursor): boolean {
		const {at} = cursor;
		cursor.uint8();
		const length = cursor.uint32();
		const isThere = length <= cursor.left || length > Math.min(maxEntry, this.size - cursor.offset);
		cursor.at = at;
		return isThere;
	}

	private replay(cursor: ByteCursor): void {
		this.isDamaged = tryRead(this.options.report, () => this.replayEntry(cursor)) === undefined;
	}

	// An entry is applied completely or not at all. Returns true.
	private replayEntry(cursor: ByteCursor): true {
		const {budget, options: {selection}} = this;
		const kind = cursor.uint8();
		const packed = cursor.part(cursor.uint32());
		const {file, offset} = packed;
		const entry = new ByteCursor(unpackSnappy(packed, this.allocate, budget.left), file, offset);
		budget.decode(entry.bytes.length, file, offset);
		for (const step of readEntry(kind, entry, selection) ?? packed.fail(`an entry of an unknown kind ${kind}`)) {
			const known = this.steps.get(step.key);
			budget.hold((known ? 0 : keyBytes) + ('deleted' in step ? deletionBytes : step.records.length), file, offset);
			this.hold(step, known ?? []);
		}

		return true;
	}

	/** Reused memory. With room for slightly longer entries: allocating new pages takes as long as unpacking into them. */
	private readonly allocate = (length: number): Uint8Array => {
		if (length > this.scratch.length) {
			this.scratch = new Uint8Array(length + (length >> 2));
		}

		return this.scratch.subarray(0, length);
	};

	private hold(step: WalStep, held: HeldStep[]): void {
		if ('deleted' in step) {
			held.push({deleted: step.deleted});
		} else {
			let last = held.at(-1);
			if (last === undefined || 'deleted' in last || last.type !== step.type) {
				last = {type: step.type, records: this.options.isForKeys === true ? nothing : new GrowingBytes()};
				held.push(last);
			}

			if (this.options.isForKeys !== true) {
				last.records.push(step.records);
			}
		}

		this.steps.set(step.key, held);
	}
}
