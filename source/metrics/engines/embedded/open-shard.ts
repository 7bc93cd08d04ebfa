import type {ValueType} from '../../../tsm/block.js';
import {type Report, tryRead} from '../../../tsm/damage.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import {
	findSeries, listKeys, type ShardSeries, type TsmFile,
} from '../../../tsm/shard.js';
import {readTombstones} from '../../../tsm/tombstone.js';
import {type ByteSource, TsmIndex} from '../../../tsm/tsm-index.js';
import {WriteAheadLog} from '../../../tsm/wal.js';
import {type DataFile, usualFields} from './data-path.js';
import type {StreamingWal} from './streaming-wal.js';
import type {Pace} from './pace.js';

export type KeptFile = DataFile & {readonly source: ByteSource};

/** A shard and its span of time, in nanoseconds since the epoch, the end not included. */
export type DatedShard = {
	readonly start: bigint;
	readonly end: bigint;
	/** The series of a measurement that have the field, by their keys; what was opened and found once is there. */
	readonly series: (measurement: string, field: string) => Promise<readonly ShardSeries[]>;
	/** Whether any series of the measurement has the field; of the log nothing else is held for it. */
	readonly hasField: (measurement: string, field: string) => Promise<boolean>;
	/** All keys, some of them several times. */
	readonly keys: () => Promise<Iterable<{readonly key: string; readonly type: ValueType}>>;
};

type Span = Pick<DatedShard, 'start' | 'end'>;

/** Opening goes on for the next query where one is given up: the pace is the connection's. `logs` are those that are replayed already. */
export type Work = {readonly pace: Pace; readonly report: Report; readonly budget?: DecodeBudget; readonly logs?: StreamingWal};

/** The shard that the files are of; nothing is read until it is opened. */
export function datedShard(span: Span, files: readonly KeptFile[], work: Work): DatedShard {
	const tsmFiles = once(async () => openFiles(files, work));
	const usualLog = once(async () => work.logs?.logOf(named(files, 'wal')) ?? replayLog(files, work, usualFields));
	const wholeLog = once(async () => replayLog(files, work));
	const find = async (measurement: string, field: string) =>
		findSeries({files: await tsmFiles(), log: await (usualFields.includes(field) ? usualLog() : wholeLog())}, measurement, field);
	const found = new Map<string, Promise<readonly ShardSeries[]>>();
	return {
		...span,
		async series(measurement, field) {
			const name = JSON.stringify([measurement, field]);
			const series = found.get(name) ?? find(measurement, field);
			found.set(name, series);
			return series;
		},
		async hasField(measurement, field) {
			const log = await replayLog(files, work, [field]);
			return findSeries({files: await tsmFiles(), log}, measurement, field).length > 0;
		},
		keys: async () => listKeys({files: await tsmFiles(), log: await wholeLog()}),
	};
}

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
	let begun: Promise<Result> | undefined;
	return async () => {
		begun ??= work();
		return begun;
	};
}

async function openFiles(files: readonly KeptFile[], {pace, report, budget}: Work): Promise<TsmFile[]> {
	const tombstones = new Map(named(files, 'tombstone').map(({name, source}) => [stemOf(name), source]));
	const opened: TsmFile[] = [];
	for (const {name, source} of named(files, 'tsm')) {
		await pace();
		const index = tryRead(report, () => new TsmIndex(source, report, budget));
		if (index) {
			const deleted = tombstones.get(stemOf(name));
			opened.push({index, tombstones: deleted ? readTombstones(deleted.read(0, deleted.size), deleted.name, report, budget) : new Map()});
		}
	}

	return opened;
}

async function replayLog(files: readonly KeptFile[], {pace, report, budget}: Work, fields?: readonly string[]): Promise<WriteAheadLog> {
	const log = new WriteAheadLog(fields, budget);
	for (const {source} of named(files, 'wal')) {
		for (const _ of log.replay(source.read(0, source.size), source.name, report)) {
			await pace();
		}
	}

	return log;
}

// In the order of their names, which is that of their age.
const named = (files: readonly KeptFile[], kind: DataFile['kind']): KeptFile[] =>
	files.filter(file => file.kind === kind).sort((keptFile, other) => keptFile.name < other.name ? -1 : 1);

const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
