import {
	lstat, mkdir, readdir, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isReallyInside} from './paths.js';

/** Whether what `lstat` found belongs to this user, and nobody else can write to it. */
export const isOwn = ({uid, mode}: {readonly uid: number; readonly mode: number}): boolean =>
	// eslint-disable-next-line no-bitwise
	uid === process.geteuid?.() && (mode & 0o022) === 0;

/**
 * Whether only this user can have put files into a folder of the program's cache folder: both are folders (no links) of the user's own,
 * which nobody else may write to.
 */
export async function isOwnCacheFolder(folder: string): Promise<boolean> {
	for (const part of [path.dirname(folder), folder]) {
		const found = await lstat(part).catch(() => undefined);
		if (!found?.isDirectory() || !isOwn(found)) {
			return false;
		}
	}

	return true;
}

/** Makes a folder of the program's cache folder, and that in the user's, where they are missing; whether it is the user's own then. */
export async function makeCacheFolder(folder: string): Promise<boolean> {
	const own = path.dirname(folder);
	for (const needed of [path.dirname(own), own, folder]) {
		await mkdir(needed, {mode: 0o700}).catch(() => undefined);
	}

	return isOwnCacheFolder(folder);
}

/** Whether a folder of the program's cache folder, which need not exist yet, lies in a campaign: nothing is ever written there. */
export function isInCampaign(folder: string, campaignFolder: string): boolean {
	const own = path.dirname(folder);
	return [path.dirname(own), own].some(location => isReallyInside(campaignFolder, location));
}

/** Removes the oldest files of a folder beyond so many, of those whose names the program writes. */
export async function removeOldest(folder: string, {ownName, maxFiles}: {readonly ownName: RegExp; readonly maxFiles: number}): Promise<void> {
	const names = (await readdir(folder)).filter(name => ownName.test(name));
	const files = await Promise.all(names.map(async name => ({name, time: (await lstat(path.join(folder, name))).mtimeMs})));
	for (const {name} of files.sort((a, b) => b.time - a.time).slice(maxFiles)) {
		await rm(path.join(folder, name), {force: true});
	}
}
