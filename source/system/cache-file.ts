import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import path from 'node:path';
import {makeCacheFolder, readOwnFile, removeOldest} from './cache-folder.js';
import {debug} from './debug-log.js';
import {replaceFile} from './staged-file.js';
import {trackWait} from './waiting.js';

/** The SHA-1 of data as 40 hexadecimal digits. */
export const digest = (data: string | Uint8Array): string => createHash('sha1').update(data).digest('hex');

/** Cache files are named by the digest of their key. */
const ownName = /^[\da-f]{40}$/v;
/** Larger entries are not read. */
const maxEntryBytes = 256 * 1024 * 1024;

/** Whether a value survives a JSON round trip: integers beyond a double and infinite sums do not. They are so rare that they are not cached. */
export function isJsonSafe(value: unknown): boolean {
	return typeof value === 'number'
		? Number.isFinite(value) && !Object.is(value, -0)
		: (typeof value === 'object' && value !== null ? Object.values(value).every(part => isJsonSafe(part)) : typeof value !== 'bigint');
}

/** The content of a cache file; undefined if it is missing, damaged, of another format, or writable by others. */
export async function readCacheFile(file: string, format: number | string): Promise<unknown> {
	try {
		const bytes = await trackWait(file, async () => readOwnFile(file, maxEntryBytes));
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
	/** Maximum size of all files in the folder; the oldest are removed. */
	readonly maxBytes: number;
};

/** Atomically writes a cache file named by a digest, where no other user can write; does nothing if that is not possible. */
export async function writeCacheFile(file: string, {format, value, maxBytes}: Content): Promise<void> {
	const folder = path.dirname(file);
	try {
		if (!await makeCacheFolder(folder)) {
			debug('cache-refused', {folder});
			return;
		}

		const body = Buffer.from(JSON.stringify(value));
		await replaceFile(file, Buffer.concat([Buffer.from(`${headOf(format, body)}\n`), body]));
		debug('cache-written', {file, bytes: body.length});
		await removeOldest(folder, {ownName, maxBytes});
	} catch (error) {
		debug('cache-written', {file, error});
	}
}
