import type {ValueType} from './block.js';
import {ByteCursor} from './byte-cursor.js';
import {type Report, tryRead} from './damage.js';
import {DecodeBudget} from './decode-budget.js';
import type {KeySelection} from './field-selection.js';
import {GrowingBytes} from './growing-bytes.js';
import {unpackSnappy} from './snappy.js';
import type {TimeRange} from './time-ranges.js';
import {readEntry, type Step} from './wal-entry.js';

/** Of an entry: what kind it is of, and how long. */
const headBytes = 5;
/** Bytes of a longer entry would be held until the last has come; influxd writes none. */
const maxEntry = 1 << 26;
/** What a key takes in memory besides its records, and a deletion. */
const keyBytes = 512;
const deletionBytes = 64;

/** What is written to a key without a break, or deleted of it. */
export type HeldStep = {readonly type: ValueType; readonly records: GrowingBytes} | {readonly deleted: TimeRange};

type Options = {
	readonly selection: KeySelection;
	readonly report: Report;
	readonly budget?: DecodeBudget;
	/** Whether what is written is not wanted, only to which keys. */
	readonly isForKeys?: boolean;
};

/**
 * A segment of a log, replayed entry by entry as its bytes come, up to the first that is damaged, which is reported: influxd leaves out what
 * is behind it. Of the segment nothing is held but the steps of the selected keys, and the entry whose end has not come.
 */
export class LogSegment {
	/** By keys, in the order of writing. */
	readonly steps = new Map<string, HeldStep[]>();
	private readonly file: string;
	private readonly size: number;
	private readonly options: Options;
	private readonly budget: DecodeBudget;
	/** Where the bytes begin in the file that are held. */
	private start = 0;
	private held = new GrowingBytes();
	private isDamaged = false;
	/** What is needed of an entry is copied out of it: the next one is unpacked into the same memory. */
	private scratch: Uint8Array = new Uint8Array(0);

	/** Of a file of so many bytes. */
	constructor(file: string, size: number, options: Options) {
		this.file = file;
		this.size = size;
		this.options = options;
		this.budget = options.budget ?? new DecodeBudget(Infinity);
	}

	/** Replays the entries that end in the next bytes. */
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

	/** To be called when all bytes have come: reports what of them is no whole entry. */
	end(): void {
		const cursor = new ByteCursor(this.held.all(), this.file, this.start);
		if (!this.isDamaged && cursor.left > 0) {
			this.replay(cursor);
		}

		this.held = new GrowingBytes();
		this.scratch = this.held.bytes;
	}

	/** Whether the entry at the cursor is all there, or will never be. */
	private hasEntry(cursor: ByteCursor): boolean {
		const {at} = cursor;
		cursor.uint8();
		const length = cursor.uint32();
		const isThere = length <= cursor.left || length > Math.min(maxEntry, this.size - cursor.start - cursor.at);
		cursor.at = at;
		return isThere;
	}

	private replay(cursor: ByteCursor): void {
		const unpacked = tryRead(this.options.report, () => this.replayEntry(cursor));
		this.isDamaged = unpacked === undefined;
		this.scratch = unpacked && unpacked.length > this.scratch.length ? unpacked : this.scratch;
	}

	// An entry counts as a whole or not at all. Returns its bytes.
	private replayEntry(cursor: ByteCursor): Uint8Array {
		const {budget, options: {selection}} = this;
		const kind = cursor.uint8();
		const packed = cursor.part(cursor.uint32());
		const entry = new ByteCursor(unpackSnappy(packed, this.scratch, budget.left), packed.file, packed.start);
		budget.decode(entry.bytes.length, packed.file, packed.start);
		for (const step of readEntry(kind, entry, selection) ?? packed.fail(`an entry of an unknown kind ${kind}`)) {
			const known = this.steps.get(step.key);
			budget.hold((known ? 0 : keyBytes) + ('deleted' in step ? deletionBytes : step.records.length), packed.file, packed.start);
			this.hold(step, known ?? []);
		}

		return entry.bytes;
	}

	private hold(step: Step, held: HeldStep[]): void {
		if ('deleted' in step) {
			held.push({deleted: step.deleted});
		} else {
			let last = held.at(-1);
			if (last === undefined || 'deleted' in last || last.type !== step.type) {
				last = {type: step.type, records: new GrowingBytes()};
				held.push(last);
			}

			if (this.options.isForKeys !== true) {
				last.records.push(step.records);
			}
		}

		this.steps.set(step.key, held);
	}
}
