import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry, tarFileOf} from '../../archive/extract-tar.js';
import {createTally, defaultMaxUnpacked} from '../../../tar/tally.js';
import {readTar} from '../../../tar/read-tar.js';
import {unpackError, archiveError, faultsOf} from '../../archive/archive-errors.js';
import type {Receiver} from '../../../tar/tar-walk.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, pathIndex} from './data-path.js';
import {release, type Pace} from './pace.js';
import type {KeptFiles, OpenFile} from './kept-files.js';

/** Takes the files of a database, one after the other. */
export type FileReader = {
	/** How a file of so many bytes is taken; undefined where it is not needed. Its name is for people. */
	readonly read: (file: DataFile | 'meta', name: string, size: number) => FileTaker | undefined;
};

/** Takes a file as its bytes come, or all of it at once, which is closed then. */
export type FileTaker = Receiver | {readonly whole: (file: OpenFile) => Generator<void>};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'maxUnpacked'> & {
	/** Holds the file that is being read. */
	readonly kept: KeptFiles;
	readonly pace: Pace;
	/** Learns how large the archive is. */
	readonly budget: DecodeBudget;
	readonly onNote?: ((note: string) => void) | undefined;
};

/**
 * Reads the files of the databases in an archive, one at a time: no more than the largest of them is in memory. Throws AppError archive-… for
 * what no archive of a database holds, the signal's reason where it is aborted.
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
		options.kept.trim();
	}

	if (!needed.isDatabase) {
		throw archiveError(archive.path, 'archive-without-database');
	}
}

class NeededFiles {
	/** Whether there was anything of a database, needed or not. */
	isDatabase = false;
	private readonly reader: FileReader;
	private readonly database: string | undefined;

	constructor(reader: FileReader, database: string | undefined) {
		this.reader = reader;
		this.database = database;
	}

	/** How what is at that place in a database is taken; undefined where it is not needed. */
	takerOf({location, isFolder, name, size}: {location: string; isFolder: boolean; name: string; size: number}): FileTaker | undefined {
		this.isDatabase ||= !location.startsWith('meta');
		const file = isFolder ? undefined : pathIndex(location);
		const isNeeded = file === 'meta' || (file && (this.database === undefined ? file.database !== '_internal' : file.database === this.database));
		return isNeeded ? this.reader.read(file, name, size) : undefined;
	}
}

async function readTarFiles(archive: Archive, needed: NeededFiles, options: Options): Promise<void> {
	const {
		signal, onProgress, kept, pace, budget, maxUnpacked = defaultMaxUnpacked, onNote = () => {},
	} = options;
	const {path: file} = archive;
	const {size: bytesTotal} = await stat(file);
	budget.inputBytes = bytesTotal;
	const tally = createTally({archiveBytes: bytesTotal, maxUnpacked, fault: faultsOf(file)});
	// Files that have come, at most those of one chunk.
	const pending: Array<() => Promise<void>> = [];
	await readTar(tarFileOf(archive), {
		fault: faultsOf(file),
		signal,
		tally,
		onNote,
		receive(header) {
			// The same archives are refused as are not unpacked for a real InfluxDB.
			const {location, isFolder} = checkEntry(header, file);
			tally.entry(header.size);
			const taker = location === undefined ? undefined : needed.takerOf({...header, location, isFolder});
			if (taker === undefined || 'write' in taker) {
				return taker;
			}

			const sink = kept.hold(header.name, header.size);
			return {
				write: sink.write,
				end() {
					const whole = sink.end();
					pending.push(async () => takeWhole(whole, taker, pace));
				},
			};
		},
		async onChunk(chunk, bytesDone) {
			release(chunk);
			await kept.evict();
			for (const take of pending.splice(0)) {
				await take();
			}

			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
	});
}

const chunkSize = 1 << 20;

async function readFolder(folder: string, needed: NeededFiles, options: Options): Promise<void> {
	const {
		signal, onProgress, kept, pace, budget, maxUnpacked = defaultMaxUnpacked,
	} = options;
	const tally = createTally({archiveBytes: Infinity, maxUnpacked, fault: faultsOf(folder)});
	const files: Array<{readonly taker: FileTaker; readonly name: string; readonly bytes: number}> = [];
	for await (const {location: name, isFolder, bytes} of walkDatabase(folder, '', signal)) {
		tally.entry(bytes);
		const taker = needed.takerOf({
			location: name, isFolder, name, size: bytes,
		});
		if (taker) {
			files.push({taker, name, bytes});
		}
	}

	const bytesTotal = files.reduce((sum, {bytes}) => sum + bytes, 0);
	budget.inputBytes = bytesTotal;
	let bytesDone = 0;
	for (const {taker, name, bytes} of files) {
		const file = kept.open(name, path.join(folder, name), bytes);
		await ('whole' in taker ? takeWhole(file, taker, pace) : stream(file, taker, pace));

		await kept.evict();
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}

async function takeWhole(file: OpenFile, {whole}: {readonly whole: (file: OpenFile) => Generator<void>}, pace: Pace): Promise<void> {
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
