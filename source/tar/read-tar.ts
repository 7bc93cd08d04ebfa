import {Buffer} from 'node:buffer';
import {type FileHandle, open} from 'node:fs/promises';
import {pipeline, Readable, type Transform} from 'node:stream';
import {crc32, createGunzip, createInflateRaw} from 'node:zlib';
import {codeOf} from '../system/errors.js';
import {trackWait} from '../system/waiting.js';
import {checkHead, type FaultError} from './tar-fault.js';
import type {UnpackBudget} from './unpack-budget.js';
import type {TarHeader} from './tar-header.js';
import {type Receiver, TarWalk} from './tar-walk.js';

/** Bytes per unpacked chunk. */
const chunkSize = 2 * 1024 * 1024;
/** Bytes per read of a file: the granularity of progress. */
const readSize = 256 * 1024;
/** Chunks to unpack ahead, on another thread, while earlier ones are processed. As objects, they are not joined by copying. */
const ahead = {readableObjectMode: true, readableHighWaterMark: 16};
/** Bytes per read of a further gzip member: there may be thousands of small ones. */
const memberChunkSize = 16 * 1024;

/** A tar file whose compression was detected or given. */
export type TarFile = {readonly path: string; readonly isGzip: boolean};

export type ReadTarOptions = {
	readonly signal: AbortSignal;
	readonly unpackBudget: UnpackBudget;
	/** Returns the receiver of an entry; undefined to skip it. Throws AppError if the archive must not contain it. */
	readonly receive: (header: TarHeader) => Receiver | undefined;
	/** Called after each chunk of the tar, with the bytes read of the file so far. */
	readonly onChunk: (chunk: Uint8Array, bytesRead: number) => Promise<void>;
	/** Called with a message for each skipped part. */
	readonly onNote: (note: string) => void;
	readonly fault: FaultError;
};

/**
 * Reads the tar in an archive, compressed or not. Tolerates and notes what GNU tar tolerates: bytes after the end of the tar or of the
 * compressed data, missing end blocks, and a lone zero block. Throws the errors of its faults.
 */
export async function readTar({path: file, isGzip}: TarFile, {signal, unpackBudget, receive, onChunk, onNote, fault}: ReadTarOptions): Promise<void> {
	const walk = new TarWalk(receive);
	const handle = await trackWait(file, async () => open(file));
	try {
		await checkHead(handle, isGzip, fault);
		const input = {
			handle, file, signal, onNote, fault,
		};
		for await (const {chunk, bytesRead} of isGzip ? gunzip(input) : plainChunks(input, walk)) {
			signal.throwIfAborted();
			unpackBudget.countUnpacked(chunk.length);
			if (!walk.push(chunk)) {
				throw fault(walk.entries === 0 ? 'archive-not-tar' : 'archive-damaged', walk.entries === 0 ? undefined : `no header at byte ${walk.offset}`);
			}

			await onChunk(chunk, bytesRead);
		}
	} finally {
		await handle.close();
	}

	if (walk.entries === 0 && !walk.isAtEnd) {
		throw fault('archive-not-tar');
	}

	if (!walk.end()) {
		throw fault('archive-truncated');
	}

	for (const note of walk.notes) {
		onNote(note);
	}
}

type Input = {
	readonly handle: FileHandle;
	readonly file: string;
	readonly signal: AbortSignal;
	readonly onNote: (note: string) => void;
	readonly fault: FaultError;
};
type TarChunk = {readonly chunk: Uint8Array; readonly bytesRead: number};

// Skipped entries are not even read: an archive of metrics may be a hundred times larger than the logs beside it.
async function * plainChunks({handle, file, signal}: Input, walk: TarWalk): AsyncGenerator<TarChunk> {
	const {size} = await handle.stat();
	let position = 0;
	while (position < size) {
		let end = position;
		for await (const chunk of chunksFrom({handle, file, signal}, position, chunkSize)) {
			end += chunk.length;
			yield {chunk, bytesRead: end};
			if (walk.unwanted > chunkSize) {
				break;
			}
		}

		const unwanted = Math.min(walk.unwanted, size - end);
		walk.skip(unwanted);
		position = end + unwanted;
	}
}

type ChunkSource = Omit<Input, 'onNote' | 'fault'>;

async function * chunksFrom({handle, file, signal}: ChunkSource, start: number, size: number): AsyncGenerator<Buffer> {
	let position = start;
	const readAt = (offset: number) => async () => handle.read(Buffer.allocUnsafeSlow(size), 0, size, offset);
	for (;;) {
		signal.throwIfAborted();
		const {buffer, bytesRead} = await trackWait(file, readAt(position));
		if (bytesRead === 0) {
			return;
		}

		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}

/** Unpacks a gzip file. Node's gunzip fails on bytes after the last member and loses the output of that member, which is then unpacked again. */
async function * gunzip(input: Input): AsyncGenerator<TarChunk> {
	let given = 0;
	try {
		const gunzipped = createGunzip({chunkSize, ...ahead});
		for await (const chunk of unpack(chunksFrom(input, 0, readSize), gunzipped)) {
			given += chunk.length;
			yield {chunk, bytesRead: gunzipped.bytesWritten};
		}

		yield {chunk: nothing(), bytesRead: (await input.handle.stat()).size};
	} catch (error) {
		if (codeOf(error) !== 'Z_DATA_ERROR') {
			throw error;
		}

		for await (const {chunk, bytesRead} of gunzipMembers(input)) {
			// Bytes already yielded are cut off; their memory is not released, as the rest may share it.
			const known = Math.min(given, chunk.length);
			given -= known;
			yield {chunk: chunk.subarray(known), bytesRead};
		}
	}
}

const nothing = (): Uint8Array => new Uint8Array(0);

// Errors are thrown by the loop that reads the output.
const unpack = (input: AsyncIterable<Buffer>, unpacking: Transform): AsyncIterable<Uint8Array> =>
	pipeline(Readable.from(input, {highWaterMark: 1}), unpacking, () => {}) as AsyncIterable<Uint8Array>;

/** Unpacks the members of a gzip file in turn, up to bytes that are not a member. */
async function * gunzipMembers({handle, file, signal, onNote, fault}: Input): AsyncGenerator<TarChunk> {
	let start = 0;
	for (let size = readSize; ; size = memberChunkSize) {
		const header = await gzipHeaderLength(handle, start);
		if (header === undefined) {
			throw fault('archive-truncated');
		}

		const inflate = createInflateRaw({chunkSize});
		let checksum = 0;
		let length = 0;
		for await (const chunk of unpack(chunksFrom({handle, file, signal}, start + header, size), inflate)) {
			checksum = crc32(chunk, checksum);
			length += chunk.length;
			yield {chunk, bytesRead: start + header + inflate.bytesWritten};
		}

		start += header + inflate.bytesWritten;
		const {buffer: trailer, bytesRead} = await handle.read(Buffer.alloc(trailerLength + 2), 0, trailerLength + 2, start);
		if (bytesRead < trailerLength) {
			throw fault('archive-truncated');
		}

		if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== length % 2 ** 32) {
			throw fault('archive-damaged', 'its checksum is wrong');
		}

		start += trailerLength;
		const isMember = trailer[trailerLength] === 0x1F && trailer[trailerLength + 1] === 0x8B && bytesRead === trailerLength + 2;
		if (!isMember) {
			yield {
				chunk: nothing(), bytesRead: await checkTrailing({
					handle, file, signal, onNote,
				}, start),
			};
			return;
		}
	}
}

const trailerLength = 8;

/** Notes bytes after the last member, and returns the size of the file. Zeros are padding, as on tapes. */
async function checkTrailing({handle, file, signal, onNote}: Omit<Input, 'fault'>, start: number): Promise<number> {
	const {size} = await handle.stat();
	for await (const chunk of chunksFrom({handle, file, signal}, start, chunkSize)) {
		if (chunk.some(byte => byte !== 0)) {
			onNote(`${size - start} bytes after the compressed data are ignored`);
			break;
		}
	}

	return size;
}

const maxHeaderLength = 64 * 1024;

/** The length of the header of a gzip member; undefined if it is truncated, or longer than any that programs write. */
async function gzipHeaderLength(handle: FileHandle, start: number): Promise<number | undefined> {
	const {buffer, bytesRead} = await handle.read(Buffer.alloc(512), 0, 512, start);
	const flags = buffer[3] ?? 0;
	if (bytesRead < 10) {
		return undefined;
	}

	if ((flags & 0b1_1110) === 0) {
		return 10;
	}

	const {buffer: long, bytesRead: available} = await handle.read(Buffer.alloc(maxHeaderLength), 0, maxHeaderLength, start);
	let length = 10 + ((flags & 4) > 0 ? 2 + long.readUInt16LE(10) : 0);
	for (const flag of [8, 16]) {
		// File name and comment, both zero-terminated.
		const end = (flags & flag) > 0 ? long.indexOf(0, length) + 1 : length;
		length = end === 0 ? Number.POSITIVE_INFINITY : end;
	}

	length += (flags & 2) > 0 ? 2 : 0;
	return length <= available ? length : undefined;
}
