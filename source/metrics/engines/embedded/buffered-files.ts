import {
	closeSync, openSync, readSync, unlinkSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {codeOf, messageOf} from '../../../system/errors.js';
import {GrowingBytes} from '../../../tsm/growing-bytes.js';
import type {ByteSource} from '../../../tsm/index-walk.js';
import type {PrivateFolder} from '../../../system/private-folder.js';
import {metricsError} from '../../errors.js';
import {release} from './pace.js';

/** Memory limit for the current file and those kept before it. Anything beyond is written to a private folder. */
const defaultMax = 80 * 1024 ** 2;

/** Files smaller than this (bytes) do not evict others. */
const minEvictingSize = 1 << 20;

/** A file that can be read until it is closed. */
export type OpenFile = ByteSource & {readonly close: () => void};

/** A file that is being written. */
export type Sink = {
	readonly write: (chunk: Uint8Array) => void;
	/** What was written so far; undefined if it is on disk. */
	readonly held: () => Uint8Array | undefined;
	readonly end: () => OpenFile;
};

/** Keeps files of an archive: in memory as far as they fit, otherwise in a private folder that `close` removes. */
export class BufferedFiles {
	private readonly max: number;
	private used = 0;
	private folder: PrivateFolder | undefined;
	private readonly handles = new Set<number>();
	private files = 0;
	/** Memory of a large closed file, reused for the next one: allocating new pages takes as long as writing to them. */
	private spare: Uint8Array | undefined;

	constructor(max = defaultMax) {
		this.max = max;
	}

	/** Frees memory for the next bytes; to be awaited regularly. Throws AppError no-space. */
	async evict(): Promise<void> {
		if (this.used > this.max && this.folder === undefined) {
			const {makePrivateFolder} = await import('../../../system/private-folder.js');
			this.folder = await makePrivateFolder();
		}
	}

	/** Starts a file of about that size that stays. The name is for messages. */
	keep(name: string, size: number): Sink {
		return this.begin(name, (held, more) => {
			this.grow(held, more, size);
		});
	}

	/** Starts a file of about that size that is closed before many others start. */
	hold(name: string, size: number): Sink {
		return this.begin(name, (held, more) => {
			if (size > minEvictingSize && held.length === 0) {
				// It starts in the chunk in which the previous file ends, whose memory is freed soon after.
				this.grow(held, more, more);
			} else if (size > minEvictingSize && this.spare && this.spare.length >= size) {
				held.moveTo(this.spare);
				this.spare = undefined;
			} else {
				// Neighbouring files have nearly the same size: memory that fits one should fit the next.
				this.grow(held, more, size + (size >> 4));
			}
		});
	}

	/** Releases memory that was reserved for the next file. */
	trim(): void {
		if (this.spare) {
			release(this.spare);
		}

		this.spare = undefined;
	}

	/** Opens a file that is already on disk. */
	open(name: string, file: string, size: number): OpenFile {
		const handle = openSync(file, 'r');
		this.handles.add(handle);
		return this.onDisk(name, size, handle);
	}

	/** Closes all files and removes the private folder. Idempotent. */
	async close(): Promise<void> {
		for (const handle of this.handles) {
			closeSync(handle);
		}

		this.handles.clear();
		const {folder} = this;
		this.folder = undefined;
		await folder?.remove();
	}

	private begin(name: string, makeRoom: (held: GrowingBytes, more: number) => void): Sink {
		const held = new GrowingBytes();
		let size = 0;
		let handle: number | undefined;
		return {
			write: chunk => {
				size += chunk.length;
				if (handle === undefined && this.folder && this.used + chunk.length > this.max) {
					handle = this.openIn(this.folder);
					writeAll(handle, held.all());
					this.forget(held);
				}

				if (handle === undefined) {
					this.used += chunk.length;
					if (held.length + chunk.length > held.bytes.length) {
						makeRoom(held, chunk.length);
					}

					held.push(chunk);
				} else {
					writeAll(handle, chunk);
				}
			},
			held: () => handle === undefined ? held.all() : undefined,
			end: () => handle === undefined ? this.inMemory(name, held) : this.onDisk(name, size, handle),
		};
	}

	private openIn(folder: PrivateFolder): number {
		return orRemedy(() => {
			const file = path.join(folder.path, String(this.files++));
			const handle = openSync(file, 'wx+', 0o600);
			this.handles.add(handle);
			// Unlinked now, it disappears when it is closed.
			unlinkSync(file);
			return handle;
		});
	}

	private inMemory(name: string, held: GrowingBytes): OpenFile {
		const bytes = held.all();
		return {
			name,
			size: bytes.length,
			read: (start, length) => bytes.subarray(start, start + length),
			close: () => {
				this.forget(held);
			},
		};
	}

	private onDisk(name: string, size: number, handle: number): OpenFile {
		return {
			name,
			size,
			read: (start, length) => readBytes(handle, start, length),
			close: () => {
				if (this.handles.delete(handle)) {
					closeSync(handle);
				}
			},
		};
	}

	private forget(held: GrowingBytes): void {
		this.used -= held.length;
		const isLarger = held.bytes.length > (this.spare?.length ?? 0);
		const unneeded = isLarger ? this.spare : held.bytes;
		this.spare = isLarger ? held.bytes : this.spare;
		if (unneeded) {
			release(unneeded);
		}
	}

	// The announced size may be wrong.
	private grow(held: GrowingBytes, more: number, expected: number): void {
		held.moveTo(new Uint8Array(Math.max(held.length + more, Math.min(expected, this.max))));
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
		throw metricsError(
			'no-space',
			`a database exceeds the memory limit, and cannot be written to a temporary file (${codeOf(error) ?? messageOf(error)})`,
			{cause: error},
		);
	}
}

/** Reads bytes from a file, up to its end. */
function readBytes(handle: number, start: number, length: number): Uint8Array {
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
}
