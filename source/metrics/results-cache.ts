import path from 'node:path';
import packageJson from '../../package.json' with {type: 'json'};
import {
	digest, readCacheFile, isJsonSafe, writeCacheFile,
} from '../system/cache-file.js';
import {cacheFolder, isInCampaign} from '../system/cache-folder.js';
import {isObject} from '../system/json.js';
import {fingerprintOf} from './archive/find-archive.js';
import type {Archive} from './engines/engine.js';
import type {MetricSeries} from './metric.js';
import type {EmptyReason} from './empty-reason.js';

/** A cached result and its origin. */
export type Result = {
	/** The engine, as named by `--engine`. */
	readonly engine: string;
	/** The version reported by the engine, such as `influxd 1.6.7`. */
	readonly version: string;
	readonly database: string;
	readonly series: readonly MetricSeries[];
	/** Damage found so far, which is left out of the result. */
	readonly notes: readonly string[];
	/** The recording interval, if buckets had to be at least that long. */
	readonly recordedSeconds?: number | undefined;
	/** Why there are no series, if the reason was requested. */
	readonly whyEmpty?: EmptyReason | undefined;
};

/** Cached results for one archive. */
export type ResultsCache = {
	readonly get: (influxql: string) => Result | undefined;
	readonly set: (influxql: string, result: Result) => void;
	/** Writes new results atomically; failures to write to the cache folder are ignored. */
	readonly save: () => Promise<void>;
};

type CacheOptions = {
	readonly campaignFolder: string;
	/** Which results are valid: those of this engine, or of any with `auto`. */
	readonly engine: string;
	/** The requested program or image of the engine, if any. */
	readonly variant?: string | undefined;
	/** The requested database, if any. */
	readonly database: string | undefined;
	/** The cache folder; by default the user's. */
	readonly folder?: string | undefined;
};

// A new release may fix bugs in reading the same bytes.
const formatVersion = `2 ${packageJson.version}`;
const maxBytes = 128 * 1024 * 1024;
/** Maximum number of results per archive. */
const maxResults = 1000;

/** Opens the cache of an archive in its current state, one file in the user's cache folder. Unreadable, damaged and outdated entries are ignored. */
export async function openResultsCache(archive: Archive, {campaignFolder, engine, variant, database, folder}: CacheOptions): Promise<ResultsCache> {
	const location = folder ?? await cacheFolder('metrics');
	const fingerprint = await fingerprintOf(archive);
	// Never write into the campaign, wherever the cache folder is.
	const file
		= location === undefined || fingerprint === undefined || await isInCampaign(location, campaignFolder)
			? undefined
			: path.join(location, digest(archive.path));
	const known = await readResults(file, fingerprint);
	const resultKey = (influxql: string) => [database ?? '', variant ?? '', influxql].join('\0');
	let isNew = false;
	return {
		get: influxql => known.get(resultKey(influxql))?.find(result => engine === 'auto' || result.engine === engine),
		set(influxql, result) {
			if (isJsonSafe(result)) {
				const key = resultKey(influxql);
				const others = (known.get(key) ?? []).filter(other => other.engine !== result.engine);
				known.delete(key);
				known.set(key, [...others, result]);
				isNew = true;
			}
		},
		async save() {
			if (isNew && file !== undefined) {
				isNew = false;
				await writeCacheFile(file, {format: formatVersion, value: {fingerprint, results: [...known].slice(-maxResults)}, maxBytes});
			}
		},
	};
}

type Results = Map<string, readonly Result[]>;

async function readResults(file: string | undefined, fingerprint: string | undefined): Promise<Results> {
	const value = file === undefined ? undefined : await readCacheFile(file, formatVersion);
	const isCurrent = isObject(value) && value.fingerprint === fingerprint && Array.isArray(value.results);
	// The digest has been verified.
	return new Map(isCurrent ? value.results as ReadonlyArray<[string, readonly Result[]]> : []);
}
