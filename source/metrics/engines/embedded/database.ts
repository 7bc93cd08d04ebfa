import {groupBy} from '../../../system/group-by.js';
import {ByteCursor} from '../../../tsm/byte-cursor.js';
import {tryRead} from '../../../tsm/damage.js';
import {type MetaDatabase, readMeta} from '../../../tsm/meta.js';
import {metrics} from '../../catalogue.js';
import {inOrder} from '../influx/connect.js';
import {metricsError} from '../../errors.js';
import {
	datedShard, type DatedShard, type KeptFile, type Work,
} from './open-shard.js';
import type {Contents} from './read-archive.js';

/** A database, and the shards of the retention policy that is read where none is named, in the order of their times. */
export type Database = {readonly name: string; readonly shards: readonly DatedShard[]};

/**
 * The database of that name; without one, the first that has the measurements, or the only one. Throws AppError database-missing, which
 * names those that there are, and retention-policy-missing.
 */
export async function openDatabase(path: string, {files, meta}: Pick<Contents, 'files' | 'meta'>, requestedName: string | undefined, work: Work): Promise<Database> {
	const described = (meta && tryRead(work.report, () => readMeta(new ByteCursor(meta.read(0, meta.size), meta.name), work.budget))) ?? [];
	const names = new Set([...described.map(metaDatabase => metaDatabase.name), ...described.length > 0 ? [] : files.map(file => file.database)]);
	const descriptionOf = (name: string) => described.find(metaDatabase => metaDatabase.name === name);
	const open = (name: string): Database => {
		const own = files.filter(file => file.database === name);
		const description = descriptionOf(name);
		return {name, shards: description ? describedShards(description, own, work) : allShards(own, work)};
	};

	const candidates = inOrder([...names]);
	const hint = candidates.length === 0
		? 'its archive holds no data of telegraf'
		: `give --database; there ${candidates.length === 1 ? 'is' : 'are'} ${candidates.join(', ')}`;
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
		for (const {measurement, field} of metrics) {
			if ((await shard.series(measurement, field)).length > 0) {
				return true;
			}
		}
	}

	return false;
}

const defaultPolicyOf = ({policies, defaultPolicy}: MetaDatabase) => policies.find(metaPolicy => metaPolicy.name === defaultPolicy);

function describedShards(description: MetaDatabase, files: readonly KeptFile[], work: Work): DatedShard[] {
	const policy = defaultPolicyOf(description);
	const filesByShard = byShard(files.filter(file => file.policy === policy?.name));
	return (policy?.groups ?? []).flatMap(({start, end, shards}) => shards.map(id => datedShard({start, end}, filesByShard.get(id) ?? [], work)));
}

// There can be thousands of shards.
const byShard = (files: readonly KeptFile[]) => groupBy(files, file => file.shard);

const usualPolicy = 'autogen';

// Points carry their own times: what `meta.db` says of shards only saves work.
function allShards(files: readonly KeptFile[], work: Work): DatedShard[] {
	const policies = [...new Set(files.map(file => file.policy))];
	const policy = policies.includes(usualPolicy) ? usualPolicy : policies[0];
	const filesByShard = [...byShard(files.filter(file => file.policy === policy))].sort(([name], [other]) => Number(name) - Number(other));
	return filesByShard.map(([, own]) => datedShard({start: -(2n ** 63n), end: 2n ** 63n}, own, work));
}
