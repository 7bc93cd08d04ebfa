import {Damage} from './damage.js';

/*
What may be made of an archive's bytes, in proportion to them. A few bytes of snappy, gzip or run lengths stand for many; what real
servers write stays far below these limits, and a file that is made to exhaust memory or time ends in a note.
*/

const mebibyte = 1024 ** 2;
/** Bytes that are held, such as points of a log or keys that were deleted. */
const held = {always: 48 * mebibyte, perByte: 64} as const;
/** Bytes that are decoded and mostly passed over. */
const decoded = {always: 2048 * mebibyte, perByte: 512} as const;
/** Points that one query reads. */
const points = {always: 64_000_000, perByte: 16} as const;

const limitFor = ({always, perByte}: {readonly always: number; readonly perByte: number}, inputBytes: number): number => always + perByte * inputBytes;

/** Counts what opening an archive decodes and holds. */
export class DecodeBudget {
	/** Bytes of the archive. */
	inputBytes = 0;
	private heldBytes = 0;
	private decodedBytes = 0;

	constructor(inputBytes = 0) {
		this.inputBytes = inputBytes;
	}

	/** Bytes that may still be held: nothing larger has to be made of anything. */
	get left(): number {
		return Math.max(0, limitFor(held, this.inputBytes) - this.heldBytes);
	}

	/** Counts bytes that are decoded from the offset in the file on. Throws Damage where they are too many. */
	decode(bytes: number, file: string, offset: number): void {
		if (this.decodedBytes + bytes > limitFor(decoded, this.inputBytes)) {
			throw new Damage(file, offset, 'it holds more than its archive can stand for');
		}

		this.decodedBytes += bytes;
	}

	/** Counts bytes that are held until the archive is closed. Throws Damage where they are too many. */
	hold(bytes: number, file: string, offset: number): void {
		if (bytes > this.left) {
			throw new Damage(file, offset, 'it holds more than its archive can stand for');
		}

		this.heldBytes += bytes;
	}
}

/** How often the bytes of a file may be read as blocks by one query: blocks of a file do not overlap, so that once is enough. */
const maxReads = 2;

/** A file, with its bytes. */
type Sized = {readonly size: number};

/**
 * Bytes of blocks that a query may still read of each file, and points in all. The index of a damaged or hostile file can name the same
 * bytes millions of times, which would take hours to decode.
 */
export class BlockBudget {
	private readonly left = new WeakMap<Sized, number>();
	private pointsLeft: number;

	/** For an archive of so many bytes. */
	constructor(inputBytes = Infinity) {
		this.pointsLeft = limitFor(points, inputBytes);
	}

	/** Whether so many bytes of the file may be read; they are counted then. */
	take(file: Sized, bytes: number): boolean {
		const left = (this.left.get(file) ?? file.size * maxReads) - bytes;
		this.left.set(file, left);
		return left >= 0 && this.pointsLeft >= 0;
	}

	/** Counts points that were read. */
	count(pointsRead: number): void {
		this.pointsLeft -= pointsRead;
	}
}
