import path from 'node:path';
import {open, mkdir, type FileHandle} from 'node:fs/promises';
import type {Archive} from '../engines/engine.js';
import {type ArchiveFault, archiveError} from './archive-errors.js';
import type {TarEvent} from './read-tar.js';
import type {Tally} from './tally.js';

/** The folder that an archive is made of, and what of it is a database. */
export const root = 'influxdb-data';
export const parts: readonly string[] = ['data', 'meta', 'wal'];

/** Where a path in an archive leads: to a relative path below `influxdb-data`, to nothing that is wanted, or into trouble. */
function requestedPath(name: string): {readonly path?: string; readonly problem?: ArchiveFault} {
	const names = name.split('/').filter(part => part !== '' && part !== '.');
	if (path.isAbsolute(name) || names.includes('..')) {
		return {problem: 'archive-path-outside'};
	}

	const [first, second = ''] = names;
	return first === root && parts.includes(second) ? {path: names.slice(1).join('/')} : {};
}

// Deflate makes nothing smaller than this.
const greatestRatio = 1032;

/** About how many bytes an archive of that size unpacks to: gzip notes it at its end, but only its last 32 bits, and whatever else was added. */
export async function expectedBytes({path: file, kind}: Archive, size: number): Promise<number> {
	if (kind !== 'tar.gz' || size < 4) {
		return size;
	}

	const handle = await open(file);
	try {
		const {buffer} = await handle.read(Buffer.alloc(4), 0, 4, size - 4);
		const noted = buffer.readUInt32LE();
		return noted <= size * greatestRatio ? Math.max(noted, size) : size;
	} finally {
		await handle.close();
	}
}

type Options = {
	/** The archive, for what is said about it. */
	readonly file: string;
	/** Where `data`, `meta` and `wal` shall stand. */
	readonly target: string;
	readonly tally: Tally;
	readonly signal: AbortSignal;
};

/** Writes the files of a database, out of what stands in a tar. Throws AppError for what no such archive holds. */
export async function extractTar(events: AsyncIterable<TarEvent>, {file, target, tally, signal}: Options): Promise<void> {
	let current: FileHandle | undefined;
	let isDatabase = false;
	try {
		for await (const event of events) {
			signal.throwIfAborted();
			switch (event.kind) {
				case 'entry': {
					const {location, isFolder} = checkEntry(event, file);
					tally.entry(event.bytes);
					isDatabase ||= location !== undefined && !location.startsWith('meta');
					current = location === undefined ? undefined : await create(path.join(target, location), isFolder);
					break;
				}

				case 'data': {
					await current?.writeFile(event.bytes);
					break;
				}

				case 'end': {
					await current?.close();
					current = undefined;
					break;
				}
			}
		}
	} finally {
		await current?.close();
	}

	if (!isDatabase) {
		throw archiveError(file, 'archive-without-database');
	}
}

const kinds: Readonly<Record<string, ArchiveFault | 'file' | 'folder'>> = {
	File: 'file',
	OldFile: 'file',
	ContiguousFile: 'file',
	Directory: 'folder',
	GNUDumpDir: 'folder',
	Link: 'archive-link',
	SymbolicLink: 'archive-link',
	CharacterDevice: 'archive-device',
	BlockDevice: 'archive-device',
	FIFO: 'archive-device',
	SparseFile: 'archive-sparse',
};

// Files with holes, as tar writes them in its newer format: the list of the holes comes first.
const sparse = /(?:^|\/)GNUSparseFile\.\d+\//v;

/** Where an entry belongs (nowhere where it is not wanted), and whether it is a folder. Throws AppError for what no archive of a database holds. */
export function checkEntry(
	{name, type, bytes}: Pick<TarEvent & {kind: 'entry'}, 'name' | 'type' | 'bytes'>,
	file: string,
): {readonly location: string | undefined; readonly isFolder: boolean} {
	const {path: location, problem: fault} = requestedPath(name);
	const kind = sparse.test(name) ? 'archive-sparse' : (bytes >= 0 ? (kinds[type] ?? 'archive-unknown-entry') : 'archive-damaged');
	const problem = kind === 'file' || kind === 'folder' ? fault : kind;
	if (problem !== undefined) {
		throw archiveError(file, problem, name);
	}

	return {location, isFolder: kind === 'folder'};
}

/** Makes a folder, or a file that is open for writing. */
async function create(location: string, isFolder: boolean): Promise<FileHandle | undefined> {
	await mkdir(isFolder ? location : path.dirname(location), {recursive: true, mode: 0o700});
	return isFolder ? undefined : open(location, 'w', 0o600);
}
