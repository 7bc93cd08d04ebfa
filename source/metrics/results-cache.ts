import path from 'node:path';
import packageJson from '../../package.json' with {type: 'json'};
import {
	digest, readCacheFile, survivesJson, writeCacheFile,
} from '../system/cache-file.js';
import {cacheFolder, isInCampaign} from '../system/cache-folder.js';
import {isObject} from '../system/json.js';
import {fingerprintOf} from './archive/find-archive.js';
import type {Archive} from './engines/engine.js';
import type {MetricSeries} from './metric.js';
import type {WhyEmpty} from './why-empty.js';

/** An answer, and who gave it. */
export type Result = {
	/** The kind of engine, as `--engine` names it. */
	readonly engine: string;
	/** As the engine calls itself: `influxd 1.6.7`. */
	readonly version: string;
	readonly database: string;
	readonly series: readonly MetricSeries[];
	/** What was found damaged until then, and is left out. */
	readonly notes: readonly string[];
	/** How far the recorded points are apart, where buckets had to be at least so long. */
	readonly recordedSeconds?: number | undefined;
	/** Why there are no series, where that was asked for. */
	readonly whyEmpty?: WhyEmpty | undefined;
};

/** Answers about one archive. */
export type ResultsCache = {
	readonly get: (influxql: string) => Result | undefined;
	readonly set: (influxql: string, result: Result) => void;
	/** Writes what is new, atomically; a cache folder that cannot be written is no error. */
	readonly save: () => Promise<void>;
};

type CacheOptions = {
	readonly campaignFolder: string;
	/** Whose answers count: those of an engine of that name, or with `auto` of any. */
	readonly engine: string;
	/** Which program or image of that engine was asked for, if one was. */
	readonly variant?: string | undefined;
	/** The database that was asked for, if one was. */
	readonly database: string | undefined;
	/** Where the entries are; the user's cache folder by default. */
	readonly folder?: string | undefined;
};

// A new release of the explorer may read the same bytes better.
const format = `2 ${packageJson.version}`;
const maxBytes = 128 * 1024 * 1024;
/** Answers that are kept of an archive. */
const maxResults = 1000;

/** The cache of an archive as it is now, one file under the user's cache folder. Unreadable, damaged or outdated entries are ignored. */
export async function openResultsCache(archive: Archive, {campaignFolder, engine, variant, database, folder}: CacheOptions): Promise<ResultsCache> {
	const location = folder ?? await cacheFolder('metrics');
	const fingerprint = await fingerprintOf(archive);
	// The campaign is only ever read, wherever the cache is.
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
			if (survivesJson(result)) {
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
				await writeCacheFile(file, {format, value: {fingerprint, results: [...known].slice(-maxResults)}, maxBytes});
			}
		},
	};
}

type Results = Map<string, readonly Result[]>;

async function readResults(file: string | undefined, fingerprint: string | undefined): Promise<Results> {
	const value = file === undefined ? undefined : await readCacheFile(file, format);
	const isCurrent = isObject(value) && value.fingerprint === fingerprint && Array.isArray(value.results);
	// The digest was checked.
	return new Map(isCurrent ? value.results as ReadonlyArray<[string, readonly Result[]]> : []);
}
