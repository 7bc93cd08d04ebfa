import {Buffer} from 'node:buffer';
import {
	closeSync, openSync, readFileSync, readSync,
} from 'node:fs';
import {open} from 'node:fs/promises';
import {trackWait} from '../../system/waiting.js';
import type {ReadBytes} from './json-cursor.js';

/** Logs read ahead, by path: their bytes, or the error of reading them. Other logs are read when needed, which blocks the thread meanwhile. */
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

// In a single read: Node's `readFile` returns to the event loop every 512 kB.
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

		// With size 0 nothing has been read yet; reading a folder must fail.
		return size === 0 ? await handle.readFile() : bytes.subarray(0, length);
	} finally {
		await handle.close();
	}
}

/** The bytes of a log. Throws file system errors. */
export function logBytes(file: string, contents?: LogContents): Uint8Array {
	const found = contents?.get(file);
	if (found && 'error' in found) {
		throw found.error;
	}

	return found?.bytes ?? readFileSync(file);
}

/** Calls `scan` with a function that reads a log piece by piece, and returns its result. Throws file system errors. */
export function withLog<Result>(file: string, contents: LogContents | undefined, scan: (read: ReadBytes) => Result): Result {
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
