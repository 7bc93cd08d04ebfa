import {randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';
import {
	copyFile, link, lstat, open, readdir, rename, rm, stat,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {codeOf} from './errors.js';
import {
	hasEnded, ownerText, thisProcess, parseOwner,
} from './owner.js';

/** A file written under a temporary name in the same folder, and renamed when complete. */
export type StagedFile = {
	readonly write: (data: string | Uint8Array) => Promise<void>;
	/** Gives the file its final name. Throws FileExistsError if the name is taken and must not be replaced. */
	readonly commit: () => Promise<void>;
	/** Removes the temporary file. Never throws. */
	readonly discard: () => Promise<void>;
};

type Options = {
	/** Permissions of the file; defaults to those of a new file by the umask. */
	readonly mode?: number | undefined;
	/** Whether an existing file of that name may be replaced. */
	readonly replace: boolean;
	/** Whether to sync to disk before renaming. Network file systems report an exceeded quota only then. */
	readonly sync: boolean;
};

/** A file of that name exists. */
export class FileExistsError extends Error {
	override readonly name = 'FileExistsError';
}

const prefix = '.ombt-explorer-';
const abandonedMs = 24 * 3_600_000;

/** Starts a file, which is removed if the process ends before `commit`. A link of that name is replaced. Throws file system errors. */
export async function stageFile(file: string, {mode, replace, sync}: Options): Promise<StagedFile> {
	// A short name of its own, because the file's name may already have the maximum length.
	const temporary = path.join(path.dirname(file), `${prefix}${ownerText(thisProcess())}-${randomBytes(4).toString('hex')}`);
	const handle = await open(temporary, 'wx', mode ?? 0o666);
	const removeAtExit = () => {
		rmSync(temporary, {force: true});
	};

	process.on('exit', removeAtExit);
	const end = async () => {
		await rm(temporary, {force: true}).catch(() => undefined);
		process.off('exit', removeAtExit);
	};

	return {
		async write(data) {
			await handle.writeFile(data);
		},
		async commit() {
			try {
				// Explicit modes must not be subject to the umask.
				await (mode === undefined ? undefined : handle.chmod(mode));
				await (sync ? handle.sync() : undefined);
				await handle.close();
				await (replace ? rename(temporary, file) : takeName(temporary, file));
			} finally {
				await end();
			}
		},
		async discard() {
			await handle.close().catch(() => undefined);
			await end();
		},
	};
}

/** Replaces or creates a file readable and writable by this user only. Throws file system errors, leaving the old file. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
	const staged = await stageFile(file, {mode: 0o600, replace: true, sync: false});
	try {
		await staged.write(bytes);
		await staged.commit();
	} catch (error) {
		await staged.discard();
		throw error;
	}
}

/** Whether a file name is a temporary one of files not yet committed. */
export const isStagedName = (name: string): boolean => name.startsWith(prefix) && parseOwner(name.slice(prefix.length)) !== undefined;

/** Removes partial files of this user's processes that have ended, or that are older than a day. Never throws. */
export async function removeAbandoned(folder: string): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter(name => isStagedName(name))) {
		const file = path.join(folder, name);
		const found = await lstat(file).catch(() => undefined);
		const owner = parseOwner(name.slice(prefix.length));
		const isAbandoned = owner && found && (hasEnded(owner) || found.mtimeMs < Date.now() - abandonedMs);
		if (isAbandoned && found.isFile() && found.uid === process.geteuid?.()) {
			await rm(file, {force: true}).catch(() => undefined);
		}
	}
}

/** Codes of file systems without hard links, such as BeeGFS or FAT. */
const noLinkCodes: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES']);

// Unlike a rename, a link fails if the name is taken.
async function takeName(temporary: string, file: string): Promise<void> {
	try {
		await link(temporary, file);
	} catch (error) {
		if (!noLinkCodes.has(codeOf(error))) {
			throw codeOf(error) === 'EEXIST' ? new FileExistsError(file) : error;
		}

		await renameToNew(temporary, file);
	}
}

// An empty file reserves the name; it is then replaced, or filled if renaming fails as well.
async function renameToNew(temporary: string, file: string): Promise<void> {
	const reservation = await open(file, 'wx').catch((error: unknown) => {
		throw codeOf(error) === 'EEXIST' ? new FileExistsError(file) : error;
	});
	try {
		const {ino} = await reservation.stat();
		const found = await stat(file).catch(() => undefined);
		if (found?.ino !== ino) {
			throw new FileExistsError(file);
		}

		await rename(temporary, file).catch(async () => copyFile(temporary, file));
	} catch (error) {
		if (!(error instanceof FileExistsError)) {
			await rm(file, {force: true});
		}

		throw error;
	} finally {
		await reservation.close();
	}
}
