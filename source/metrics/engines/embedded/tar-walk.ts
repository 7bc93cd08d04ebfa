import {Buffer} from 'node:buffer';
import {
	blockSize, readExtendedHeader, readTarHeader, textAt,
} from './tar-header.js';

/** Takes a file's bytes as they come. `isWhole` is false where the archive ends before the file does. */
export type Receiver = {readonly write: (chunk: Uint8Array) => void; readonly end: (isWhole: boolean) => void};

/** A longer name is none. */
const mostName = 1 << 16;

/** Walks through a tar file as its bytes come, and hands over the files that are wanted. Throws Error where it is none. */
export class TarWalk {
	/** Bytes that were passed. */
	at = 0;
	private readonly receive: (name: string, size: number) => Receiver | undefined;
	private readonly header = Buffer.alloc(blockSize);
	private headerBytes = 0;
	private receiver: Receiver | undefined;
	/** Of the entry, and of what fills its last block. */
	private left = 0;
	private padding = 0;
	private isContinued = false;
	private isAtEnd = false;
	private named: {readonly name?: string; readonly size?: number} = {};

	/** `receive` says who takes the file of that name; nobody where it is not wanted. */
	constructor(receive: (name: string, size: number) => Receiver | undefined) {
		this.receive = receive;
	}

	push(chunk: Uint8Array): void {
		let at = 0;
		while (at < chunk.length && !this.isAtEnd) {
			at += this.left > 0 ? this.passContent(chunk, at) : this.padding > 0 ? this.passPadding(chunk, at) : this.passHeader(chunk, at);
		}

		this.at += chunk.length;
	}

	/** To be called behind the last bytes; false where the archive is cut off. */
	end(): boolean {
		this.receiver?.end(false);
		this.receiver = undefined;
		return this.isAtEnd || (this.left === 0 && this.padding === 0 && this.headerBytes === 0);
	}

	private passContent(chunk: Uint8Array, at: number): number {
		const length = Math.min(this.left, chunk.length - at);
		this.receiver?.write(chunk.subarray(at, at + length));
		this.left -= length;
		this.finishEntry();
		return length;
	}

	private finishEntry(): void {
		if (this.left === 0) {
			const {receiver} = this;
			this.receiver = undefined;
			receiver?.end(true);
		}
	}

	private passPadding(chunk: Uint8Array, at: number): number {
		const length = Math.min(this.padding, chunk.length - at);
		this.padding -= length;
		return length;
	}

	private passHeader(chunk: Uint8Array, at: number): number {
		const length = Math.min(blockSize - this.headerBytes, chunk.length - at);
		this.header.set(chunk.subarray(at, at + length), this.headerBytes);
		this.headerBytes += length;
		if (this.headerBytes === blockSize) {
			this.headerBytes = 0;
			this.takeHeader();
		}

		return length;
	}

	private takeHeader(): void {
		const {header} = this;
		if (this.isContinued) {
			this.isContinued = header[504] === 1;
			return;
		}

		if (header.every(byte => byte === 0)) {
			this.isAtEnd = true;
			return;
		}

		const found = readTarHeader(header);
		if (found === undefined || !Number.isSafeInteger(found.size)) {
			throw new Error('it is damaged, or no archive');
		}

		this.isContinued = found.isContinued;
		this.startEntry(found.type, this.named.name ?? found.name, this.named.size ?? found.size);
	}

	private startEntry(type: string, name: string, size: number): void {
		const describe = describers.get(type);
		if (!Number.isSafeInteger(size) || size < 0 || (describe && size > mostName)) {
			throw new Error('it is damaged, or no archive');
		}

		this.left = size;
		this.padding = (blockSize - size % blockSize) % blockSize;
		if (describe) {
			this.receiver = gather(bytes => {
				this.named = {...this.named, ...describe(bytes)};
			});
		} else {
			this.named = {};
			this.receiver = isFile.test(type) ? this.receive(name, size) : undefined;
		}

		this.finishEntry();
	}
}

const isFile = /^[0\u00007]$/v;

/** What entries say about the one after them, by their type. */
const describers: ReadonlyMap<string, (bytes: Buffer) => {readonly name?: string; readonly size?: number}> = new Map([
	['x', readExtendedHeader],
	['L', (bytes: Buffer) => ({name: textAt(bytes, 0, bytes.length)})],
]);

function gather(done: (bytes: Buffer) => void): Receiver {
	const chunks: Buffer[] = [];
	return {
		write(chunk) {
			chunks.push(Buffer.from(chunk));
		},
		end(isWhole) {
			if (isWhole) {
				done(Buffer.concat(chunks));
			}
		},
	};
}
