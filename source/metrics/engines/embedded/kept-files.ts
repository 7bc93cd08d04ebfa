import {Buffer} from 'node:buffer';
import {
	closeSync, openSync, readSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {codeOf, messageOf} from '../../../system/errors.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {PrivateFolder} from '../../lifetime/private-folder.js';
import {metricsError} from '../../errors.js';

/** What of a database is held in memory, so that all together stays below 256 MB; more goes to a private folder. */
const defaultMost = 96 * 1024 ** 2;

/** A file that is being kept. */
export type Sink = {
	readonly write: (chunk: Uint8Array) => void;
	/** All that was written so far; undefined where that is not in one piece in memory. */
	readonly soFar: () => Uint8Array | undefined;
	readonly end: () => ByteSource;
};

/** The files that are kept of an archive while it is open: in memory as far as they fit, else in a private folder that `close` takes away. */
export class KeptFiles {
	private readonly max: number;
	private used = 0;
	private folder: PrivateFolder | undefined;
	private readonly handles: number[] = [];

	constructor(max = defaultMost) {
		this.max = max;
	}

	/** Makes room for the next bytes; to be awaited regularly. Throws AppError no-space. */
	async evict(): Promise<void> {
		if (this.used > this.max && this.folder === undefined) {
			const {makePrivateFolder} = await import('../../lifetime/private-folder.js');
			this.folder = await makePrivateFolder();
		}
	}

	/** Begins a file of the size that its archive gives; its name is for people. */
	keep(name: string, expected: number): Sink {
		const chunks = new Chunks(expected);
		let size = 0;
		let handle: number | undefined;
		return {
			write: chunk => {
				size += chunk.length;
				if (handle === undefined && this.folder && this.used + chunk.length > this.max) {
					handle = this.openIn(this.folder);
					for (const item of chunks.takeAll()) {
						this.used -= item.length;
						writeAll(handle, item);
					}
				}

				if (handle === undefined) {
					this.used += chunk.length;
					chunks.push(chunk);
				} else {
					writeAll(handle, chunk);
				}
			},
			soFar: () => handle === undefined ? chunks.inOnePiece() : undefined,
			end: () => handle === undefined ? inMemory(name, chunks.takeAll()) : onDisk(name, size, handle),
		};
	}

	/** Keeps a file that is on disk already: its bytes, or where they do not fit, the open file. */
	keepFile(name: string, file: string, size: number): ByteSource {
		const handle = openSync(file, 'r');
		const source = onDisk(name, size, handle);
		if (this.used + size > this.max) {
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
	async close(): Promise<void> {
		for (const handle of this.handles.splice(0)) {
			closeSync(handle);
		}

		const {folder} = this;
		this.folder = undefined;
		await folder?.remove();
	}

	private openIn(folder: PrivateFolder): number {
		return orRemedy(() => {
			const handle = openSync(path.join(folder.path, String(this.handles.length)), 'wx+', 0o600);
			this.handles.push(handle);
			return handle;
		});
	}
}

/** A longer file is put together only once all of it has come: what an archive says of it need not be true. */
const maxAtOnce = 1 << 25;

/** Copies of bytes that come one after the other: what is unpacked together would stay together. */
class Chunks {
	private readonly whole: Uint8Array;
	private length = 0;
	private more: Uint8Array[] = [];

	constructor(expected: number) {
		this.whole = new Uint8Array(expected <= maxAtOnce ? expected : 0);
	}

	push(chunk: Uint8Array): void {
		if (this.length + chunk.length <= this.whole.length) {
			this.whole.set(chunk, this.length);
			this.length += chunk.length;
		} else {
			this.more.push(new Uint8Array(chunk));
		}
	}

	inOnePiece(): Uint8Array | undefined {
		return this.more.length === 0 ? this.whole.subarray(0, this.length) : undefined;
	}

	takeAll(): readonly Uint8Array[] {
		const all = [this.whole.subarray(0, this.length), ...this.more];
		this.length = 0;
		this.more = [];
		return all.filter(item => item.length > 0);
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

function inMemory(name: string, chunks: readonly Uint8Array[]): ByteSource {
	const [first] = chunks;
	const bytes = first && chunks.length === 1 ? first : Buffer.concat(chunks);
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
