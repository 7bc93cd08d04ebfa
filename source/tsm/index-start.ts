import {Buffer} from 'node:buffer';
import {crc32} from 'node:zlib';
import {
	entrySize, headerSize, headSize, isTsm, lengthSize,
} from './index-walk.js';
import {fieldMark} from './series-key.js';

/** The offset of the first block of a file, as index entries store it. */
const firstOffset = Buffer.alloc(8);
firstOffset.writeUInt32BE(headerSize, 4);
/** Where offset and size of the block are in an entry. */
const offsetAt = 16;
const sizeAt = 24;
const maxLength = 0xFF_FF;
/** Maximum number of bytes from the mark in a key to the end of its first entry. */
const maxBehindMark = maxLength + headSize + entrySize;
/** Data without an index could be made to resemble one everywhere. */
const maxMarks = 100;
const mark = Buffer.from(fieldMark);

/**
 * Finds where the index of a .tsm file begins while the file arrives; the end of the file, which states it, comes too late for that. Blocks are in the
 * order of their keys: the index begins with the key of the first block, whose checksum is verified.
 */
export class IndexStart {
	/** Where the search continues. */
	private at = headerSize;
	private marks = 0;

	/** The offset of the index if it begins in these bytes, all of the file so far; undefined if that is not known yet. */
	findIn({buffer, byteOffset, length}: Uint8Array): number | undefined {
		const bytes = Buffer.from(buffer, byteOffset, length);
		while (this.marks < maxMarks) {
			// Quick: blocks hardly ever contain a mark.
			const found = bytes.indexOf(mark, this.at);
			if (found === -1) {
				this.at = Math.max(headerSize, length - mark.length + 1);
				return undefined;
			}

			this.at = found;
			const offset = bytes.subarray(found, found + maxBehindMark).indexOf(firstOffset);
			const entry = found + offset - offsetAt;
			if (offset === -1 ? length < found + maxBehindMark : length < entry + entrySize) {
				return undefined;
			}

			const start = offset === -1 ? undefined : startOfKey(bytes, found, entry);
			if (start !== undefined) {
				return start;
			}

			this.at++;
			this.marks++;
		}

		return undefined;
	}
}

/** The offset of the key, with its length, that has this mark and entry; undefined if there is none, or if the entry is not that of the first block. */
function startOfKey(bytes: Buffer, markAt: number, entry: number): number | undefined {
	const end = entry - headSize;
	const blockEnd = headerSize + bytes.readUInt32BE(entry + sizeAt);
	const isFirst = isTsm(bytes) && blockEnd < markAt && bytes.readUInt32BE(headerSize) === crc32(bytes.subarray(headerSize + 4, blockEnd));
	if (!isFirst || end < markAt + mark.length) {
		return undefined;
	}

	for (let start = markAt - lengthSize; start >= blockEnd && end - start <= lengthSize + maxLength; start--) {
		if (bytes.readUInt16BE(start) === end - start - lengthSize) {
			return start;
		}
	}

	return undefined;
}
