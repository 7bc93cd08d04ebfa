import {
	closeSync, openSync, readSync, unlinkSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {codeOf, messageOf} from '../../../system/errors.js';
import {GrowingBytes} from '../../../tsm/growing-bytes.js';
import type {ByteSource} from '../../../tsm/index-walk.js';
import type {PrivateFolder} from '../../lifetime/private-folder.js';
import {metricsError} from '../../errors.js';
import {release} from './pace.js';

/** What is held in memory at once: the file that is being read, and what is kept of those before it. More goes to a private folder. */
const defaultMax = 80 * 1024 ** 2;

/** A file that is there until it is closed. */
export type OpenFile = ByteSource & {readonly close: () => void};

/** A file that is being kept. */
export type Sink = {
	readonly write: (chunk: Uint8Array) => void;
	readonly end: () => OpenFile;
};

/** What is kept of an archive: in memory as far as it fits, else in a private folder that `close` takes away. */
export class KeptFiles {
	private readonly max: number;
	private used = 0;
	private folder: PrivateFolder | undefined;
	private readonly handles = new Set<number>();
	private files = 0;
	/** Memory of a file that is closed, for the next one: pages that are new take as long as what is written to them. */
	private spare: Uint8Array | undefined;

	constructor(max = defaultMax) {
		this.max = max;
	}

	/** Makes room for the next bytes; to be awaited regularly. Throws AppError no-space. */
	async evict(): Promise<void> {
		if (this.used > this.max && this.folder === undefined) {
			const {makePrivateFolder} = await import('../../lifetime/private-folder.js');
			this.folder = await makePrivateFolder();
		}
	}

	/** Begins a file that stays; its name is for people. */
	keep(name: string): Sink {
		return this.begin(name);
	}

	/** Begins a file of that size, mostly, which will be closed before the next but one ends. */
	hold(name: string, size: number): Sink {
		return this.begin(name, size);
	}

	/** Lets go of memory that the next file would have used. */
	trim(): void {
		if (this.spare) {
			release(this.spare);
		}

		this.spare = undefined;
	}

	/** A file that is on disk already. */
	open(name: string, file: string, size: number): OpenFile {
		const handle = openSync(file, 'r');
		this.handles.add(handle);
		return this.onDisk(name, size, handle);
	}

	/** Forgets all, and takes the private folder away. A second call does nothing. */
	async close(): Promise<void> {
		for (const handle of this.handles) {
			closeSync(handle);
		}

		this.handles.clear();
		const {folder} = this;
		this.folder = undefined;
		await folder?.remove();
	}

	private begin(name: string, expected?: number): Sink {
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
					if (expected !== undefined && held.length + chunk.length > held.bytes.length) {
						this.makeRoom(held, expected);
					}

					held.push(chunk);
				} else {
					writeAll(handle, chunk);
				}
			},
			end: () => handle === undefined ? this.inMemory(name, held, expected !== undefined) : this.onDisk(name, size, handle),
		};
	}

	private openIn(folder: PrivateFolder): number {
		return orRemedy(() => {
			const file = path.join(folder.path, String(this.files++));
			const handle = openSync(file, 'wx+', 0o600);
			this.handles.add(handle);
			// It is gone when it is closed.
			unlinkSync(file);
			return handle;
		});
	}

	private inMemory(name: string, held: GrowingBytes, isBrief: boolean): OpenFile {
		const bytes = isBrief ? held.all() : new Uint8Array(held.all());
		if (!isBrief) {
			release(held.bytes);
		}

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

	// A file begins in the chunk that the one before it ends in, whose memory is free soon after.
	private makeRoom(held: GrowingBytes, expected: number): void {
		if (held.length === 0) {
			return;
		}

		const {spare} = this;
		const isEnough = spare !== undefined && spare.length >= expected;
		held.moveTo(isEnough ? spare : new Uint8Array(Math.min(expected, this.max)));
		this.spare = isEnough ? undefined : spare;
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
			`a database is larger than what is held in memory, and cannot be put aside (${codeOf(error) ?? messageOf(error)})`,
			{cause: error},
		);
	}
}

/** The bytes there, as far as the file goes. */
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
