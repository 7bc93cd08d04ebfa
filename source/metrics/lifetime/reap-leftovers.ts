import {
	lstat, readdir, readFile, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {hasEnded, parseOwner, startOf} from '../../system/owner.js';
import {folderPrefix, privateParents, removalOptions} from '../../system/private-folder.js';

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
			if (owner && hasEnded(owner)) {
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

	await rm(folder, removalOptions);
}

type Process = {
	readonly pid: number;
	/** Start time, as returned by `startOf`. */
	readonly start: string;
	readonly words: readonly string[];
};

/** The user's own processes with these words as consecutive arguments. */
export function processesWith(...words: readonly string[]): readonly Process[] {
	const marker = `\0${words.join('\0')}\0`;
	return numbers().flatMap(pid => {
		// In this order: if another process reuses the pid in between, its arguments do not match.
		const start = startOf(pid);
		const words = argumentsOf(pid);
		return start !== undefined && words.includes(marker) ? [{pid, start, words: words.split('\0')}] : [];
	});
}

/** Kills a process and waits for its end, for at most a few seconds. */
async function killProcess({pid, start}: Pick<Process, 'pid' | 'start'>): Promise<void> {
	for (let tries = 0; tries < 100 && startOf(pid) === start; tries++) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			return;
		}

		await sleep(tries < 10 ? 5 : 50);
	}
}

function numbers(): readonly number[] {
	try {
		return readdirSync('/proc').filter(name => /^\d+$/v.test(name)).map(Number);
	} catch {
		return [];
	}
}

function argumentsOf(pid: number): string {
	try {
		return statSync(`/proc/${pid}`).uid === process.getuid?.() ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
	} catch {
		return '';
	}
}
