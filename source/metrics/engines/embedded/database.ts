import type {MetaDatabase} from '../../../tsm/meta.js';
import {catalogue} from '../../catalogue.js';
import {byLikelihood} from '../influx/connect.js';
import {metricsError} from '../../errors.js';
import type {DataFile} from './data-path.js';
import {datedShard, type ArchiveShard} from './open-shard.js';
import type {SeriesCache} from './series-cache.js';
import type {ShardPath} from './shard-files.js';

/** Information about the databases of an archive: from `meta.db`, if it can be read, and from the file names. */
export type ArchiveInfo = {readonly meta: readonly MetaDatabase[]; readonly files: readonly DataFile[]};

/** A database, and the shards of its default retention policy, sorted by time. */
export type Database = {readonly name: string; readonly shards: readonly ArchiveShard[]};

/**
 * Opens the database with that name; by default the first one that has the measurements, or the only one. Throws AppError database-missing, which lists the
 * existing ones, and retention-policy-missing.
 */
export async function openDatabase(path: string, {files, meta}: ArchiveInfo, requestedName: string | undefined, seriesCache: SeriesCache): Promise<Database> {
	const names = new Set([...meta.map(metaDatabase => metaDatabase.name), ...meta.length > 0 ? [] : files.map(file => file.database)]);
	const descriptionOf = (name: string) => meta.find(metaDatabase => metaDatabase.name === name);
	const open = (name: string): Database => {
		const description = descriptionOf(name);
		return {name, shards: description ? shardsFromMeta(description, seriesCache) : allShards(files.filter(file => file.database === name), seriesCache)};
	};

	const candidates = byLikelihood([...names]);
	const hint = candidates.length === 0
		? 'its archive holds no data of telegraf'
		: `give --database; the databases are ${candidates.join(', ')}`;
	const openChecked = (name: string): Database => {
		const description = descriptionOf(name);
		if (description && !defaultPolicyOf(description)) {
			throw metricsError('retention-policy-missing', `${path}: the database ${name} has lost its default retention policy ${description.defaultPolicy}`);
		}

		return open(name);
	};

	if (requestedName !== undefined) {
		if (names.has(requestedName)) {
			return openChecked(requestedName);
		}

		throw metricsError('database-missing', `${path} has no database ${requestedName}`, {hint});
	}

	const [only] = candidates;
	if (only !== undefined && candidates.length === 1) {
		return openChecked(only);
	}

	for (const name of candidates) {
		const database = open(name);
		if (await hasMetrics(database)) {
			return database;
		}
	}

	throw metricsError('database-missing', `${path} has no database with the measurements of telegraf`, {hint});
}

async function hasMetrics({shards}: Database): Promise<boolean> {
	for (const shard of shards) {
		for (const {measurement, field} of catalogue) {
			if ((await shard.series(measurement, field)).length > 0) {
				return true;
			}
		}
	}

	return false;
}

const defaultPolicyOf = ({policies, defaultPolicy}: MetaDatabase) => policies.find(metaPolicy => metaPolicy.name === defaultPolicy);

function shardsFromMeta(description: MetaDatabase, seriesCache: SeriesCache): ArchiveShard[] {
	const policy = defaultPolicyOf(description);
	return (policy?.groups ?? []).flatMap(({start, end, shards}) => shards.map(shard =>
		datedShard({start, end}, {database: description.name, policy: policy!.name, shard}, seriesCache)));
}

const fallbackPolicy = 'autogen';

// Points carry their own times: the shard information in `meta.db` only saves work.
function allShards(files: readonly DataFile[], seriesCache: SeriesCache): ArchiveShard[] {
	const policies = [...new Set(files.map(file => file.policy))];
	const policy = policies.includes(fallbackPolicy) ? fallbackPolicy : policies[0];
	const paths = new Map<string, ShardPath>(files.filter(file => file.policy === policy).map(file => [file.shard, file]));
	const sorted = [...paths].sort(([name], [other]) => Number(name) - Number(other));
	return sorted.map(([, path]) => datedShard({start: -(2n ** 63n), end: 2n ** 63n}, path, seriesCache));
}
