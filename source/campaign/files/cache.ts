import {utimes} from 'node:fs/promises';
import path from 'node:path';
import {maxErrors} from '../model/aggregate.js';
import {
	digest, readCacheFile, survivesJson, writeCacheFile,
} from '../../system/cache-file.js';
import {cacheFolder, isInCampaign} from '../../system/cache-folder.js';
import type {SkipCode} from '../errors.js';
import type {ConsoleFacts, Side} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import type {Outcome} from '../logs/read-logs.js';
import type {LogFile} from './controller-logs.js';

/** Raise it whenever a `KnownOutcome` changes its shape or its meaning. */
const format = 8;
const defaultMaxBytes = 512 * 1024 * 1024;

/** Why logs are skipped for what is in them. Other reasons, such as permissions, may pass without a change of a log's time. */
const contentCodes: ReadonlySet<SkipCode> = new Set(['log-empty', 'log-without-servers', 'log-not-json', 'log-not-text', 'log-not-ombt']);

/** What the logs of an iteration say, and what its consoles add. */
export type KnownOutcome = Outcome & {readonly consoles: ConsoleFacts};

/** Outcomes of one campaign's iterations by the paths, sizes and modification times of their logs and consoles. */
export type AggregateCache = {
	readonly get: (files: readonly LogFile[]) => KnownOutcome | undefined;
	readonly set: (files: readonly LogFile[], outcome: KnownOutcome) => void;
	/**
	 * Writes what is new, atomically; a cache folder that cannot be written is no error. What was not asked for is dropped, unless only
	 * a part of the campaign was looked at.
	 */
	readonly save: (look?: {readonly isPart?: boolean}) => Promise<void>;
};

type Location = {
	/** Where the entries are; the user's cache folder by default. */
	readonly folder?: string;
	/** Bytes that all entries may take. */
	readonly maxBytes?: number;
};

/** The cache of a campaign's folder, one file under the user's cache folder. Unreadable or damaged entries are ignored. */
export async function openCache(campaignFolder: string, {folder, maxBytes = defaultMaxBytes}: Location = {}): Promise<AggregateCache> {
	const location = folder ?? await cacheFolder('aggregates');
	// The campaign is only ever read, wherever the cache is.
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
					? {...outcome, clients: withoutMasses(outcome.clients), servers: withoutMasses(outcome.servers)}
					: outcome;
			if ((kept.status === 'loaded' || contentCodes.has(kept.code)) && survivesJson(kept)) {
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
				? writeCacheFile(file, {format, value: [...kept], maxBytes})
				: utimes(file, new Date(), new Date()).catch(() => undefined));
		},
	};
}

const entryKey = (files: readonly LogFile[]): string => files.map(file => `${file.path}\0${file.size}\0${file.modified}`).join('\0');

const withoutMasses = (side: Side): Side =>
	side.errors && Object.keys(side.errors).length > maxErrors ? {...side, errors: null} : side;

async function readEntries(file: string | undefined): Promise<ReadonlyMap<string, KnownOutcome>> {
	const value = file === undefined ? undefined : await readCacheFile(file, format);
	return new Map(Array.isArray(value) ? value.filter(entry => isEntry(entry)) : []);
}

// The digest was checked; this is for the compiler.
const isEntry = (value: unknown): value is [string, KnownOutcome] =>
	Array.isArray(value) && typeof value[0] === 'string' && isObject(value[1]) && 'status' in value[1];
