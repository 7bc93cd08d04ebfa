import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry} from '../../archive/extract-tar.js';
import {createTally, defaultMostUnpacked, type Tally} from '../../archive/tally.js';
import {tarBytes} from '../../archive/read-tar.js';
import {unpackError, archiveError} from '../../archive/archive-errors.js';
import type {Report} from '../../../tsm/damage.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, pathIndex} from './data-path.js';
import {StreamingWal} from './streaming-wal.js';
import {release} from './release-memory.js';
import type {KeptFiles} from './kept-files.js';
import type {TarHeader} from './tar-header.js';
import {type Receiver, TarWalk} from './tar-walk.js';

/** What an archive holds of databases. */
export type Contents = {
	readonly files: ReadonlyArray<DataFile & {readonly source: ByteSource}>;
	readonly meta: ByteSource | undefined;
	/** The logs among the files, as far as they were replayed meanwhile. */
	readonly logs: StreamingWal;
};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'maxUnpacked'>;
type Keep = {readonly kept: KeptFiles; readonly report: Report};

/** Reads the files that queries need, and keeps them. Throws AppError for what no archive of a database holds, the signal's reason where it is aborted. */
export async function readArchive(archive: Archive, keep: Keep, options: Options): Promise<Contents> {
	const {signal} = options;
	signal.throwIfAborted();
	const found = new Collection(keep, options.database);
	try {
		await (archive.kind === 'folder' ? readFolder(archive.path, found, options) : readTar(archive, found, options));
	} catch (error) {
		signal.throwIfAborted();
		throw unpackError(error, archive.path, 'memory');
	}

	if (!found.isDatabase) {
		throw archiveError(archive.path, 'archive-without-database');
	}

	return found;
}

class Collection implements Contents {
	readonly files: Array<DataFile & {readonly source: ByteSource}> = [];
	meta: ByteSource | undefined;
	/** Whether there was anything of a database, needed or not. */
	isDatabase = false;
	readonly kept: KeptFiles;
	readonly logs: StreamingWal;
	private readonly database: string | undefined;

	constructor({kept, report}: Keep, database: string | undefined) {
		this.kept = kept;
		this.logs = new StreamingWal(report);
		this.database = database;
	}

	/** Where a file of a database belongs; undefined where it is not needed. */
	indexOf(name: string): DataFile | 'meta' | undefined {
		this.isDatabase ||= !name.startsWith('meta');
		const position = pathIndex(name);
		return position === 'meta' || (position && (this.database === undefined ? position.database !== '_internal' : position.database === this.database))
			? position
			: undefined;
	}

	take(position: DataFile | 'meta', source: ByteSource): void {
		if (position === 'meta') {
			this.meta = source;
		} else {
			this.files.push({...position, source});
		}
	}

	/** Takes a file as its bytes come. */
	receive(position: DataFile | 'meta', name: string, size: number): Receiver {
		const sink = this.kept.keep(name, size);
		const follower = position !== 'meta' && position.kind === 'wal' ? this.logs.begin(position, name) : undefined;
		return {
			write(chunk) {
				sink.write(chunk);
				follower?.follow(sink.soFar());
			},
			end: () => {
				follower?.end(sink.soFar());
				this.take(position, sink.end());
			},
		};
	}
}

async function readTar(archive: Archive, found: Collection, {signal, onProgress, maxUnpacked = defaultMostUnpacked}: Options): Promise<void> {
	const {path: file} = archive;
	const {size: bytesTotal} = await stat(file);
	const tally = createTally({file, archiveBytes: bytesTotal, maxUnpacked});
	const walk = new TarWalk(header => receiverOf(header, found, {file, tally}));
	const chunks = tarBytes(archive, {
		signal, tally, onRead(bytesDone) {
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
	});
	for await (const chunk of chunks) {
		if (!walk.push(chunk)) {
			throw archiveError(file, walk.entries === 0 ? 'archive-not-tar' : 'archive-damaged');
		}

		release(chunk);
		await found.kept.evict();
	}

	if (!walk.isAtEnd) {
		throw archiveError(file, walk.entries === 0 ? 'archive-not-tar' : 'archive-truncated');
	}
}

/** What the package `tar` calls the kinds of entries. */
const kinds: Readonly<Record<string, string>> = {
	0: 'File',
	'\0': 'OldFile',
	1: 'Link',
	2: 'SymbolicLink',
	3: 'CharacterDevice',
	4: 'BlockDevice',
	5: 'Directory',
	6: 'FIFO',
	7: 'ContiguousFile',
	D: 'GNUDumpDir',
	S: 'SparseFile',
};

// The same archives are refused as are not unpacked for a real InfluxDB.
function receiverOf({name, type, size}: TarHeader, found: Collection, {file, tally}: {readonly file: string; readonly tally: Tally}): Receiver | undefined {
	const {location: relative, isFolder} = checkEntry({name, type: kinds[type] ?? '', bytes: size}, file);
	tally.entry(size);
	const position = relative === undefined ? undefined : found.indexOf(relative);
	return position === undefined || isFolder ? undefined : found.receive(position, name, size);
}

async function readFolder(folder: string, found: Collection, {signal, onProgress, maxUnpacked = defaultMostUnpacked}: Options): Promise<void> {
	const tally = createTally({file: folder, archiveBytes: Infinity, maxUnpacked});
	const needed: Array<{readonly position: DataFile | 'meta'; readonly name: string; readonly bytes: number}> = [];
	for await (const {location: name, isFolder, bytes} of walkDatabase(folder, '', signal)) {
		tally.entry(bytes);
		const position = name === '' ? undefined : found.indexOf(name);
		if (position && !isFolder) {
			needed.push({position, name, bytes});
		}
	}

	const bytesTotal = needed.reduce((sum, {bytes}) => sum + bytes, 0);
	let bytesDone = 0;
	for (const {position, name, bytes} of needed) {
		signal.throwIfAborted();
		found.take(position, found.kept.keepFile(name, path.join(folder, name), bytes));
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}
