import {utimes} from 'node:fs/promises';
import path from 'node:path';
import {maxErrors} from '../model/aggregate.js';
import {
	digest, readCacheFile, isJsonSafe, writeCacheFile,
} from '../../system/cache-file.js';
import {cacheFolder, isInCampaign} from '../../system/cache-folder.js';
import type {SkipCode} from '../errors.js';
import type {ConsoleFacts, Side} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import type {Outcome} from '../logs/read-logs.js';
import type {LogFile} from './controller-logs.js';

/** Increment this whenever `KnownOutcome` changes in shape or meaning. */
const formatVersion = 9;
const defaultMaxBytes = 512 * 1024 * 1024;

/** Codes of logs skipped for their content. Other causes, such as permissions, may go away without a change of the log's time. */
const contentCodes: ReadonlySet<SkipCode> = new Set(['log-empty', 'log-without-servers', 'log-not-json', 'log-not-text', 'log-not-ombt']);

/** The outcome of an iteration's logs, with the facts from its consoles. */
export type KnownOutcome = Outcome & {readonly consoles: ConsoleFacts};

/** Outcomes of a campaign's iterations, keyed by paths, sizes and modification times of their logs and consoles. */
export type AggregateCache = {
	readonly get: (files: readonly LogFile[]) => KnownOutcome | undefined;
	readonly set: (files: readonly LogFile[], outcome: KnownOutcome) => void;
	/**
	 * Atomically writes new entries; an unwritable cache folder is not an error. Entries not read in this run are dropped, unless only a part of
	 * the campaign was read.
	 */
	readonly save: (options?: {readonly isPart?: boolean}) => Promise<void>;
};

type Location = {
	/** Folder of the entries; defaults to the user's cache folder. */
	readonly folder?: string;
	/** Maximum size of all entries. */
	readonly maxBytes?: number;
};

/** The cache of a campaign's folder: one file in the user's cache folder. Unreadable or damaged entries are ignored. */
export async function openCache(campaignFolder: string, {folder, maxBytes = defaultMaxBytes}: Location = {}): Promise<AggregateCache> {
	const location = folder ?? await cacheFolder('aggregates');
	// Never write into the campaign, wherever the cache is.
	const file = location === undefined || await isInCampaign(location, campaignFolder) ? undefined : path.join(location, digest(campaignFolder));
	const known = await readEntries(file);
	const current = new Map<string, KnownOutcome>();
	let isNew = false;
	return {
		get(files) {
			const key = entryKey(files);
			const outcome = known.get(key);
			if (outcome) {
				current.set(key, outcome);
			}

			return outcome;
		},
		set(files, outcome) {
			const kept: KnownOutcome
				= outcome.status === 'loaded'
					? {...outcome, clients: withoutManyErrors(outcome.clients), servers: withoutManyErrors(outcome.servers)}
					: outcome;
			if ((kept.status === 'loaded' || contentCodes.has(kept.code)) && isJsonSafe(kept)) {
				current.set(entryKey(files), kept);
				isNew = true;
			}
		},
		async save({isPart = false} = {}) {
			if (file === undefined || current.size + known.size === 0) {
				return;
			}

			const kept = isPart ? new Map([...known, ...current]) : current;
			await (isNew || kept.size < known.size
				? writeCacheFile(file, {format: formatVersion, value: [...kept], maxBytes})
				: utimes(file, new Date(), new Date()).catch(() => undefined));
		},
	};
}

const entryKey = (files: readonly LogFile[]): string => files.map(file => `${file.path}\0${file.size}\0${file.modified}`).join('\0');

const withoutManyErrors = (side: Side): Side =>
	side.errors && Object.keys(side.errors).length > maxErrors ? {...side, errors: null} : side;

async function readEntries(file: string | undefined): Promise<ReadonlyMap<string, KnownOutcome>> {
	const value = file === undefined ? undefined : await readCacheFile(file, formatVersion);
	return new Map(Array.isArray(value) ? value.filter(entry => isEntry(entry)) : []);
}

// The digest has been checked; this is for the compiler.
const isEntry = (value: unknown): value is [string, KnownOutcome] =>
	Array.isArray(value) && typeof value[0] === 'string' && isObject(value[1]) && 'status' in value[1];
