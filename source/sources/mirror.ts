import {
	chmod, type FileHandle, lstat, mkdir, open, readdir, rename, rm, utimes,
} from 'node:fs/promises';
import path from 'node:path';
import {digest} from '../system/cache-file.js';
import {codeOf} from '../system/errors.js';
import {isInside} from '../system/paths.js';
import {roomError, sourceError} from './errors.js';

/** A file that is written, and gets its name when it is whole. Writing throws source-no-room where the disk is full. */
export type MirrorFile = {
	readonly write: (chunk: Uint8Array) => Promise<void>;
	/** Gives it its name; `modified` is in ms since the epoch. */
	readonly commit: (modified: number) => Promise<void>;
	/** Leaves everything as it was. */
	readonly discard: () => Promise<void>;
};

type Options = {
	/** Where files stand. */
	readonly root: string;
	/** Where files are written; on the same disk. */
	readonly parts: string;
	/** What is mirrored: for errors. */
	readonly address: string;
};

/** Size in bytes, and time in ms since the epoch. */
type Stamp = {readonly size: number; readonly modified: number};

/** Permissions of a stand-in: nobody reads it by mistake. */
const standInMode = 0o000;
const readable = 0o400;

/** The local files of a source. Paths are relative and safe (`safePath`). */
export class Mirror {
	readonly root: string;
	/** Whether anything was added: the disk's use has grown. */
	hasGrown = false;
	private readonly parts: string;
	private readonly address: string;

	constructor({root, parts, address}: Options) {
		this.root = root;
		this.parts = parts;
		this.address = address;
	}

	fileOf(relative: string): string {
		return path.join(this.root, relative);
	}

	async makeFolder(relative: string): Promise<void> {
		await this.writing(async () => mkdir(this.fileOf(relative), {recursive: true, mode: 0o700}));
	}

	/** Begins a file. */
	async create(relative: string): Promise<MirrorFile> {
		const {part, handle} = await this.begin(relative);
		return {
			write: async chunk => this.writing(async () => handle.writeFile(chunk)),
			commit: async modified => this.finish({
				relative, part, handle, modified,
			}),
			async discard() {
				await handle.close().catch(() => undefined);
				await rm(part, {force: true}).catch(() => undefined);
			},
		};
	}

	/** Puts a stand-in where a file will be. */
	async standIn(relative: string, {size, modified}: Stamp): Promise<void> {
		const {part, handle} = await this.begin(relative);
		await this.writing(async () => handle.truncate(size));
		await this.finish({
			relative, part, handle, modified, mode: standInMode,
		});
	}

	/** Takes away a file, or a folder with all in it. */
	async remove(relative: string): Promise<void> {
		await rm(this.fileOf(relative), {recursive: true, force: true});
	}

	/** The stand-ins among a file, or all files of a folder. */
	async standIns(relative: string): Promise<readonly string[]> {
		const found = await lstat(this.fileOf(relative)).catch(() => undefined);
		if (!found?.isDirectory()) {
			return found && isStandIn(found) ? [relative] : [];
		}

		const names = await readdir(this.fileOf(relative));
		const within = await Promise.all(names.sort().map(async name => this.standIns(path.posix.join(relative, name))));
		return within.flat();
	}

	/** Whether there is such a file, or a stand-in for it, of this size. */
	async has(relative: string, size: number): Promise<boolean> {
		const found = await lstat(this.fileOf(relative)).catch(() => undefined);
		return found?.isFile() === true && found.size === size;
	}

	/** A path within the source for one of its files here. */
	relativePath(file: string): string | undefined {
		return isInside(this.root, file) ? path.relative(this.root, file).split(path.sep).join('/') : undefined;
	}

	private async begin(relative: string): Promise<{readonly part: string; readonly handle: FileHandle}> {
		const part = path.join(this.parts, digest(relative));
		return this.writing(async () => {
			await rm(part, {force: true});
			return {part, handle: await open(part, 'wx', 0o600)};
		});
	}

	private async finish({relative, part, handle, modified, mode}: {
		readonly relative: string; readonly part: string; readonly handle: FileHandle; readonly modified: number; readonly mode?: number;
	}): Promise<void> {
		const file = this.fileOf(relative);
		const time = new Date(Number.isFinite(modified) ? modified : 0);
		await this.writing(async () => {
			await handle.close();
			await utimes(part, time, time);
			await (mode === undefined ? undefined : chmod(part, mode));
			await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
			await rename(part, file);
			this.hasGrown = true;
		});
	}

	/** Does work that writes. Throws what a user can do something about where the disk is full, or a file is where a folder must be. */
	private async writing<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			const isClash = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(codeOf(error) ?? '');
			throw isClash
				? sourceError('source-damaged', `${this.address}: holds a file and a folder of one name`, {cause: error})
				: roomError(error, this.address, this.root) ?? error;
		}
	}
}

// eslint-disable-next-line no-bitwise
const isStandIn = ({mode}: {readonly mode: number}): boolean => (mode & readable) === 0;
