import {
	lstat, readdir, readFile, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isGone, parseOwner} from '../../system/owner.js';
import {folderPrefix, privateParents, removal} from '../../system/private-folder.js';
import {killProcess, processesWith} from './processes.js';

/** The server's configuration in a private folder; its path among the arguments identifies the server. */
export const configIn = (folder: string): string => path.join(folder, 'influxd.conf');

/** The file in a private folder that names the Docker engine of its owner's container. */
export const dockerNoteIn = (folder: string): string => path.join(folder, 'docker-host');

/** Removes folders, servers and containers whose owners have ended without cleaning up, and nothing else. Never throws. */
export async function reapLeftovers(): Promise<void> {
	for (const location of await privateParents()) {
		const names = await readdir(location).catch(() => []);
		for (const name of names) {
			const owner = name.startsWith(folderPrefix) ? parseOwner(name.slice(folderPrefix.length)) : undefined;
			if (owner && isGone(owner)) {
				await reapFolder(path.join(location, name)).catch(() => undefined);
			}
		}
	}
}

async function reapFolder(folder: string): Promise<void> {
	// The temporary folder is shared by all users, so the names in it cannot be trusted.
	const found = await lstat(folder);
	if (!found.isDirectory() || found.uid !== process.getuid?.()) {
		return;
	}

	await Promise.all(processesWith('-config', configIn(folder)).map(async server => killProcess(server)));
	const host = await readFile(dockerNoteIn(folder), 'utf8').catch(() => undefined);
	if (host !== undefined) {
		const {reapContainers} = await import('../engines/docker/remove-container.js');
		await reapContainers(host).catch(() => undefined);
	}

	await rm(folder, removal);
}
