import {type FileHandle, open} from 'node:fs/promises';
import {pipeline, type Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {Parser, type ReadEntry} from 'tar';
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

/** What stands in a tar, in its order: a file or a folder, then the bytes of a file, chunk by chunk, then its end. */
export type TarEvent =
	| {readonly kind: 'entry'; readonly name: string; readonly type: string; readonly bytes: number}
	| {readonly kind: 'data'; readonly bytes: Uint8Array}
	| {readonly kind: 'end'};

/** Reads the bytes of a tar; `file` is what is said to be in trouble. Throws AppError for what is none, damaged, or ends in the middle. */
export async function * readTar(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<TarEvent> {
	const events: TarEvent[] = [];
	const seen = {entries: 0, end: false, problem: ''};
	const begin = ({path, type, remain}: ReadEntry) => {
		seen.entries++;
		events.push({
			kind: 'entry', name: path, type, bytes: remain,
		});
	};

	const parser = new Parser({
		// It would decompress what is within once more.
		gzip: true,
		zstd: false,
		onwarn(code, message) {
			seen.problem ||= seen.end ? '' : `${code} ${String(message)}`;
		},
		onReadEntry(entry) {
			begin(entry);
			entry.on('data', chunk => {
				events.push({kind: 'data', bytes: chunk});
			});
			entry.on('end', () => {
				events.push({kind: 'end'});
			});
		},
	});
	parser.on('ignoredEntry', begin);
	parser.on('eof', () => {
		seen.end = true;
	});
	for await (const chunk of bytes) {
		if (seen.entries === 0 && chunk[0] === gzipMark) {
			throw archiveError(file, 'archive-not-tar');
		}

		// What stands behind the end is no part of it, and a parser takes its time to see that it is blank.
		if (seen.end) {
			continue;
		}

		// Entries flow, so that all that is in the chunk is told before this returns.
		parser.write(chunk);
		if (seen.problem !== '') {
			throw archiveError(file, seen.entries === 0 ? 'archive-not-tar' : 'archive-damaged', seen.problem);
		}

		yield * events.splice(0);
	}

	if (!seen.end) {
		throw archiveError(file, seen.entries === 0 ? 'archive-not-tar' : 'archive-truncated');
	}
}

const gzipMark = 0x1F;
