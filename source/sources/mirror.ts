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
	/** Keeps what is written for `resume`. */
	readonly keep: () => Promise<void>;
};

type Options = {
	/** Where files stand. */
	readonly root: string;
	/** Where files are written, by this process alone; on the same disk. */
	readonly parts: string;
	/** Where parts of files are kept for later. */
	readonly partials: string;
	/** What is mirrored: for errors. */
	readonly address: string;
};

/** Size in bytes, and time in ms since the epoch. */
type Stamp = {readonly size: number; readonly modified: number};

type Part = {readonly part: string; readonly handle: FileHandle};

/** Permissions of a stand-in: nobody reads it by mistake. */
const standInMode = 0o000;
const readable = 0o400;

/** The local files of a source. Paths are relative and safe (`safePath`). */
export class Mirror {
	readonly root: string;
	/** Whether anything was added: the disk's use has grown. */
	hasGrown = false;
	private readonly parts: string;
	private readonly partials: string;
	private readonly address: string;
	private count = 0;

	constructor({
		root, parts, partials, address,
	}: Options) {
		this.root = root;
		this.parts = parts;
		this.partials = partials;
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
		return this.fileFrom(relative, await this.begin());
	}

	/** Goes on with a file that was kept, behind its bytes; undefined where none was. */
	async resume(relative: string): Promise<{readonly file: MirrorFile; readonly bytes: number} | undefined> {
		const part = this.newPart();
		try {
			await rename(this.partialOf(relative), part);
			const handle = await open(part, 'a', 0o600);
			const {size} = await handle.stat();
			return {file: this.fileFrom(relative, {part, handle}), bytes: size};
		} catch {
			return undefined;
		}
	}

	private fileFrom(relative: string, {part, handle}: Part): MirrorFile {
		return {
			write: async chunk => this.writing(async () => handle.writeFile(chunk)),
			commit: async modified => this.finish({
				relative, part, handle, modified,
			}),
			async discard() {
				await handle.close().catch(() => undefined);
				await rm(part, {force: true}).catch(() => undefined);
			},
			keep: async () => {
				await handle.close().catch(() => undefined);
				await mkdir(this.partials, {mode: 0o700}).catch(() => undefined);
				await rename(part, this.partialOf(relative)).catch(() => undefined);
			},
		};
	}

	/** Puts a stand-in where a file will be. */
	async standIn(relative: string, {size, modified}: Stamp): Promise<void> {
		const {part, handle} = await this.begin();
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

	private async begin(): Promise<Part> {
		const part = this.newPart();
		return this.writing(async () => ({part, handle: await open(part, 'wx', 0o600)}));
	}

	// Of its own also where another is begun for the same file before the first is discarded.
	private newPart(): string {
		return path.join(this.parts, String(this.count++));
	}

	private partialOf(relative: string): string {
		return path.join(this.partials, digest(relative));
	}

	private async finish({relative, part, handle, modified, mode}: Part & {
		readonly relative: string; readonly modified: number; readonly mode?: number;
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
