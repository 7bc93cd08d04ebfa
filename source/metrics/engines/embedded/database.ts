import {CampaignError} from '../../../campaign/errors.js';
import {ByteCursor} from '../../../tsm/byte-cursor.js';
import {type Report, unlessDamaged} from '../../../tsm/damage.js';
import {type MetaDatabase, readMeta} from '../../../tsm/meta.js';
import {readTombstones} from '../../../tsm/tombstone.js';
import type {Shard, TsmFile} from '../../../tsm/shard.js';
import {type ByteSource, TsmIndex} from '../../../tsm/tsm-index.js';
import {WriteAheadLog} from '../../../tsm/wal.js';
import type {DataFile} from './data-path.js';
import type {Pace} from './pace.js';
import type {DatedShard} from './query.js';
import type {Contents} from './read-archive.js';

/** A database, and the shards of the retention policy that is read where none is named, in the order of their times. */
export type Database = {readonly name: string; readonly shards: readonly DatedShard[]};

/** Where metrics are, in the order of what is more likely. */
const usualNames = ['ombt-orchestrator', 'telegraf'];
const ownName = '_internal';
const usualPolicy = 'autogen';

/** `asked` is the name of the database. Opening a shard goes on for the next query where one is given up: its pace is the connection's. */
export type Opening = {readonly asked: string | undefined; readonly pace: Pace; readonly report: Report};

/** The database of that name; without one, a usual one that has data, or the only one that has. Throws CampaignError where there is none, or more than one to choose from. */
export function openDatabase(path: string, contents: Contents, {asked, pace, report}: Opening): Database {
	const {files, meta} = contents;
	const described = meta && unlessDamaged(report, () => readMeta(new ByteCursor(meta.read(0, meta.size), meta.name)));
	const name = asked ?? chooseName(path, files);
	const database = described?.find(one => one.name === name);
	const own = files.filter(file => file.database === name);
	if (own.length === 0 && database === undefined) {
		const names = new Set([...described?.map(one => one.name) ?? [], ...files.map(file => file.database)]);
		throw new CampaignError(`${path}: holds no database ${name}`, names.size === 0 ? 'look whether it is an archive of influxdb-data' : `choose one of ${[...names].join(', ')}`);
	}

	return {name, shards: described?.length ? describedShards(database, own, {pace, report}) : allShards(own, {pace, report})};
}

function chooseName(path: string, files: Contents['files']): string {
	const names = [...new Set(files.filter(file => file.database !== ownName && file.source.size > 0).map(file => file.database))];
	const name = usualNames.find(one => names.includes(one)) ?? (names.length > 1 ? undefined : names[0] ?? usualNames[0]);
	if (name === undefined) {
		throw new CampaignError(`${path}: holds several databases`, `choose one with --database: ${names.join(', ')}`);
	}

	return name;
}

function describedShards(database: MetaDatabase | undefined, files: Files, work: Work): DatedShard[] {
	const policy = database?.policies.find(one => one.name === database.defaultPolicy);
	return (policy?.groups ?? []).flatMap(({start, end, shards}) => shards.map(id =>
		datedShard({start, end}, files.filter(file => file.policy === policy?.name && file.shard === id), work)));
}

// Points carry their own times: what `meta.db` says of shards only saves work.
function allShards(files: Files, work: Work): DatedShard[] {
	const policies = [...new Set(files.map(file => file.policy))];
	const policy = policies.includes(usualPolicy) ? usualPolicy : policies[0];
	const own = files.filter(file => file.policy === policy);
	const ids = [...new Set(own.map(file => file.shard))].sort((one, other) => Number(one) - Number(other));
	return ids.map(id => datedShard({start: -(2n ** 63n), end: 2n ** 63n}, own.filter(file => file.shard === id), work));
}

type Work = Pick<Opening, 'pace' | 'report'>;
type Files = ReadonlyArray<DataFile & {readonly source: ByteSource}>;

function datedShard(span: {readonly start: bigint; readonly end: bigint}, files: Files, {pace, report}: Work): DatedShard {
	let opened: Promise<Shard> | undefined;
	return {
		...span,
		async open() {
			opened ??= openShard(files, pace, report);
			return opened;
		},
	};
}

async function openShard(files: Files, pace: Pace, report: Report): Promise<Shard> {
	const named = (kind: DataFile['kind']) => files.filter(file => file.kind === kind).sort((one, other) => one.name < other.name ? -1 : 1);
	const tombstones = new Map(named('tombstone').map(({name, source}) => [stemOf(name), source]));
	const opened: TsmFile[] = [];
	for (const {name, source} of named('tsm')) {
		await pace();
		const index = unlessDamaged(report, () => new TsmIndex(source, report));
		if (index) {
			const deleted = tombstones.get(stemOf(name));
			opened.push({index, tombstones: deleted ? readTombstones(deleted.read(0, deleted.size), deleted.name, report) : new Map()});
		}
	}

	const log = new WriteAheadLog();
	for (const {source} of named('wal')) {
		await pace();
		log.replay(source.read(0, source.size), source.name, report);
	}

	return {files: opened, log};
}

const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
