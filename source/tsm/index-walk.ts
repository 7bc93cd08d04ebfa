import {Buffer} from 'node:buffer';
import {ByteCursor} from './byte-cursor.js';
import {Damage} from './damage.js';

/** A file that is read in parts. */
export type ByteSource = {
	readonly name: string;
	readonly size: number;
	/** Returns bytes within the file. */
	readonly read: (start: number, length: number) => Uint8Array;
};

const headerSize = 5;
const footerSize = 8;
/** Size of an index entry, which describes one block. */
export const entrySize = 28;
const magic = 0x16_D1_16_D1;
/** Larger than any key with its entries. */
const windowSize = 1 << 21;

/** A key of an index, in place: offsets are relative to the bytes. The object is reused for the next key. */
export class RawKey {
	start = 0;
	end = 0;
	/** Number of blocks. */
	blocks = 0;
	readonly bytes: Buffer;
	/** Offset of the bytes in the file. */
	private readonly offset: number;

	constructor(bytes: Buffer, offset: number) {
		this.bytes = bytes;
		this.offset = offset;
	}

	/** Type number of its values. */
	get type(): number {
		return this.bytes[this.end]!;
	}

	/** Offset of its index entries, `entrySize` bytes each. */
	get entries(): number {
		return this.end + 3;
	}

	/** The offset in the file of an offset in these bytes. */
	positionOf(at: number): number {
		return this.offset + at;
	}
}

/** Receives keys. An object, rather than a function for each file, is compiled into the walk once for all files. */
export type KeyVisitor = {readonly visit: (key: RawKey) => void};

/**
 * Visits all keys of a .tsm file's index, yielding regularly: there can be millions. Creates no objects, and keeps only a few MB of the file in
 * memory. Throws Damage if the file has no index or, after visiting the keys before it, for a damaged entry.
 */
export function * walkIndex(source: ByteSource, visitor: KeyVisitor): Generator<void> {
	const end = source.size - footerSize;
	let offset = findIndex(source);
	while (offset < end) {
		const found = source.read(offset, Math.min(windowSize, end - offset));
		const passed = visitWhole(Buffer.from(found.buffer, found.byteOffset, found.length), offset, visitor);
		if (passed === 0) {
			throw new Damage(source.name, offset, 'it ends too early');
		}

		offset += passed;
		yield;
	}
}

/** Bytes that are loaded ahead into the processor's cache, and of one line of it. */
const loadedAhead = 1 << 16;
const cacheLine = 64;

/** Visits all complete keys, and returns their total length in bytes. */
function visitWhole(bytes: Buffer, offset: number, visitor: KeyVisitor): number {
	const key = new RawKey(bytes, offset);
	const {length} = bytes;
	let at = 0;
	let loaded = 0;
	for (;;) {
		if (at >= loaded && loaded < length) {
			loaded = loadIntoCache(bytes, loaded);
		}

		// Reads no byte past the end: once would be enough for the loop to be compiled again, in general and slower form.
		const start = at + 2;
		const end = start <= length ? start + bytes[at]! * 256 + bytes[at + 1]! : length;
		const blocks = end + 3 <= length ? bytes[end + 1]! * 256 + bytes[end + 2]! : 0;
		const next = end + 3 + blocks * entrySize;
		if (next > length) {
			return at;
		}

		key.start = start;
		key.end = end;
		key.blocks = blocks;
		visitor.visit(key);
		at = next;
	}
}

/**
 * Reads a byte of each cache line of the next part, and returns its end. Each key says where the next one begins, so that the processor would wait for
 * memory twice a key; lines at known distances it fetches all at once, which makes the walk four times faster.
 */
function loadIntoCache(bytes: Buffer, start: number): number {
	const end = Math.min(bytes.length, start + loadedAhead);
	let sum = 0;
	for (let at = start; at < end; at += cacheLine) {
		sum += bytes[at]!;
	}

	// Always true: the sum is used, so that the loop is not optimized away.
	return sum >= 0 ? end : start;
}

function findIndex(source: ByteSource): number {
	const {name, size} = source;
	if (size < headerSize + footerSize) {
		throw new Damage(name, size, 'it ends too early');
	}

	const header = new ByteCursor(source.read(0, headerSize), name);
	if (header.uint32() !== magic || header.uint8() !== 1) {
		throw new Damage(name, 0, 'it is not a TSM file of version 1');
	}

	const footer = size - footerSize;
	const start = new ByteCursor(source.read(footer, footerSize), name, footer).size64();
	if (start < headerSize || start > footer) {
		throw new Damage(name, footer, 'its index is outside the file');
	}

	return start;
}
