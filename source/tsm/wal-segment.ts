import {ByteCursor} from './byte-cursor.js';
import {type Report, tryRead} from './damage.js';

/** Replays the entry at the cursor, its bytes unpacked into `scratch` where that is large enough, and returns them. */
type ReplayEntry = (cursor: ByteCursor, scratch: Uint8Array) => Uint8Array;

/** Of an entry: what kind it is of, and how long. */
const headBytes = 5;

/** A segment of a log, replayed entry by entry as its bytes come, up to the first that is damaged. */
export class LogSegment {
	private readonly file: string;
	private readonly report: Report;
	private readonly replayEntry: ReplayEntry;
	private at = 0;
	private isDamaged = false;
	/** What is needed of an entry is copied out of it: the next one is unpacked into the same buffer. */
	private scratch: Uint8Array = new Uint8Array(0);

	constructor(file: string, report: Report, replayEntry: ReplayEntry) {
		this.file = file;
		this.report = report;
		this.replayEntry = replayEntry;
	}

	/** Replays the entries that are all there, with a pause after each. The bytes are those that have come so far, from the first. */
	* follow(bytes: Uint8Array): Generator<void> {
		const cursor = new ByteCursor(bytes, this.file);
		while (!this.isDamaged && this.hasEntry(cursor)) {
			this.next(cursor);
			yield;
		}
	}

	/** To be called when all bytes have come: reports what of them is no whole entry. */
	end(bytes: Uint8Array): void {
		if (!this.isDamaged && this.at < bytes.length) {
			this.next(new ByteCursor(bytes, this.file));
		}
	}

	private hasEntry(cursor: ByteCursor): boolean {
		cursor.at = this.at + 1;
		return cursor.left >= headBytes - 1 && cursor.uint32() <= cursor.left;
	}

	private next(cursor: ByteCursor): void {
		cursor.at = this.at;
		const unpacked = tryRead(this.report, () => this.replayEntry(cursor, this.scratch));
		this.at = cursor.at;
		this.isDamaged = unpacked === undefined;
		this.scratch = unpacked && unpacked.length > this.scratch.length ? unpacked : this.scratch;
	}
}
