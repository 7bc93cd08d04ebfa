import {stat} from 'node:fs/promises';
import path from 'node:path';
import {walkDatabase} from '../../archive/copy-folder.js';
import {checkEntry} from '../../archive/extract-tar.js';
import {createTally, defaultMostUnpacked, type Tally} from '../../archive/tally.js';
import {tarBytes} from '../../archive/tar-bytes.js';
import {explain, troubleWith} from '../../archive/trouble.js';
import type {ByteSource} from '../../../tsm/tsm-index.js';
import type {Archive, OpenOptions} from '../engine.js';
import {type DataFile, placeOfPath} from './data-path.js';
import {giveBack} from './give-back.js';
import type {KeptFiles} from './kept-files.js';
import type {TarHeader} from './tar-header.js';
import {type Receiver, TarWalk} from './tar-walk.js';

/** What an archive holds of databases. */
export type Contents = {
	readonly files: ReadonlyArray<DataFile & {readonly source: ByteSource}>;
	readonly meta: ByteSource | undefined;
};

type Options = Pick<OpenOptions, 'signal' | 'onProgress' | 'database' | 'mostUnpacked'>;

/** Reads the files that queries need, and keeps them. Throws CampaignError for what no archive of a database holds, the signal's reason where it is aborted. */
export async function readArchive(archive: Archive, kept: KeptFiles, options: Options): Promise<Contents> {
	const {signal} = options;
	signal.throwIfAborted();
	const found = new Collection(kept, options.database);
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
	private readonly database: string | undefined;

	constructor(kept: KeptFiles, database: string | undefined) {
		this.kept = kept;
		this.database = database;
	}

	/** Who takes a file of a database; undefined where it is not needed. */
	placeFor(name: string): ((source: ByteSource) => void) | undefined {
		this.isDatabase ||= !name.startsWith('meta');
		const place = placeOfPath(name);
		if (place === 'meta') {
			return source => {
				this.meta = source;
			};
		}

		return place && (this.database === undefined ? place.database !== '_internal' : place.database === this.database)
			? source => {
				this.files.push({...place, source});
			}
			: undefined;
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
	const {place, isFolder} = checkEntry({name, type: kinds[type] ?? '', bytes: size}, file);
	tally.entry(size);
	const take = place === undefined ? undefined : found.placeFor(place);
	if (take === undefined || isFolder) {
		return undefined;
	}

	const sink = found.kept.keep(name, size);
	return {
		write: sink.write,
		end() {
			take(sink.end());
		},
	};
}

async function readFolder(folder: string, found: Collection, {signal, onProgress, mostUnpacked = defaultMostUnpacked}: Options): Promise<void> {
	const tally = createTally({file: folder, archiveBytes: Infinity, mostUnpacked});
	const needed: Array<{readonly place: string; readonly bytes: number; readonly take: (source: ByteSource) => void}> = [];
	for await (const {place, isFolder, bytes} of walkDatabase(folder, '', signal)) {
		tally.entry(bytes);
		const take = place === '' ? undefined : found.placeFor(place);
		if (take && !isFolder) {
			needed.push({place, bytes, take});
		}
	}

	const bytesTotal = needed.reduce((sum, {bytes}) => sum + bytes, 0);
	let bytesDone = 0;
	for (const {place, bytes, take} of needed) {
		signal.throwIfAborted();
		take(found.kept.keepFile(place, path.join(folder, place), bytes));
		bytesDone += bytes;
		onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
	}
}
