import {constants} from 'node:fs';
import {
	lstat, mkdir, open, readdir, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isReallyInside} from './paths.js';
import {isStagedName, removeAbandoned} from './staged-file.js';

/** The program's folder within the user's cache folder; undefined for a user without a home. */
export const cacheRoot = async (): Promise<string | undefined> => programFolder('cache');

/** The program's folder within the user's configuration folder; undefined for a user without a home. Its files belong to the user: at most append to them. */
export const configFolder = async (): Promise<string | undefined> => programFolder('config');

async function programFolder(kind: 'cache' | 'config'): Promise<string | undefined> {
	try {
		const {default: envPaths} = await import('env-paths');
		const folder = envPaths('ombt-explorer', {suffix: ''})[kind];
		// A relative path would depend on the working directory.
		return path.isAbsolute(folder) ? folder : undefined;
	} catch {
		return undefined;
	}
}

/** A subfolder of the program's cache folder; undefined for a user without a home. */
export async function cacheFolder(name: string): Promise<string | undefined> {
	const root = await cacheRoot();
	return root === undefined ? undefined : path.join(root, name);
}

/** Whether this user owns what `lstat` found, and nobody else can write to it. */
const isOwn = ({uid, mode}: {readonly uid: number; readonly mode: number}): boolean =>
	// eslint-disable-next-line no-bitwise
	uid === process.geteuid?.() && (mode & 0o022) === 0;

/**
 * Why a folder below the program's cache folder is not used: it or its parent is a link, not a folder, owned by another user, or writable by
 * others. Undefined if both are fine or do not exist yet.
 */
async function foreignReason(folder: string): Promise<string | undefined> {
	for (const part of [path.dirname(folder), folder]) {
		const found = await lstat(part).catch(() => undefined);
		if (found && !(found.isDirectory() && isOwn(found))) {
			return `${part} ${found.isSymbolicLink() ? 'is a link' : (found.isDirectory() ? 'is not a folder that you alone may write to' : 'is not a folder')}`;
		}
	}

	return undefined;
}

/** Subfolders of the program's cache folder. */
const folderNames = ['aggregates', 'metrics', 'code', 'debug', 'sources'];

/** One line, with the remedy, about the first cache folder that is not used because others could write to it; undefined if there is none. */
export async function cacheProblem(): Promise<string | undefined> {
	for (const name of folderNames) {
		const folder = await cacheFolder(name);
		const reason = folder === undefined ? undefined : await foreignReason(folder);
		if (reason !== undefined) {
			return `no cache is used: ${reason}; remove it, or set XDG_CACHE_HOME to a folder of your own`;
		}
	}

	return undefined;
}

/** Creates a folder below the program's cache folder, and its parents, if missing; returns whether it then exists and belongs to the user alone. */
export async function makeCacheFolder(folder: string): Promise<boolean> {
	const root = path.dirname(folder);
	for (const needed of [path.dirname(root), root, folder]) {
		await mkdir(needed, {mode: 0o700}).catch(() => undefined);
	}

	const found = await lstat(folder).catch(() => undefined);
	return found !== undefined && await foreignReason(folder) === undefined;
}

/** Whether a folder below the program's cache folder, which need not exist yet, lies inside a campaign: nothing is ever written there. */
export async function isInCampaign(folder: string, campaignFolder: string): Promise<boolean> {
	const root = path.dirname(folder);
	const inside = await Promise.all([path.dirname(root), root, folder].map(async location => isReallyInside(campaignFolder, location)));
	return inside.includes(true);
}

/** The bytes of a file below the program's cache folder that only this user can have written. Throws if it is anything else, or larger. */
export async function readOwnFile(file: string, maxBytes: number): Promise<Buffer> {
	const problem = await foreignReason(path.dirname(file));
	if (problem !== undefined) {
		throw new Error(problem);
	}

	// eslint-disable-next-line no-bitwise
	const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	try {
		const found = await handle.stat();
		if (!found.isFile() || !isOwn(found) || found.size > maxBytes) {
			throw new Error(`${file} is not a file that you alone may write to, or larger than ${maxBytes} bytes`);
		}

		return await handle.readFile();
	} finally {
		await handle.close();
	}
}

type Limits = {
	/** Matches the names of the program's own files: no other file is ever removed. */
	readonly ownName: RegExp;
	readonly maxFiles?: number;
	readonly maxBytes?: number;
};

/** Removes the program's oldest files beyond the limits, and abandoned partial files, from a folder that belongs to the user alone. */
export async function removeOldest(folder: string, {ownName, maxFiles = Infinity, maxBytes = Infinity}: Limits): Promise<void> {
	if (await foreignReason(folder) !== undefined) {
		return;
	}

	await removeAbandoned(folder);
	const names = (await readdir(folder)).filter(name => ownName.test(name) && !isStagedName(name));
	const files = await Promise.all(names.map(async name => {
		// Another process may have removed it.
		const found = await lstat(path.join(folder, name)).catch(() => undefined);
		return found?.isFile() === true ? {name, size: found.size, time: found.mtimeMs} : undefined;
	}));
	let bytes = 0;
	let count = 0;
	for (const {name, size} of files.filter(file => file !== undefined).sort((a, b) => b.time - a.time)) {
		bytes += size;
		count++;
		if (bytes > maxBytes || count > maxFiles) {
			await rm(path.join(folder, name), {force: true}).catch(() => undefined);
		}
	}
}
