import {createReadStream, createWriteStream} from 'node:fs';
import {lstat, mkdir, opendir} from 'node:fs/promises';
import path from 'node:path';
import {pipeline} from 'node:stream/promises';
import {maxEntries, type UnpackBudget} from '../../tar/unpack-budget.js';
import {databaseFolders} from './extract-tar.js';
import {archiveError} from './archive-errors.js';

type Options = {
	/** The folder for `data`, `meta` and `wal`. */
	readonly target: string;
	readonly unpackBudget: UnpackBudget;
	readonly signal: AbortSignal;
	/** Awaited before any file is copied, with the total bytes. */
	readonly onFound: (bytes: number) => Promise<void>;
	readonly onCopied: (bytesDone: number, bytesTotal: number) => void;
};

type Found = {readonly location: string; readonly isFolder: boolean; readonly bytes: number};

/** Copies the files of a database from a folder. Throws AppError archive-link, archive-device and similar. */
export async function copyFolder(folder: string, {target, unpackBudget, signal, onFound, onCopied}: Options): Promise<void> {
	const list: Found[] = [];
	for await (const found of walkDatabase(folder, '', signal)) {
		unpackBudget.countEntry(found.bytes);
		list.push(found);
	}

	if (list.every(({location}) => location === '' || location.startsWith('meta'))) {
		throw archiveError(folder, 'archive-without-database');
	}

	const total = list.reduce((sum, {bytes}) => sum + bytes, 0);
	let done = 0;
	await onFound(total);
	for (const {location, isFolder, bytes} of list) {
		signal.throwIfAborted();
		const [from, to] = [path.join(folder, location), path.join(target, location)];
		await (isFolder ? mkdir(to, {mode: 0o700}) : pipeline(createReadStream(from), createWriteStream(to, {mode: 0o600}), {signal}));

		done += bytes;
		onCopied(done, total);
	}
}

/** Yields the folders `data`, `meta` and `wal` with all their contents. Throws AppError archive-link, archive-device and similar. */
export async function * walkDatabase(folder: string, location: string, signal: AbortSignal): AsyncGenerator<Found> {
	signal.throwIfAborted();
	const names = await namesIn(path.join(folder, location));
	for (const name of location === '' ? names.filter(name => databaseFolders.includes(name)) : names) {
		const inner = path.join(location, name);
		const found = await lstat(path.join(folder, inner));
		if (!found.isFile() && !found.isDirectory()) {
			throw archiveError(folder, found.isSymbolicLink() ? 'archive-link' : 'archive-device', inner);
		}

		yield {location: inner, isFolder: found.isDirectory(), bytes: found.isFile() ? found.size : 0};
		if (found.isDirectory()) {
			yield * walkDatabase(folder, inner, signal);
		}
	}
}

/** The sorted names in a folder; stops just above `maxEntries`, as a folder may be endless. */
async function namesIn(folder: string): Promise<readonly string[]> {
	const names: string[] = [];
	for await (const {name} of await opendir(folder)) {
		names.push(name);
		if (names.length > maxEntries) {
			break;
		}
	}

	return names.sort();
}
