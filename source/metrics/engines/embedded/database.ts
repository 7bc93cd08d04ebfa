import {CampaignError} from '../../../campaign/errors.js';
import {ByteCursor} from '../../../tsm/byte-cursor.js';
import {unlessDamaged} from '../../../tsm/damage.js';
import {type MetaDatabase, readMeta} from '../../../tsm/meta.js';
import {metrics} from '../../catalogue.js';
import {inOrder} from '../influx/database-order.js';
import {
	datedShard, type DatedShard, type KeptFile, type Work,
} from './open-shard.js';
import type {Contents} from './read-archive.js';

/** A database, and the shards of the retention policy that is read where none is named, in the order of their times. */
export type Database = {readonly name: string; readonly shards: readonly DatedShard[]};

/** The database of that name; without one, the first that has the measurements, or the only one. Throws CampaignError where there is none, and says which there are. */
export async function openDatabase(path: string, {files, meta, logs}: Contents, asked: string | undefined, workOfAll: Omit<Work, 'logs'>): Promise<Database> {
	const work = {...workOfAll, logs};
	const described = (meta && unlessDamaged(work.report, () => readMeta(new ByteCursor(meta.read(0, meta.size), meta.name)))) ?? [];
	const names = new Set([...described.map(one => one.name), ...described.length > 0 ? [] : files.map(file => file.database)]);
	const open = (name: string): Database => {
		const own = files.filter(file => file.database === name);
		const database = described.find(one => one.name === name);
		return {name, shards: database ? describedShards(database, own, work) : allShards(own, work)};
	};

	const candidates = inOrder([...names]);
	const remedy = candidates.length === 0
		? 'its archive holds no data of telegraf'
		: `give --database; there ${candidates.length === 1 ? 'is' : 'are'} ${candidates.join(', ')}`;
	const openChecked = (name: string): Database => {
		const database = described.find(one => one.name === name);
		if (database && !database.policies.some(one => one.name === database.defaultPolicy)) {
			throw new CampaignError(`${path}: the database ${name} has lost its default retention policy ${database.defaultPolicy}`, 'make another one the default, in the InfluxDB that it comes from');
		}

		return open(name);
	};

	if (asked !== undefined) {
		if (names.has(asked)) {
			return openChecked(asked);
		}

		throw new CampaignError(`${path} has no database ${asked}`, remedy);
	}

	const [only] = candidates;
	if (only !== undefined && candidates.length === 1) {
		return openChecked(only);
	}

	for (const database of candidates.map(name => open(name))) {
		if (await hasMetrics(database)) {
			return database;
		}
	}

	throw new CampaignError(`${path} has no database with the measurements of telegraf`, remedy);
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

function describedShards({policies, defaultPolicy}: MetaDatabase, files: readonly KeptFile[], work: Work): DatedShard[] {
	const policy = policies.find(one => one.name === defaultPolicy);
	const filesOf = byShard(files.filter(file => file.policy === policy?.name));
	return (policy?.groups ?? []).flatMap(({start, end, shards}) => shards.map(id => datedShard({start, end}, filesOf.get(id) ?? [], work)));
}

// There can be thousands of shards.
function byShard(files: readonly KeptFile[]): ReadonlyMap<string, readonly KeptFile[]> {
	const found = new Map<string, KeptFile[]>();
	for (const file of files) {
		const own = found.get(file.shard) ?? [];
		own.push(file);
		found.set(file.shard, own);
	}

	return found;
}

const usualPolicy = 'autogen';

// Points carry their own times: what `meta.db` says of shards only saves work.
function allShards(files: readonly KeptFile[], work: Work): DatedShard[] {
	const policies = [...new Set(files.map(file => file.policy))];
	const policy = policies.includes(usualPolicy) ? usualPolicy : policies[0];
	const filesOf = [...byShard(files.filter(file => file.policy === policy))].sort(([one], [other]) => Number(one) - Number(other));
	return filesOf.map(([, own]) => datedShard({start: -(2n ** 63n), end: 2n ** 63n}, own, work));
}
