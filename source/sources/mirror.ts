import {
	chmod, type FileHandle, lstat, mkdir, open, readdir, rename, rm, utimes,
} from 'node:fs/promises';
import path from 'node:path';
import {digest} from '../system/cache-file.js';
import {codeOf} from '../system/errors.js';
import {isInside} from '../system/paths.js';
import {sourceError, storeError} from './errors.js';

/** A file being written, which gets its name when it is complete. Writing throws source-disk-full if the disk is full. */
export type MirrorFile = {
	readonly write: (chunk: Uint8Array) => Promise<void>;
	/** Renames it to its final name; `modified` is in ms since the epoch. */
	readonly commit: (modified: number) => Promise<void>;
	/** Deletes it; a file that already has the name is unaffected. */
	readonly discard: () => Promise<void>;
	/** Keeps the written part for `resume`. */
	readonly keep: () => Promise<void>;
};

type Options = {
	/** Folder of the complete files. */
	readonly root: string;
	/** Folder of files being written, used only by this process; on the same disk. */
	readonly parts: string;
	/** Folder of the partial files kept for `resume`. */
	readonly partials: string;
	/** The mirrored source, for errors. */
	readonly address: string;
};

/** Size in bytes, and time in ms since the epoch. */
type Stamp = {readonly size: number; readonly modified: number};

type Part = {readonly part: string; readonly handle: FileHandle};

/** The latest time that file systems hold, in ms since the epoch: February 2106. */
const maxTime = (2 ** 32 - 1) * 1000;

/** Permissions of a placeholder, so that it is not read by mistake. */
const placeholderMode = 0o000;
const readable = 0o400;

/** The local files of a source. Paths are relative and safe (`safePath`). */
export class Mirror {
	readonly root: string;
	/** Whether anything was added, so that disk usage has grown. */
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

	/** Starts a file. */
	async create(relative: string): Promise<MirrorFile> {
		return this.fileFrom(relative, await this.begin());
	}

	/** Resumes a kept file after its existing bytes; undefined if there is none. */
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

	/** Creates the placeholder of a file. */
	async createPlaceholder(relative: string, {size, modified}: Stamp): Promise<void> {
		const {part, handle} = await this.begin();
		await this.writing(async () => handle.truncate(size));
		await this.finish({
			relative, part, handle, modified, mode: placeholderMode,
		});
	}

	/** Removes a file, or a folder recursively. */
	async remove(relative: string): Promise<void> {
		await rm(this.fileOf(relative), {recursive: true, force: true});
	}

	/** The path itself if it is a placeholder, or all placeholders in a folder. */
	async placeholdersIn(relative: string): Promise<readonly string[]> {
		const found = await lstat(this.fileOf(relative)).catch(() => undefined);
		if (!found?.isDirectory()) {
			return found && isPlaceholder(found) ? [relative] : [];
		}

		const names = await readdir(this.fileOf(relative));
		const within = await Promise.all(names.sort().map(async name => this.placeholdersIn(path.posix.join(relative, name))));
		return within.flat();
	}

	/** Whether a file or placeholder of this size exists. */
	async has(relative: string, size: number): Promise<boolean> {
		const found = await lstat(this.fileOf(relative)).catch(() => undefined);
		return found?.isFile() === true && found.size === size;
	}

	/** The path of a mirrored file within the source; undefined if it is not in the mirror. */
	relativePath(file: string): string | undefined {
		return isInside(this.root, file) ? path.relative(this.root, file).split(path.sep).join('/') : undefined;
	}

	private async begin(): Promise<Part> {
		const part = this.newPart();
		return this.writing(async () => ({part, handle: await open(part, 'wx', 0o600)}));
	}

	// Unique, as a file may be started again before its first part is discarded.
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
		const time = new Date(Number.isFinite(modified) ? Math.min(Math.max(modified, 0), maxTime) : 0);
		await this.writing(async () => {
			await handle.close();
			await utimes(part, time, time);
			await (mode === undefined ? undefined : chmod(part, mode));
			await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
			await rename(part, file);
			this.hasGrown = true;
		});
	}

	/** Runs `work`, which writes. Throws source-disk-full if the disk is full or fails, source-damaged if a file and a folder have the same name. */
	private async writing<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			const isClash = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(codeOf(error) ?? '');
			throw isClash
				? sourceError('source-damaged', `${this.address}: holds a file and a folder of the same name`, {cause: error})
				: storeError(error, this.address, path.dirname(this.root));
		}
	}
}

// eslint-disable-next-line no-bitwise
const isPlaceholder = ({mode}: {readonly mode: number}): boolean => (mode & readable) === 0;
