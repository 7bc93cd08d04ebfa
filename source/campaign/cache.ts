import {createHash, randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';
import {
	mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {mostErrors} from './aggregate.js';
import {codeOf} from './errors.js';
import type {LogFile} from './logs/controller-logs.js';
import type {Side} from './iteration.js';
import {isObject} from './json.js';
import type {Outcome} from './logs/read-logs.js';

/** Raise it whenever an `Outcome` changes its shape or its meaning. */
const format = 2;
const mostBytes = 512 * 1024 * 1024;
/** What a process that died left half written is not touched for this long: it may still be at it (ms). */
const abandoned = 3_600_000;

/** Outcomes of one campaign's iterations by their logs' paths, sizes and modification times. */
export type AggregateCache = {
	readonly get: (logs: readonly LogFile[]) => Outcome | undefined;
	readonly set: (logs: readonly LogFile[], outcome: Outcome) => void;
	/** Writes what is new, atomically; a cache folder that cannot be written is no error. What was not asked for is dropped, unless only a part of the campaign was looked at. */
	readonly save: (look?: {readonly isPart?: boolean}) => Promise<void>;
};

type Place = {
	/** Where the entries are; the user's cache folder unless told otherwise. */
	readonly folder?: string;
	/** Bytes that all entries may take. */
	readonly room?: number;
};

/** The cache of a campaign's folder, one file under the user's cache folder. Anything unreadable or damaged is as good as none. */
export async function openCache(campaignFolder: string, {folder, room = mostBytes}: Place = {}): Promise<AggregateCache> {
	const place = folder ?? await cacheFolder();
	// The campaign is only ever read, wherever the cache is told to be.
	const file = place === undefined || isInside(campaignFolder, place) ? undefined : path.join(place, digest(campaignFolder));
	const known = await readEntries(file);
	const current = new Map<string, Outcome>();
	let isNew = false;
	return {
		get(logs) {
			const key = keyOf(logs);
			const outcome = known.get(key);
			if (outcome) {
				current.set(key, outcome);
			}

			return outcome;
		},
		set(logs, outcome) {
			// Why a log could not be read may pass without its time changing; most such logs are read in no time.
			const kept: Outcome = outcome.status === 'loaded' ? {...outcome, clients: withoutMasses(outcome.clients), servers: withoutMasses(outcome.servers)} : outcome;
			if (kept.status === 'loaded' && survivesJson(kept)) {
				current.set(keyOf(logs), kept);
				isNew = true;
			}
		},
		async save({isPart = false} = {}) {
			if (file === undefined || current.size + known.size === 0) {
				return;
			}

			const kept = isPart ? new Map([...known, ...current]) : current;
			try {
				await (isNew || kept.size < known.size ? writeEntries(file, kept, room) : utimes(file, new Date(), new Date()));
			} catch {}
		},
	};
}

const digest = (data: string | Uint8Array): string => createHash('sha1').update(data).digest('hex');
const keyOf = (logs: readonly LogFile[]): string => logs.map(log => `${log.path}\0${log.size}\0${log.modified}`).join('\0');

// Integers beyond a double and sums beyond all bounds are so rare that such an iteration is read again each time.
function survivesJson(value: unknown): boolean {
	return typeof value === 'number'
		? Number.isFinite(value) && !Object.is(value, -0)
		: typeof value === 'object' && value !== null ? Object.values(value).every(part => survivesJson(part)) : typeof value !== 'bigint';
}

const withoutMasses = (side: Side): Side =>
	side.errors && Object.keys(side.errors).length > mostErrors ? {...side, errors: null} : side;

// Relative names would depend on where one stands; a user without a home has no cache.
async function cacheFolder(): Promise<string | undefined> {
	try {
		const {default: envPaths} = await import('env-paths');
		const {cache} = envPaths('ombt-explorer', {suffix: ''});
		return path.isAbsolute(cache) ? path.join(cache, 'aggregates') : undefined;
	} catch {
		return undefined;
	}
}

function isInside(folder: string, place: string): boolean {
	const relative = path.relative(folder, place);
	return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function readEntries(file: string | undefined): Promise<ReadonlyMap<string, Outcome>> {
	try {
		const bytes = await readFile(file ?? '');
		const end = bytes.indexOf('\n');
		const body = bytes.subarray(end + 1);
		if (bytes.toString('latin1', 0, end) !== headOf(body)) {
			return new Map();
		}

		const value: unknown = JSON.parse(body.toString('utf8'));
		return new Map(Array.isArray(value) ? value.filter(entry => isEntry(entry)) : []);
	} catch {
		return new Map();
	}
}

// The digest vouches for the content; this is for the compiler.
const isEntry = (value: unknown): value is [string, Outcome] =>
	Array.isArray(value) && typeof value[0] === 'string' && isObject(value[1]) && 'status' in value[1];

const headOf = (body: Uint8Array): string => `${format} ${digest(body)}`;

async function writeEntries(file: string, entries: ReadonlyMap<string, Outcome>, room: number): Promise<void> {
	const body = Buffer.from(JSON.stringify([...entries]));
	const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
	await makeFolder(path.dirname(file));
	// A signal ends the process in the middle of the writing.
	const drop = () => {
		rmSync(temporary, {force: true});
	};

	process.once('exit', drop);
	try {
		await writeFile(temporary, Buffer.concat([Buffer.from(`${headOf(body)}\n`), body]), {mode: 0o600, flag: 'wx'});
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	} finally {
		process.off('exit', drop);
	}

	await dropOldest(path.dirname(file), room);
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
