import {Buffer} from 'node:buffer';
import {ByteCursor} from './byte-cursor.js';
import {Damage} from './damage.js';

/** A file that is read by parts. */
export type ByteSource = {
	readonly name: string;
	readonly size: number;
	/** Bytes that lie within the file. */
	readonly read: (start: number, length: number) => Uint8Array;
};

const headerSize = 5;
const footerSize = 8;
/** Bytes of what an index says of one block. */
export const entrySize = 28;
const magic = 0x16_D1_16_D1;
/** More than a key and what is said of its blocks can take. */
const windowSize = 1 << 21;

/** A key of an index where it stands: offsets are those in the bytes. The same object becomes the next key. */
export class RawKey {
	start = 0;
	end = 0;
	/** How many blocks it has. */
	blocks = 0;
	readonly bytes: Buffer;
	/** Where in the file the bytes begin. */
	private readonly offset: number;

	constructor(bytes: Buffer, offset: number) {
		this.bytes = bytes;
		this.offset = offset;
	}

	/** Of its values, as a number. */
	get type(): number {
		return this.bytes[this.end]!;
	}

	/** Where it is said of its blocks where they lie, `entrySize` bytes each. */
	get entries(): number {
		return this.end + 3;
	}

	/** Where in the file something of these bytes is. */
	positionOf(at: number): number {
		return this.offset + at;
	}
}

/**
 * Visits all keys of a .tsm file's index, with a pause now and then: there can be millions, nothing is made of them, and no more than some
 * MB of the file are in memory. Throws Damage where the file has no index, and where it is damaged, after the keys before that.
 */
export function * walkIndex(source: ByteSource, visit: (key: RawKey) => void): Generator<void> {
	const end = source.size - footerSize;
	let offset = findIndex(source);
	while (offset < end) {
		const found = source.read(offset, Math.min(windowSize, end - offset));
		const passed = visitWhole(Buffer.from(found.buffer, found.byteOffset, found.length), offset, visit);
		if (passed === 0) {
			throw new Damage(source.name, offset, 'it ends too early');
		}

		offset += passed;
		yield;
	}
}

/** Visits the keys that are whole, and returns how many bytes they are. */
function visitWhole(bytes: Buffer, offset: number, visit: (key: RawKey) => void): number {
	const key = new RawKey(bytes, offset);
	const {length} = bytes;
	let at = 0;
	for (;;) {
		const start = at + 2;
		const end = start + bytes[at]! * 256 + bytes[at + 1]!;
		const blocks = bytes[end + 1]! * 256 + bytes[end + 2]!;
		const next = end + 3 + blocks * entrySize;
		// What is read behind the end is no number, and so is what is made of it.
		if (!(next <= length)) {
			return at;
		}

		key.start = start;
		key.end = end;
		key.blocks = blocks;
		visit(key);
		at = next;
	}
}

function findIndex(source: ByteSource): number {
	const {name, size} = source;
	if (size < headerSize + footerSize) {
		throw new Damage(name, size, 'it ends too early');
	}

	const header = new ByteCursor(source.read(0, headerSize), name);
	if (header.uint32() !== magic || header.uint8() !== 1) {
		throw new Damage(name, 0, 'it is no TSM file of version 1');
	}

	const footer = size - footerSize;
	const start = new ByteCursor(source.read(footer, footerSize), name, footer).size64();
	if (start < headerSize || start > footer) {
		throw new Damage(name, footer, 'its index lies nowhere');
	}

	return start;
}
