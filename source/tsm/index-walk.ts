import {Buffer} from 'node:buffer';
import {ByteCursor} from './byte-cursor.js';
import {Damage} from './damage.js';
import {GrowingBytes} from './growing-bytes.js';

/** A file that is read in parts. */
export type ByteSource = {
	readonly name: string;
	readonly size: number;
	/** Returns bytes within the file. */
	readonly read: (start: number, length: number) => Uint8Array;
};

export const headerSize = 5;
export const footerSize = 8;
/** Size of an index entry, which describes one block. */
export const entrySize = 28;
/** Size of what is between a key and its entries: its type and the number of its blocks. */
export const headSize = 3;
/** Size of the length of a key, which precedes it. */
export const lengthSize = 2;
const magic = 0x16_D1_16_D1;
/** Bytes of a file in memory that are visited between two yields. */
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
		return this.end + headSize;
	}

	/** The offset in the file of an offset in these bytes. */
	positionOf(at: number): number {
		return this.offset + at;
	}
}

/** Receives keys. An object, rather than a function for each file, is compiled into the walk once for all files. */
export type KeyVisitor = {readonly visit: (key: RawKey) => void};

/** Visits the keys of an index as its bytes arrive; there can be millions. Creates no objects for them, and keeps only an incomplete one. */
export class IndexWalk {
	/** Number of bytes that have not arrived yet. */
	left: number;
	private readonly name: string;
	private readonly end: number;
	private readonly visitor: KeyVisitor;
	/** The beginning of a key whose end has not arrived yet. */
	private rest = new GrowingBytes();

	/** An index from offset `start` up to but excluding `end`. */
	constructor(name: string, {start, end}: {readonly start: number; readonly end: number}, visitor: KeyVisitor) {
		this.name = name;
		this.left = end - start;
		this.end = end;
		this.visitor = visitor;
	}

	/** Visits the keys that the next bytes of the index complete. */
	push(bytes: Uint8Array): void {
		const offset = this.end - this.left;
		this.left -= bytes.length;
		const from = this.completeRest(bytes, offset);
		const passed = from + visitWhole(bytes.subarray(from), offset + from, this.visitor);
		this.rest.push(bytes.subarray(passed));
	}

	/** To be called after all bytes. Throws Damage if the index ends within a key. */
	finish(): void {
		if (this.rest.length > 0) {
			throw new Damage(this.name, this.end - this.rest.length, 'it ends too early');
		}
	}

	/** Visits the incomplete key if these bytes complete it; returns how many of them belong to it. */
	private completeRest(bytes: Uint8Array, offset: number): number {
		const {rest} = this;
		if (rest.length === 0) {
			return 0;
		}

		let from = 0;
		let missing = missingOf(rest.all());
		while (missing > 0 && from < bytes.length) {
			const more = bytes.subarray(from, from + missing);
			rest.push(more);
			from += more.length;
			missing = missingOf(rest.all());
		}

		if (missing === 0) {
			this.rest = new GrowingBytes();
			visitWhole(rest.all(), offset + from - rest.length, this.visitor);
		}

		return from;
	}
}

/** How many bytes a key that begins with these lacks at least. */
function missingOf(bytes: Uint8Array): number {
	const head = lengthSize + (bytes.length < lengthSize ? 0 : bytes[0]! * 256 + bytes[1]! + headSize);
	const size = head + (bytes.length < head || head === lengthSize ? 0 : (bytes[head - 2]! * 256 + bytes[head - 1]!) * entrySize);
	return Math.max(0, size - bytes.length);
}

/**
 * Visits all keys of the index of a .tsm file, yielding regularly; `visitorFor` is given the offset of the index. Throws Damage if the file has no index
 * or, after visiting the keys before it, for a damaged entry.
 */
export function * walkIndex(source: ByteSource, visitorFor: (start: number) => KeyVisitor): Generator<void> {
	const start = findIndex(source);
	const end = source.size - footerSize;
	const walk = new IndexWalk(source.name, {start, end}, visitorFor(start));
	for (let offset = start; offset < end; offset += windowSize) {
		walk.push(source.read(offset, Math.min(windowSize, end - offset)));
		yield;
	}

	walk.finish();
}

/** Bytes that are loaded ahead into the processor's cache, and of one line of it. */
const loadedAhead = 1 << 16;
const cacheLine = 64;

/** Visits all complete keys, and returns their total length in bytes. */
function visitWhole({buffer, byteOffset, length}: Uint8Array, offset: number, visitor: KeyVisitor): number {
	const bytes = Buffer.from(buffer, byteOffset, length);
	const key = new RawKey(bytes, offset);
	let at = 0;
	let loaded = 0;
	for (;;) {
		if (at >= loaded && loaded < length) {
			loaded = loadIntoCache(bytes, loaded);
		}

		// Reads no byte past the end: once would be enough for the loop to be compiled again, in general and slower form.
		const start = at + lengthSize;
		const end = start <= length ? start + bytes[at]! * 256 + bytes[at + 1]! : length;
		const blocks = end + headSize <= length ? bytes[end + 1]! * 256 + bytes[end + 2]! : 0;
		const next = end + headSize + blocks * entrySize;
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

/** Whether a .tsm file of the supported version begins with these bytes. */
export const isTsm = (bytes: Uint8Array): boolean => {
	const header = new ByteCursor(bytes, '');
	return header.left >= headerSize && header.uint32() === magic && header.uint8() === 1;
};

function findIndex(source: ByteSource): number {
	const {name, size} = source;
	if (size < headerSize + footerSize) {
		throw new Damage(name, size, 'it ends too early');
	}

	if (!isTsm(source.read(0, headerSize))) {
		throw new Damage(name, 0, 'it is not a TSM file of version 1');
	}

	return indexOffset(source.read(size - footerSize, footerSize), source);
}

/** The offset of the index that the last bytes of a file state. Throws Damage if it is impossible. */
export function indexOffset(footer: Uint8Array, {name, size}: Pick<ByteSource, 'name' | 'size'>): number {
	const at = size - footerSize;
	const start = new ByteCursor(footer, name, at).size64();
	if (start < headerSize || start > at) {
		throw new Damage(name, at, 'its index is outside the file');
	}

	return start;
}
