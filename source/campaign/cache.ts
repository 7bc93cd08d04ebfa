import {createHash, randomBytes} from 'node:crypto';
import {
	mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import type {LogFile} from './controller-logs.js';
import {isObject} from './json.js';
import type {Outcome} from './read-logs.js';

/** Raise it whenever an `Outcome` changes its shape or its meaning. */
const format = 1;
const mostBytes = 512 * 1024 * 1024;

/** Outcomes of one campaign's iterations by their logs' paths, sizes and modification times. */
export type AggregateCache = {
	readonly get: (logs: readonly LogFile[]) => Outcome | undefined;
	readonly set: (logs: readonly LogFile[], outcome: Outcome) => void;
	/** Writes what is new, atomically; a cache folder that cannot be written is no error. */
	readonly save: () => Promise<void>;
};

/** The cache of a campaign's folder, one file under the user's cache folder. Anything unreadable or damaged is as good as none. */
export async function openCache(campaignFolder: string, folder = cacheFolder()): Promise<AggregateCache> {
	const file = path.join(folder, `${digest(campaignFolder)}.json`);
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
			if (!holdsBigints(outcome)) {
				current.set(keyOf(logs), outcome);
				isNew = true;
			}
		},
		async save() {
			try {
				await (isNew ? writeEntries(file, current) : utimes(file, new Date(), new Date()));
			} catch {}
		},
	};
}

const cacheFolder = (): string => path.join(envPaths('ombt-explorer', {suffix: ''}).cache, 'aggregates');
const digest = (text: string): string => createHash('sha1').update(text).digest('hex');
const keyOf = (logs: readonly LogFile[]): string => logs.map(log => `${log.path}\0${log.size}\0${log.modified}`).join('\0');

// JSON has no bigints; so rare that such an iteration is read again each time.
const holdsBigints = (outcome: Outcome): boolean => outcome.status === 'loaded'
	&& [outcome.clients, outcome.servers].some(side => side.latency.distribution.some(row => row.counts.some(count => typeof count === 'bigint')));

async function readEntries(file: string): Promise<Map<string, Outcome>> {
	try {
		const text = await readFile(file, 'utf8');
		const end = text.indexOf('\n');
		const body = text.slice(end + 1);
		if (text.slice(0, end) !== `${format} ${digest(body)}`) {
			return new Map();
		}

		const value: unknown = JSON.parse(body);
		return new Map(Array.isArray(value) ? value.filter(entry => isEntry(entry)) : []);
	} catch {
		return new Map();
	}
}

// The digest vouches for the content; this is for the compiler.
const isEntry = (value: unknown): value is [string, Outcome] =>
	Array.isArray(value) && typeof value[0] === 'string' && isObject(value[1]) && 'status' in value[1];

async function writeEntries(file: string, entries: ReadonlyMap<string, Outcome>): Promise<void> {
	const body = JSON.stringify([...entries]);
	const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	try {
		await writeFile(temporary, `${format} ${digest(body)}\n${body}`, {mode: 0o600, flag: 'wx'});
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	}

	await dropOldest(path.dirname(file));
}

async function dropOldest(folder: string): Promise<void> {
	const names = await readdir(folder);
	const files = await Promise.all(names.map(async name => ({name, ...sizeAndTime(await stat(path.join(folder, name)))})));
	let bytes = 0;
	for (const {name, size} of files.sort((a, b) => b.time - a.time)) {
		bytes += size;
		if (bytes > mostBytes) {
			// One after the other on purpose: the newest stay.

			await rm(path.join(folder, name), {force: true});
		}
	}
}

const sizeAndTime = ({size, mtimeMs}: {size: number; mtimeMs: number}) => ({size, time: mtimeMs});
