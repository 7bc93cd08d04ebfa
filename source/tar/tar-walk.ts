import {Buffer} from 'node:buffer';
import {
	blockSize, readExtendedHeader, readTarHeader, type TarHeader, textAt,
} from './tar-header.js';

/** Receives the bytes of a file in chunks, then its end. */
export type Receiver = {readonly write: (chunk: Uint8Array) => void; readonly end: () => void};

/** Maximum bytes of a name. */
const maxName = 1 << 16;

/**
 * Parses a tar file incrementally, and passes on the wanted files. The package `tar` does the same and more, but creates
 * streams and events for what here are 64 MiB of zeros between two small files, and takes longer to load than most archives
 * take to read.
 */
export class TarWalk {
	/** Number of entries so far. */
	entries = 0;
	/** Whether the two zero blocks that end an archive were found. */
	isAtEnd = false;
	/** Messages about skipped parts. */
	readonly notes: string[] = [];
	/** Bytes consumed so far, up to the current header. */
	offset = 0;
	private readonly receive: (header: TarHeader) => Receiver | undefined;
	private readonly header = Buffer.alloc(blockSize);
	private headerBytes = 0;
	private receiver: Receiver | undefined;
	/** Remaining bytes of the entry, and of the padding of its last block. */
	private left = 0;
	private padding = 0;
	private named: {readonly name?: string; readonly size?: number} = {};
	/** Offset of a zero block not yet followed by a second one. */
	private zeroBlock: number | undefined;
	/** Offset of bytes that are not a header: garbage after the last entry, damage before another. */
	private garbage: number | undefined;
	private trailing = false;

	/** `receive` returns the receiver of an entry; undefined to skip it. */
	constructor(receive: (header: TarHeader) => Receiver | undefined) {
		this.receive = receive;
	}

	/** Consumes the next bytes; false if they are not those of a tar file. */
	push(chunk: Uint8Array): boolean {
		let at = 0;
		while (at < chunk.length && !this.isAtEnd) {
			const start = at;
			if (this.left > 0) {
				at = this.consumeContent(chunk, at);
			} else if (this.padding > 0) {
				const length = Math.min(this.padding, chunk.length - at);
				this.padding -= length;
				at += length;
			} else {
				at = this.gatherHeader(chunk, at);
			}

			this.offset += at - start;
			if (this.headerBytes === blockSize && !this.takeHeader()) {
				return false;
			}
		}

		this.trailing ||= chunk.subarray(at).some(byte => byte !== 0);
		return true;
	}

	/** Must be called after the last bytes; false if the archive ends within an entry. */
	end(): boolean {
		const isWhole = this.left === 0 && Object.keys(this.named).length === 0;
		if (this.trailing) {
			this.notes.push('bytes after the end of the tar are ignored');
		}

		if (this.garbage !== undefined) {
			this.notes.push(`bytes after its last file, from byte ${this.garbage} on, are not tar and are ignored`);
		} else if (isWhole && !this.isAtEnd && this.zeroBlock === undefined) {
			this.notes.push('it ends without the two zero blocks that end a tar: files may be missing');
		}

		return isWhole;
	}

	/** Number of next bytes that are not wanted. */
	get unwanted(): number {
		return this.receiver === undefined ? this.left + this.padding : 0;
	}

	/** Skips that many of the unwanted bytes, which need not be pushed. */
	skip(bytes: number): void {
		const content = Math.min(bytes, this.left);
		this.offset += bytes;
		this.left -= content;
		this.padding -= bytes - content;
	}

	private consumeContent(chunk: Uint8Array, at: number): number {
		const length = Math.min(this.left, chunk.length - at);
		this.receiver?.write(chunk.subarray(at, at + length));
		this.left -= length;
		this.finishEntry();
		return at + length;
	}

	private gatherHeader(chunk: Uint8Array, at: number): number {
		const length = Math.min(blockSize - this.headerBytes, chunk.length - at);
		this.header.set(chunk.subarray(at, at + length), this.headerBytes);
		this.headerBytes += length;
		return at + length;
	}

	private takeHeader(): boolean {
		this.headerBytes = 0;
		const start = this.offset - blockSize;
		if (this.header.every(byte => byte === 0)) {
			this.isAtEnd = this.zeroBlock === start - blockSize;
			this.zeroBlock = start;
			return true;
		}

		const found = readTarHeader(this.header);
		if (!found) {
			this.garbage ??= start;
			return this.entries > 0;
		}

		if (this.zeroBlock !== undefined && this.garbage === undefined) {
			this.notes.push(`a single zero block at byte ${this.zeroBlock} is ignored`);
			this.zeroBlock = undefined;
		}

		return this.garbage === undefined && this.beginEntry({...found, ...this.named});
	}

	private beginEntry(header: TarHeader): boolean {
		const {type, size} = header;
		const describe = describers.get(type);
		if (!Number.isSafeInteger(size) || size < 0 || (describe && size > maxName)) {
			return false;
		}

		this.entries++;
		this.left = size;
		this.padding = (blockSize - size % blockSize) % blockSize;
		if (describe) {
			this.receiver = gather(bytes => {
				this.named = {...this.named, ...describe(bytes)};
			});
		} else {
			this.named = {};
			this.receiver = this.receive(header);
		}

		this.finishEntry();
		return true;
	}

	private finishEntry(): void {
		if (this.left === 0) {
			const {receiver} = this;
			this.receiver = undefined;
			receiver?.end();
		}
	}
}

/** Parsers of entries that describe the next one, by type; long link names (K) and global headers (g) are ignored. */
const describers: ReadonlyMap<string, (bytes: Buffer) => {readonly name?: string; readonly size?: number}> = new Map([
	['x', readExtendedHeader],
	['L', (bytes: Buffer) => ({name: textAt(bytes, 0, bytes.length)})],
	['K', () => ({})],
	['g', () => ({})],
]);

function gather(done: (bytes: Buffer) => void): Receiver {
	const chunks: Buffer[] = [];
	return {
		write(chunk) {
			chunks.push(Buffer.from(chunk));
		},
		end() {
			done(Buffer.concat(chunks));
		},
	};
}
