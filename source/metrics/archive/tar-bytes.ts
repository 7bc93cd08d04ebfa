import {type FileHandle, open} from 'node:fs/promises';
import {pipeline, type Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import type {Archive} from '../engines/engine.js';
import type {Tally} from './tally.js';
import {archiveError} from './archive-errors.js';

const chunkSize = 1024 * 1024;

type Options = {readonly signal: AbortSignal; readonly tally: Tally; readonly onRead: (bytes: number) => void};

/** The bytes of the tar within an archive, chunk by chunk; `onRead` is told how much of the file has been read. */
export async function * tarBytes(archive: Archive, {signal, tally, onRead}: Options): AsyncGenerator<Uint8Array> {
	const handle = await open(archive.path);
	try {
		await checkHead(handle, archive);
		const input = handle.createReadStream({
			signal, start: 0, highWaterMark: chunkSize, autoClose: false,
		});
		// What goes wrong is thrown by whoever reads the end of it.
		const output: Readable = archive.kind === 'tar.gz' ? pipeline(input, createGunzip({chunkSize}), () => {}) : input;
		for await (const chunk of output as AsyncIterable<Uint8Array>) {
			tally.unpacked(chunk.length);
			yield chunk;
			onRead(input.bytesRead);
		}
	} finally {
		await handle.close();
	}
}

async function checkHead(handle: FileHandle, {path: file, kind}: Archive): Promise<void> {
	const {buffer, bytesRead} = await handle.read(Buffer.alloc(2), 0, 2, 0);
	const isGzip = buffer[0] === 0x1F && (bytesRead < 2 || buffer[1] === 0x8B);
	if (bytesRead === 0) {
		throw archiveError(file, 'archive-empty');
	}

	if (isGzip !== (kind === 'tar.gz')) {
		throw archiveError(file, isGzip ? 'archive-gzip' : 'archive-not-gzip');
	}
}
