import {Buffer} from 'node:buffer';
import {
	closeSync, openSync, readFileSync, readSync,
} from 'node:fs';
import {open} from 'node:fs/promises';
import {trackWait} from '../../system/waiting.js';

/**
 * Logs that were read ahead, by their paths: their bytes, or the error of reading them. A log that is not among them is read when it is
 * needed, which blocks the thread for as long as the disk takes.
 */
export type LogContents = ReadonlyMap<string, LogContent>;
type LogContent = {readonly bytes: Uint8Array} | {readonly error: unknown};

/** Reads logs without blocking the thread. Never rejects. */
export async function readAhead(files: readonly string[]): Promise<LogContents> {
	const contents = new Map<string, LogContent>();
	await Promise.all(files.map(async file => {
		try {
			contents.set(file, {bytes: await trackWait(file, async () => readWhole(file))});
		} catch (error) {
			contents.set(file, {error});
		}
	}));
	return contents;
}

// In one piece: `readFile` of Node comes back to the event loop for each 512 kB.
async function readWhole(file: string): Promise<Uint8Array> {
	const handle = await open(file);
	try {
		const {size} = await handle.stat();
		const bytes = Buffer.allocUnsafe(size);
		let length = 0;
		while (length < size) {
			const {bytesRead} = await handle.read(bytes, length, size - length, length);
			if (bytesRead === 0) {
				break;
			}

			length += bytesRead;
		}

		// An empty read tells a folder from a file.
		return size === 0 ? await handle.readFile() : bytes.subarray(0, length);
	} finally {
		await handle.close();
	}
}

/** The bytes of a log. Throws what the file system throws. */
export function logBytes(file: string, contents?: LogContents): Uint8Array {
	const found = contents?.get(file);
	if (found && 'error' in found) {
		throw found.error;
	}

	return found?.bytes ?? readFileSync(file);
}

/** Fills the buffer at an offset with at most `length` of the next bytes; returns how many there were, 0 at the end. */
export type ReadNext = (buffer: Uint8Array, offset: number, length: number) => number;

/** Calls `scan` with what reads a log piece by piece, and returns what it returns. Throws what the file system throws. */
export function withLog<Result>(file: string, contents: LogContents | undefined, scan: (readNext: ReadNext) => Result): Result {
	if (contents?.has(file)) {
		const bytes = logBytes(file, contents);
		let start = 0;
		return scan((buffer, offset, length) => {
			const piece = bytes.subarray(start, start + length);
			buffer.set(piece, offset);
			start += piece.length;
			return piece.length;
		});
	}

	const descriptor = openSync(file, 'r');
	try {
		return scan((buffer, offset, length) => readSync(descriptor, buffer, offset, length, null));
	} finally {
		closeSync(descriptor);
	}
}
