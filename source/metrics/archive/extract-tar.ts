import {mkdir, open, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {requestedPath} from './entry-path.js';
import type {TarEvent} from './read-tar.js';
import type {Tally} from './tally.js';
import {archiveError, type ArchiveFault} from './archive-errors.js';

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
