import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry} from '../../archive/extract-tar.js';
import {createTally, defaultMaxUnpacked} from '../../archive/tally.js';
import {readTar} from '../../archive/read-tar.js';
import {unpackError, archiveError} from '../../archive/archive-errors.js';
import type {Receiver} from '../../archive/tar-walk.js';
import type {Report} from '../../../tsm/damage.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, pathIndex} from './data-path.js';
import {StreamingWal} from './streaming-wal.js';
import {release} from './pace.js';
import type {KeptFiles} from './kept-files.js';

/** What an archive holds of databases. */
export type Contents = {
	readonly files: ReadonlyArray<DataFile & {readonly source: ByteSource}>;
	readonly meta: ByteSource | undefined;
	/** The logs among the files, as far as they were replayed while reading. */
	readonly logs: StreamingWal;
};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'maxUnpacked'>;
type Keep = {readonly kept: KeptFiles; readonly report: Report; /** Gets the bytes of the archive. */
	readonly budget: DecodeBudget; readonly onNote?: ((note: string) => void) | undefined;};

/**
 * Reads the files that queries need, and keeps them. Throws AppError archive-… for what no archive of a database holds, the signal's
 * reason where it is aborted.
 */
export async function readArchive(archive: Archive, keep: Keep, options: Options): Promise<Contents> {
	const {signal} = options;
	signal.throwIfAborted();
	const found = new Collection(keep, options.database);
	try {
		const more = {...options, budget: keep.budget, onNote: keep.onNote};
		await (archive.kind === 'folder' ? readFolder(archive.path, found, more) : readTarFiles(archive, found, more));
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

	constructor({kept, report, budget}: Keep, database: string | undefined) {
		this.kept = kept;
		this.logs = new StreamingWal(report, budget);
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

async function readTarFiles(archive: Archive, found: Collection, options: Options & Pick<Keep, 'budget' | 'onNote'>): Promise<void> {
	const {signal, onProgress, maxUnpacked = defaultMaxUnpacked, onNote = () => {}} = options;
	const {path: file} = archive;
	const {size: bytesTotal} = await stat(file);
	options.budget.inputBytes = bytesTotal;
	const tally = createTally({file, archiveBytes: bytesTotal, maxUnpacked});
	await readTar(archive, {
		signal,
		tally,
		onNote,
		receive(header) {
			// The same archives are refused as are not unpacked for a real InfluxDB.
			const {location, isFolder} = checkEntry(header, file);
			tally.entry(header.size);
			const position = location === undefined ? undefined : found.indexOf(location);
			return position === undefined || isFolder ? undefined : found.receive(position, header.name, header.size);
		},
		async onChunk(chunk, bytesDone) {
			release(chunk);
			await found.kept.evict();
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
	});
}

async function readFolder(folder: string, found: Collection, options: Options & Pick<Keep, 'budget'>): Promise<void> {
	const {signal, onProgress, maxUnpacked = defaultMaxUnpacked, budget} = options;
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
	budget.inputBytes = bytesTotal;
	let bytesDone = 0;
	for (const {position, name, bytes} of needed) {
		signal.throwIfAborted();
		found.take(position, found.kept.keepFile(name, path.join(folder, name), bytes));
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}
