import {createHash, randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';
import {
	mkdir, readdir, readFile, rename, rm, stat, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {debug} from './debug-log.js';
import {codeOf} from './errors.js';

/** What a process that died left half written is not touched for this long: it may still be at it (ms). */
const abandoned = 3_600_000;

/** A text of 40 characters that tells what was digested from everything else. */
export const digest = (data: string | Uint8Array): string => createHash('sha1').update(data).digest('hex');

/** A folder of that name within the user's cache folder; a user without a home has none. */
export async function cacheFolder(name: string): Promise<string | undefined> {
	try {
		const {default: envPaths} = await import('env-paths');
		const {cache} = envPaths('ombt-explorer', {suffix: ''});
		// Relative names would depend on where one stands.
		return path.isAbsolute(cache) ? path.join(cache, name) : undefined;
	} catch {
		return undefined;
	}
}

/** Whether a value comes back from JSON as it was: integers beyond a double and sums beyond all bounds do not. They are so rare that they are not cached. */
export function survivesJson(value: unknown): boolean {
	return typeof value === 'number'
		? Number.isFinite(value) && !Object.is(value, -0)
		: (typeof value === 'object' && value !== null ? Object.values(value).every(part => survivesJson(part)) : typeof value !== 'bigint');
}

/** What a file of the cache holds; undefined where it is absent, damaged, or of another format. */
export async function readCacheFile(file: string, format: number | string): Promise<unknown> {
	try {
		const bytes = await readFile(file);
		const end = bytes.indexOf('\n');
		const body = bytes.subarray(end + 1);
		const isValid = bytes.toString('latin1', 0, end) === headOf(format, body);
		debug('cache-read', {file, bytes: bytes.length, isValid});
		return isValid ? JSON.parse(body.toString('utf8')) as unknown : undefined;
	} catch (error) {
		debug('cache-read', {file, error});
		return undefined;
	}
}

const headOf = (format: number | string, body: Uint8Array): string => `${format} ${digest(body)}`;

type Content = {
	readonly format: number | string;
	readonly value: unknown;
	/** Bytes that all files of the folder may take; the oldest go. */
	readonly room: number;
};

/** Writes a file of the cache, whole or not at all. Throws where that is not possible. */
export async function writeCacheFile(file: string, {format, value, room}: Content): Promise<void> {
	const body = Buffer.from(JSON.stringify(value));
	await makeFolder(path.dirname(file));
	await replaceFile(file, Buffer.concat([Buffer.from(`${headOf(format, body)}\n`), body]));
	await dropOldest(path.dirname(file), room);
}

/** Puts a file for this user alone in the place of what is there, whole or not at all. Throws where that is not possible. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
	const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
	// A signal ends the process in the middle of the writing.
	const drop = () => {
		rmSync(temporary, {force: true});
	};

	process.once('exit', drop);
	try {
		await writeFile(temporary, bytes, {mode: 0o600, flag: 'wx'});
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	} finally {
		process.off('exit', drop);
	}
}

// Node's own `recursive` tries for ever where a file system such as /proc says that the parent of a folder is missing.
async function makeFolder(folder: string, parentIsThere = false): Promise<void> {
	try {
		await mkdir(folder, {mode: 0o700});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' && !parentIsThere && path.dirname(folder) !== folder) {
			await makeFolder(path.dirname(folder));
			await makeFolder(folder, true);
		} else if (code !== 'EEXIST') {
			throw error;
		}
	}
}

async function dropOldest(folder: string, room: number): Promise<void> {
	const names = await readdir(folder);
	const files = await Promise.all(names.map(async name => {
		// Another process may have dropped it meanwhile.
		const found = await stat(path.join(folder, name)).catch(() => undefined);
		return {name, size: found?.size ?? 0, time: found?.mtimeMs ?? 0};
	}));
	let bytes = 0;
	for (const {name, size, time} of files.sort((a, b) => b.time - a.time)) {
		bytes += size;
		if (bytes > room || (name.includes('.') && time < Date.now() - abandoned)) {
			await rm(path.join(folder, name), {force: true}).catch(() => undefined);
		}
	}
}
