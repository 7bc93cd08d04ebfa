import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry, tarFileOf} from '../../archive/extract-tar.js';
import {createUnpackBudget, defaultMaxUnpacked} from '../../../tar/unpack-budget.js';
import {readTar} from '../../../tar/read-tar.js';
import {unpackError, archiveError, faultsOf} from '../../archive/archive-errors.js';
import type {Receiver} from '../../../tar/tar-walk.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, pathIndex} from './data-path.js';
import {release, type Pace} from './pace.js';
import type {BufferedFiles, OpenFile, Sink} from './buffered-files.js';

/** Receives the files of a database, one at a time. */
export type FileReader = {
	/** Returns how to receive a file of the given size; undefined to skip it. The name is for messages. */
	readonly read: (file: DataFile | 'meta', name: string, size: number) => FileConsumer | undefined;
};

/** Receives a file in chunks, or as a whole. */
export type FileConsumer = Receiver | WholeConsumer;

/** Receives a file as a whole, which is closed afterwards. */
export type WholeConsumer = {
	readonly whole: (file: OpenFile) => Generator<void>;
	/** Takes the chunks of a file that is unpacked, and writes those to the sink that `whole` needs; by default all. */
	readonly arrive?: (chunk: Uint8Array, sink: Sink) => void;
};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'maxUnpacked'> & {
	/** Buffers the current file. */
	readonly buffers: BufferedFiles;
	readonly pace: Pace;
	/** Called with the size of the archive. */
	readonly budget: DecodeBudget;
	readonly onNote?: ((note: string) => void) | undefined;
};

/**
 * Reads the database files in an archive, one at a time, so that at most the largest one is in memory. Throws AppError archive-… if the archive does not
 * contain a database, and the signal's reason if aborted.
 */
export async function readArchive(archive: Archive, reader: FileReader, options: Options): Promise<void> {
	const {signal} = options;
	signal.throwIfAborted();
	const needed = new NeededFiles(reader, options.database);
	try {
		await (archive.kind === 'folder' ? readFolder(archive.path, needed, options) : readTarFiles(archive, needed, options));
	} catch (error) {
		signal.throwIfAborted();
		throw unpackError(error, archive.path, 'memory');
	} finally {
		options.buffers.trim();
	}

	if (!needed.isDatabase) {
		throw archiveError(archive.path, 'archive-without-database');
	}
}

class NeededFiles {
	/** Whether the archive has any database file, skipped or not. */
	isDatabase = false;
	private readonly reader: FileReader;
	private readonly database: string | undefined;

	constructor(reader: FileReader, database: string | undefined) {
		this.reader = reader;
		this.database = database;
	}

	/** How to receive the file at a location in the database; undefined to skip it. */
	consumerOf({location, isFolder, name, size}: {location: string; isFolder: boolean; name: string; size: number}): FileConsumer | undefined {
		this.isDatabase ||= !location.startsWith('meta');
		const file = isFolder ? undefined : pathIndex(location);
		const isNeeded = file === 'meta' || (file && (this.database === undefined ? file.database !== '_internal' : file.database === this.database));
		return isNeeded ? this.reader.read(file, name, size) : undefined;
	}
}

async function readTarFiles(archive: Archive, needed: NeededFiles, options: Options): Promise<void> {
	const {
		signal, onProgress, buffers, pace, budget, maxUnpacked = defaultMaxUnpacked, onNote = () => {},
	} = options;
	const {path: file} = archive;
	const {size: bytesTotal} = await stat(file);
	budget.inputBytes = bytesTotal;
	const unpackBudget = createUnpackBudget({archiveBytes: bytesTotal, maxUnpacked, fault: faultsOf(file)});
	// Files that are complete, at most those of one chunk.
	const pending: Array<() => Promise<void>> = [];
	await readTar(tarFileOf(archive), {
		fault: faultsOf(file),
		signal,
		unpackBudget,
		onNote,
		receive(header) {
			// Rejects the same archives as unpacking for a real InfluxDB does.
			const {location, isFolder} = checkEntry(header, file);
			unpackBudget.countEntry(header.size);
			const consumer = location === undefined ? undefined : needed.consumerOf({...header, location, isFolder});
			if (consumer === undefined || 'write' in consumer) {
				return consumer;
			}

			const sink = buffers.hold(header.name, header.size);
			const {arrive = writeAll} = consumer;
			return {
				write(chunk) {
					arrive(chunk, sink);
				},
				end() {
					const whole = sink.end();
					pending.push(async () => consumeComplete(whole, consumer, pace));
				},
			};
		},
		async onChunk(chunk, bytesDone) {
			release(chunk);
			await buffers.evict();
			for (const take of pending.splice(0)) {
				await take();
			}

			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
	});
}

const writeAll = (chunk: Uint8Array, sink: Sink): void => {
	sink.write(chunk);
};

const chunkSize = 1 << 20;

async function readFolder(folder: string, needed: NeededFiles, options: Options): Promise<void> {
	const {
		signal, onProgress, buffers, pace, budget, maxUnpacked = defaultMaxUnpacked,
	} = options;
	const unpackBudget = createUnpackBudget({archiveBytes: Infinity, maxUnpacked, fault: faultsOf(folder)});
	const files: Array<{readonly consumer: FileConsumer; readonly name: string; readonly bytes: number}> = [];
	for await (const {location: name, isFolder, bytes} of walkDatabase(folder, '', signal)) {
		unpackBudget.countEntry(bytes);
		const consumer = needed.consumerOf({
			location: name, isFolder, name, size: bytes,
		});
		if (consumer) {
			files.push({consumer, name, bytes});
		}
	}

	const bytesTotal = files.reduce((sum, {bytes}) => sum + bytes, 0);
	budget.inputBytes = bytesTotal;
	let bytesDone = 0;
	for (const {consumer, name, bytes} of files) {
		const file = buffers.open(name, path.join(folder, name), bytes);
		await ('whole' in consumer ? consumeComplete(file, consumer, pace) : stream(file, consumer, pace));

		await buffers.evict();
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}

async function consumeComplete(file: OpenFile, {whole}: WholeConsumer, pace: Pace): Promise<void> {
	try {
		for (const _ of whole(file)) {
			await pace();
		}
	} finally {
		file.close();
	}
}

async function stream(file: OpenFile, {write, end}: Receiver, pace: Pace): Promise<void> {
	try {
		for (let at = 0; at < file.size; at += chunkSize) {
			write(file.read(at, Math.min(chunkSize, file.size - at)));
			await pace();
		}

		end();
	} finally {
		file.close();
	}
}
