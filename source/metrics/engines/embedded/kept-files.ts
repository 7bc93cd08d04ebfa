import {Buffer} from 'node:buffer';
import {
	closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {CampaignError, codeOf, messageOf} from '../../../campaign/errors.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import {privateName} from '../../lifetime/private-folder.js';

/** What of a database is held in memory; more goes to a private folder. */
export const mostInMemory = 1 << 28;

/** A file that is being kept. */
export type Sink = {readonly write: (chunk: Uint8Array) => void; readonly end: () => ByteSource};

/** The files that are kept of an archive while it is open: in memory as far as they fit, else in a private folder that `close` takes away. */
export class KeptFiles {
	private readonly most: number;
	private used = 0;
	private folder: string | undefined;
	private readonly handles: number[] = [];
	private readonly closeAtExit = () => {
		this.close();
	};

	constructor(most = mostInMemory) {
		this.most = most;
	}

	/** Begins a file; its name is for people. */
	keep(name: string): Sink {
		const chunks: Uint8Array[] = [];
		let size = 0;
		let handle: number | undefined;
		return {
			write: chunk => {
				size += chunk.length;
				if (handle === undefined && this.used + chunk.length > this.most) {
					handle = this.openFile();
					for (const one of chunks.splice(0)) {
						this.used -= one.length;
						writeAll(handle, one);
					}
				}

				if (handle === undefined) {
					this.used += chunk.length;
					// What is unpacked together would stay together.
					chunks.push(Uint8Array.from(chunk));
				} else {
					writeAll(handle, chunk);
				}
			},
			end: () => handle === undefined ? inMemory(name, chunks) : onDisk(name, size, handle),
		};
	}

	/** Keeps a file that is on disk already: its bytes, or where they do not fit, the open file. */
	keepFile(name: string, file: string, size: number): ByteSource {
		const handle = openSync(file, 'r');
		const source = onDisk(name, size, handle);
		if (this.used + size > this.most) {
			this.handles.push(handle);
			return source;
		}

		try {
			this.used += size;
			return inMemory(name, [source.read(0, size)]);
		} finally {
			closeSync(handle);
		}
	}

	/** Forgets all, and takes the private folder away. A second call does nothing. */
	close(): void {
		for (const handle of this.handles.splice(0)) {
			closeSync(handle);
		}

		if (this.folder !== undefined) {
			rmSync(this.folder, {recursive: true, force: true});
			process.off('exit', this.closeAtExit);
			this.folder = undefined;
		}
	}

	private openFile(): number {
		return orRemedy(() => {
			if (this.folder === undefined) {
				this.folder = mkdtempSync(path.join(tmpdir(), privateName()));
				process.on('exit', this.closeAtExit);
			}

			const handle = openSync(path.join(this.folder, String(this.handles.length)), 'wx+', 0o600);
			this.handles.push(handle);
			return handle;
		});
	}
}

function writeAll(handle: number, bytes: Uint8Array): void {
	orRemedy(() => {
		for (let at = 0; at < bytes.length;) {
			at += writeSync(handle, bytes, at);
		}
	});
}

function orRemedy<Result>(step: () => Result): Result {
	try {
		return step();
	} catch (error) {
		throw new CampaignError(`the database is larger than what is held in memory, and ${tmpdir()} cannot take it (${codeOf(error) ?? messageOf(error)})`, 'set TMPDIR to a folder with more room');
	}
}

function inMemory(name: string, chunks: readonly Uint8Array[]): ByteSource {
	const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
	return {name, size: bytes.length, read: (start, length) => bytes.subarray(start, start + length)};
}

const onDisk = (name: string, size: number, handle: number): ByteSource => ({
	name,
	size,
	read(start, length) {
		const bytes = new Uint8Array(length);
		let at = 0;
		while (at < length) {
			const count = readSync(handle, bytes, at, length - at, start + at);
			if (count === 0) {
				return bytes.subarray(0, at);
			}

			at += count;
		}

		return bytes;
	},
});
