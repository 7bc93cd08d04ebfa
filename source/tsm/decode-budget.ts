import {Damage} from './damage.js';

/*
Limits on what an archive may expand to, in proportion to its size. A few bytes of snappy, gzip or run lengths can expand to a lot; data of real
servers stays far below these limits, and a file crafted to exhaust memory or time only causes a note.
*/

const mebibyte = 1024 ** 2;
/** Bytes kept in memory, such as points of a log or deleted keys. */
const held = {always: 48 * mebibyte, perByte: 64} as const;
/** Bytes decoded and mostly skipped. */
const decoded = {always: 2048 * mebibyte, perByte: 512} as const;
/** Points read by one query. */
const points = {always: 64_000_000, perByte: 16} as const;

const limitFor = ({always, perByte}: {readonly always: number; readonly perByte: number}, inputBytes: number): number => always + perByte * inputBytes;

/** Counts what is decoded and kept while opening an archive. */
export class DecodeBudget {
	/** Size of the archive in bytes. */
	inputBytes = 0;
	private heldBytes = 0;
	private decodedBytes = 0;

	constructor(inputBytes = 0) {
		this.inputBytes = inputBytes;
	}

	/** Bytes that may still be kept: no single result needs to be larger. */
	get left(): number {
		return Math.max(0, limitFor(held, this.inputBytes) - this.heldBytes);
	}

	/** Counts bytes decoded from that offset in the file on. Throws Damage if the limit is exceeded. */
	decode(bytes: number, file: string, offset: number): void {
		if (this.decodedBytes + bytes > limitFor(decoded, this.inputBytes)) {
			throw new Damage(file, offset, 'it expands to more than its archive can contain');
		}

		this.decodedBytes += bytes;
	}

	/** Counts bytes kept until the archive is closed. Throws Damage if the limit is exceeded. */
	hold(bytes: number, file: string, offset: number): void {
		if (bytes > this.left) {
			throw new Damage(file, offset, 'it expands to more than its archive can contain');
		}

		this.heldBytes += bytes;
	}
}

/** How often one query may read the bytes of a file as blocks: blocks do not overlap, so once suffices. */
const maxReads = 2;

/** A file with its size in bytes. */
type Sized = {readonly size: number};

/**
 * Bytes of blocks that a query may still read from each file, and points in total. The index of a damaged or hostile file can reference the same
 * bytes millions of times, which would take hours to decode.
 */
export class BlockBudget {
	private readonly left = new WeakMap<Sized, number>();
	private pointsLeft: number;

	/** `inputBytes`: size of the archive. */
	constructor(inputBytes = Infinity) {
		this.pointsLeft = limitFor(points, inputBytes);
	}

	/** Counts bytes of the file; returns whether they may be read. */
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
