import path from 'node:path';
import {open, mkdir} from 'node:fs/promises';
import {trackWait} from '../../system/waiting.js';
import type {Archive} from '../engines/engine.js';
import type {FileSink} from '../../system/file-sink.js';
import {readTarInto} from '../../tar/entry-sinks.js';
import type {TarFile} from '../../tar/read-tar.js';
import type {UnpackBudget} from '../../tar/unpack-budget.js';
import {isSparse, type TarHeader} from '../../tar/tar-header.js';
import {type ArchiveFault, archiveError, faultsOf} from './archive-errors.js';

/** The top folder of an archive, and its subfolders that form the database. */
export const databaseRoot = 'influxdb-data';
export const databaseFolders: readonly string[] = ['data', 'meta', 'wal'];

/** Resolves a path in an archive: to a path below `influxdb-data`, to nothing if it is skipped, to a `problem` if it leads outside. */
function requestedPath(name: string): {readonly path?: string; readonly problem?: ArchiveFault} {
	const names = name.split('/').filter(part => part !== '' && part !== '.');
	if (path.isAbsolute(name) || names.includes('..')) {
		return {problem: 'archive-path-outside'};
	}

	const [first, second = ''] = names;
	return first === databaseRoot && databaseFolders.includes(second) ? {path: names.slice(1).join('/')} : {};
}

// Maximum compression ratio of deflate.
const maxRatio = 1032;

/** Estimated unpacked bytes of an archive of that size: gzip stores them at its end, but only the low 32 bits, and other bytes may follow. */
export async function expectedBytes({path: file, kind}: Archive, size: number): Promise<number> {
	if (kind !== 'tar.gz' || size < 4) {
		return size;
	}

	const handle = await trackWait(file, async () => open(file));
	try {
		const {buffer} = await handle.read(Buffer.alloc(4), 0, 4, size - 4);
		const noted = buffer.readUInt32LE();
		return noted <= size * maxRatio ? Math.max(noted, size) : size;
	} finally {
		await handle.close();
	}
}

type Options = {
	/** The folder for `data`, `meta` and `wal`. */
	readonly target: string;
	readonly unpackBudget: UnpackBudget;
	readonly signal: AbortSignal;
	readonly onRead: (bytes: number) => void;
	readonly onNote: (note: string) => void;
};

/** The tar file of an archive. */
export const tarFileOf = ({path, kind}: Archive): TarFile => ({path, isGzip: kind === 'tar.gz'});

/** Extracts the files of a database from an archive. Throws AppError archive-…, like `readTar` and `checkEntry`. */
export async function extractTar(archive: Archive, {target, unpackBudget, signal, onRead, onNote}: Options): Promise<void> {
	let isDatabase = false;
	await readTarInto(tarFileOf(archive), {
		signal, unpackBudget, onNote, onRead, fault: faultsOf(archive.path),
		onEntry(header) {
			const {location, isFolder} = checkEntry(header, archive.path);
			unpackBudget.countEntry(header.size);
			isDatabase ||= location !== undefined && !location.startsWith('meta');
			return location === undefined ? undefined : async () => create(path.join(target, location), isFolder);
		},
	});
	if (!isDatabase) {
		throw archiveError(archive.path, 'archive-without-database');
	}
}

/** Kinds of entries, by the type character of the format. */
const kinds: Readonly<Record<string, ArchiveFault | 'file' | 'folder'>> = {
	0: 'file',
	'\0': 'file',
	7: 'file',
	5: 'folder',
	D: 'folder',
	1: 'archive-link',
	2: 'archive-link',
	3: 'archive-device',
	4: 'archive-device',
	6: 'archive-device',
};

/** The target of an entry (undefined to skip it), and whether it is a folder. Throws AppError archive-… for entries that no database has. */
export function checkEntry({name, type}: Pick<TarHeader, 'name' | 'type'>, file: string): {readonly location: string | undefined; readonly isFolder: boolean} {
	const {path: location, problem: fault} = requestedPath(name);
	const kind = isSparse({name, type}) ? 'archive-sparse' : (kinds[type] ?? 'archive-unknown-entry');
	const problem = kind === 'file' || kind === 'folder' ? fault : kind;
	if (problem !== undefined) {
		throw archiveError(file, problem, name);
	}

	return {location, isFolder: kind === 'folder'};
}

/** Creates a folder, or a file to write. */
async function create(location: string, isFolder: boolean): Promise<FileSink | undefined> {
	await mkdir(isFolder ? location : path.dirname(location), {recursive: true, mode: 0o700});
	if (isFolder) {
		return undefined;
	}

	const handle = await open(location, 'w', 0o600);
	const close = async () => handle.close();
	return {write: async chunk => handle.writeFile(chunk), end: close, discard: close};
}
