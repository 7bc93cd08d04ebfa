import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry} from '../../archive/extract-tar.js';
import {createTally, defaultMostUnpacked, type Tally} from '../../archive/tally.js';
import {tarBytes} from '../../archive/tar-bytes.js';
import {explain, troubleWith} from '../../archive/trouble.js';
import type {Report} from '../../../tsm/damage.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, placeOfPath} from './data-path.js';
import {FollowedLogs} from './followed-logs.js';
import {giveBack} from './give-back.js';
import type {KeptFiles} from './kept-files.js';
import type {TarHeader} from './tar-header.js';
import {type Receiver, TarWalk} from './tar-walk.js';

/** What an archive holds of databases. */
export type Contents = {
	readonly files: ReadonlyArray<DataFile & {readonly source: ByteSource}>;
	readonly meta: ByteSource | undefined;
	/** The logs among the files, as far as they were replayed meanwhile. */
	readonly logs: FollowedLogs;
};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'mostUnpacked'>;
type Keep = {readonly kept: KeptFiles; readonly report: Report};

/** Reads the files that queries need, and keeps them. Throws CampaignError for what no archive of a database holds, the signal's reason where it is aborted. */
export async function readArchive(archive: Archive, keep: Keep, options: Options): Promise<Contents> {
	const {signal} = options;
	signal.throwIfAborted();
	const found = new Collection(keep, options.database);
	try {
		await (archive.kind === 'folder' ? readFolder(archive.path, found, options) : readTar(archive, found, options));
	} catch (error) {
		signal.throwIfAborted();
		throw explain(error, archive.path, 'memory');
	}

	if (!found.isDatabase) {
		throw troubleWith(archive.path, 'wrongContent');
	}

	return found;
}

class Collection implements Contents {
	readonly files: Array<DataFile & {readonly source: ByteSource}> = [];
	meta: ByteSource | undefined;
	/** Whether there was anything of a database, needed or not. */
	isDatabase = false;
	readonly kept: KeptFiles;
	readonly logs: FollowedLogs;
	private readonly database: string | undefined;

	constructor({kept, report}: Keep, database: string | undefined) {
		this.kept = kept;
		this.logs = new FollowedLogs(report);
		this.database = database;
	}

	/** Where a file of a database belongs; undefined where it is not needed. */
	placeOf(name: string): DataFile | 'meta' | undefined {
		this.isDatabase ||= !name.startsWith('meta');
		const place = placeOfPath(name);
		return place === 'meta' || (place && (this.database === undefined ? place.database !== '_internal' : place.database === this.database))
			? place
			: undefined;
	}

	take(place: DataFile | 'meta', source: ByteSource): void {
		if (place === 'meta') {
			this.meta = source;
		} else {
			this.files.push({...place, source});
		}
	}

	/** Takes a file as its bytes come. */
	receive(place: DataFile | 'meta', name: string, size: number): Receiver {
		const sink = this.kept.keep(name, size);
		const follower = place !== 'meta' && place.kind === 'wal' ? this.logs.begin(place, name) : undefined;
		return {
			write(chunk) {
				sink.write(chunk);
				follower?.follow(sink.soFar());
			},
			end: () => {
				follower?.end(sink.soFar());
				this.take(place, sink.end());
			},
		};
	}
}

async function readTar(archive: Archive, found: Collection, {signal, onProgress, mostUnpacked = defaultMostUnpacked}: Options): Promise<void> {
	const {path: file} = archive;
	const {size: bytesTotal} = await stat(file);
	const tally = createTally({file, archiveBytes: bytesTotal, mostUnpacked});
	const walk = new TarWalk(header => receiverOf(header, found, {file, tally}));
	const chunks = tarBytes(archive, {
		signal, tally, onRead(bytesDone) {
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
	});
	for await (const chunk of chunks) {
		if (!walk.push(chunk)) {
			throw troubleWith(file, walk.entries === 0 ? 'notTar' : 'damaged');
		}

		giveBack(chunk);
		await found.kept.makeRoom();
	}

	if (!walk.isAtEnd) {
		throw troubleWith(file, walk.entries === 0 ? 'notTar' : 'truncated');
	}
}

/** What the package `tar` calls the kinds of entries. */
const kinds: Readonly<Record<string, string>> = {
	0: 'File', '\0': 'OldFile', 1: 'Link', 2: 'SymbolicLink', 3: 'CharacterDevice', 4: 'BlockDevice', 5: 'Directory', 6: 'FIFO', 7: 'ContiguousFile', D: 'GNUDumpDir', S: 'SparseFile',
};

// The same archives are refused as are not unpacked for a real InfluxDB.
function receiverOf({name, type, size}: TarHeader, found: Collection, {file, tally}: {readonly file: string; readonly tally: Tally}): Receiver | undefined {
	const {place: relative, isFolder} = checkEntry({name, type: kinds[type] ?? '', bytes: size}, file);
	tally.entry(size);
	const place = relative === undefined ? undefined : found.placeOf(relative);
	return place === undefined || isFolder ? undefined : found.receive(place, name, size);
}

async function readFolder(folder: string, found: Collection, {signal, onProgress, mostUnpacked = defaultMostUnpacked}: Options): Promise<void> {
	const tally = createTally({file: folder, archiveBytes: Infinity, mostUnpacked});
	const needed: Array<{readonly place: DataFile | 'meta'; readonly name: string; readonly bytes: number}> = [];
	for await (const {place: name, isFolder, bytes} of walkDatabase(folder, '', signal)) {
		tally.entry(bytes);
		const place = name === '' ? undefined : found.placeOf(name);
		if (place && !isFolder) {
			needed.push({place, name, bytes});
		}
	}

	const bytesTotal = needed.reduce((sum, {bytes}) => sum + bytes, 0);
	let bytesDone = 0;
	for (const {place, name, bytes} of needed) {
		signal.throwIfAborted();
		found.take(place, found.kept.keepFile(name, path.join(folder, name), bytes));
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}
