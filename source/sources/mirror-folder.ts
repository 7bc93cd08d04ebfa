import {
	lstat, mkdir, readdir, rm, utimes, writeFile,
} from 'node:fs/promises';
import {rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {digest, readCacheFile, writeCacheFile} from '../system/cache-file.js';
import {cacheFolder, makeCacheFolder} from '../system/cache-folder.js';
import {debug} from '../system/debug-log.js';
import {
	hasEnded, ownerText, thisProcess, parseOwner,
} from '../system/owner.js';
import {makePrivateFolder} from '../system/private-folder.js';
import {addPathAlias} from '../system/paths.js';
import {Mirror} from './mirror.js';

/** Above this size, the least recently opened mirrors are removed. */
const defaultMaxBytes = 4 * 1024 ** 3;
/** Increment whenever the content of a mirror changes its shape or meaning. */
const format = 3;

/** An open mirror, with the notes of the last run. */
export type OpenMirror = {
	readonly mirror: Mirror;
	readonly isTemporary: boolean;
	readonly readNotes: () => Promise<unknown>;
	readonly writeNotes: (value: unknown) => Promise<void>;
	readonly close: () => Promise<void>;
};

type Options = {
	/** Identifies the source, without secrets; undefined if the mirror is not worth keeping. */
	readonly key: string | undefined;
	/** Name of its folder, which is displayed. */
	readonly name: string;
	readonly address: string;
	/** Maximum total size of all mirrors (bytes). */
	readonly maxBytes?: number;
};

/** Opens the mirror of a source: in the user's cache folder if usable, otherwise in a temporary one removed on exit. Throws no-private-folder. */
export async function openMirror({key, name, address, maxBytes = defaultMaxBytes}: Options): Promise<OpenMirror> {
	const kept = key === undefined ? undefined : await keptFolder(key);
	const opened = kept === undefined ? await openTemporary() : await openKept(kept, maxBytes);
	const root = path.join(opened.folder, name.replaceAll(/[\0\/]/gv, '_').slice(0, maxName) || 'campaign');
	const parts = path.join(opened.folder, `parts-${ownerText(thisProcess())}`);
	await mkdir(root, {recursive: true, mode: 0o700});
	await mkdir(parts, {recursive: true, mode: 0o700});
	addPathAlias(root, address);
	debug('mirror', {folder: root, isTemporary: kept === undefined});
	const notes = path.join(opened.folder, digest('notes'));
	const mirror = new Mirror({
		root, parts, partials: path.join(opened.folder, 'partials'), address,
	});
	return {
		mirror,
		isTemporary: kept === undefined,
		readNotes: async () => kept === undefined ? undefined : readCacheFile(notes, format),
		async writeNotes(value) {
			await (kept === undefined ? undefined : writeCacheFile(notes, {format, value, maxBytes: Infinity}));
		},
		async close() {
			await rm(parts, {recursive: true, force: true}).catch(() => undefined);
			await opened.close(mirror.hasGrown);
		},
	};
}

/** Maximum length of the folder name; the path before it is not ours to shorten. */
const maxName = 100;

/** The folder of a mirror in the user's cache; undefined if there is none that belongs to the user. */
async function keptFolder(key: string): Promise<string | undefined> {
	const all = await cacheFolder('sources');
	const folder = all === undefined ? undefined : path.join(all, digest(`${format} ${key}`));
	return all !== undefined && folder !== undefined && await makeCacheFolder(all) && await makeCacheFolder(folder) ? folder : undefined;
}

type Opened = {readonly folder: string; readonly close: (hasGrown: boolean) => Promise<void>};

async function openTemporary(): Promise<Opened> {
	const {path: folder, remove} = await makePrivateFolder();
	return {folder, close: remove};
}

/** Prefix of marker files, named after a process, that prevent others from removing the mirror. */
const markPrefix = 'used-by-';

async function openKept(folder: string, maxBytes: number): Promise<Opened> {
	const mark = path.join(folder, `${markPrefix}${ownerText(thisProcess())}`);
	const unmark = () => {
		rmSync(mark, {force: true});
	};

	await writeFile(mark, '', {mode: 0o600});
	process.on('exit', unmark);
	await utimes(folder, new Date(), new Date());
	await removeAbandonedParts(folder);
	return {
		folder,
		async close(hasGrown) {
			await (hasGrown ? removeOldMirrors(path.dirname(folder), folder, maxBytes).catch(() => undefined) : undefined);
			unmark();
			process.off('exit', unmark);
			await removeUnknown(folder).catch(() => undefined);
		},
	};
}

async function removeAbandonedParts(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		const owner = /^(?:parts|used-by)-(?<owner>.+)$/v.exec(name)?.groups?.owner;
		const parsed = owner === undefined ? undefined : parseOwner(owner);
		if (parsed && hasEnded(parsed)) {
			await rm(path.join(folder, name), {recursive: true, force: true}).catch(() => undefined);
		}
	}
}

/** Removes a mirror without notes, such as after a server could not be reached: it would not be reused. */
async function removeUnknown(folder: string): Promise<void> {
	const names = await readdir(folder);
	if (!names.includes(digest('notes')) && !await isUsed(folder)) {
		await rm(folder, {recursive: true, force: true});
	}
}

/** Removes the least recently opened mirrors above the total limit; never one that is in use. */
async function removeOldMirrors(all: string, latest: string, maxBytes: number): Promise<void> {
	const names = (await readdir(all)).filter(name => /^[\da-f]{40}$/v.test(name));
	const mirrors = await Promise.all(names.map(async name => {
		const folder = path.join(all, name);
		const {mtimeMs} = await lstat(folder);
		return {folder, time: folder === latest ? Infinity : mtimeMs, bytes: await bytesOf(folder)};
	}));
	let bytes = 0;
	for (const {folder, bytes: own} of mirrors.sort((a, b) => b.time - a.time)) {
		bytes += own;
		if (bytes > maxBytes && !await isUsed(folder)) {
			debug('mirror-removed', {folder, bytes: own});
			await rm(folder, {recursive: true, force: true});
			bytes -= own;
		}
	}
}

async function isUsed(folder: string): Promise<boolean> {
	const owners = (await readdir(folder)).filter(name => name.startsWith(markPrefix)).map(name => parseOwner(name.slice(markPrefix.length)));
	return owners.some(owner => owner !== undefined && !hasEnded(owner));
}

/** Disk usage of a folder's files (bytes): placeholders use none. */
async function bytesOf(folder: string): Promise<number> {
	let bytes = 0;
	for (const entry of await readdir(folder, {withFileTypes: true})) {
		const file = path.join(folder, entry.name);
		bytes += entry.isDirectory() ? await bytesOf(file) : (await lstat(file)).blocks * blockBytes;
	}

	return bytes;
}

const blockBytes = 512;
