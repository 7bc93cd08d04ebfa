import type {ValueType} from './block.js';
import type {Tombstones} from './tombstone.js';
import type {IndexedKey, TsmIndex} from './tsm-index.js';
import type {WriteAheadLog} from './wal.js';
import type {WalColumn} from './wal-column.js';

/** The files of a shard. */
export type Shard = {
	/** In the order of their names, so that later ones are newer. */
	readonly files: readonly TsmFile[];
	readonly log: WriteAheadLog;
};

export type TsmFile = {readonly index: TsmIndex; readonly tombstones: Tombstones};

/** One field of one series in a shard: where its points are, older files first. */
export type ShardSeries = {
	/** Of one character a byte. */
	readonly key: string;
	readonly type: ValueType;
	readonly parts: ReadonlyArray<{readonly file: TsmFile; readonly indexed: IndexedKey}>;
	readonly column: WalColumn | undefined;
};

/**
 * The series of a measurement that have the field, by their keys, ascending. What was deleted as a whole has no type any more:
 * a measurement that is dropped may come again with another. Of a key that has two types still, the older counts.
 */
export function findSeries(shard: Shard, measurement: string, field: string): ShardSeries[] {
	const found = new Map<string, {type: ValueType; parts: Array<{file: TsmFile; indexed: IndexedKey}>; column: WalColumn | undefined}>();
	for (const file of shard.files) {
		for (const indexed of file.index.keysOf(measurement, field)) {
			const {key, type} = indexed;
			if (file.tombstones.get(key)?.some(range => indexed.isWithin(range))) {
				continue;
			}

			const series = found.get(key);
			if (series === undefined) {
				found.set(key, {type, parts: [{file, indexed}], column: undefined});
			} else if (series.type === type) {
				series.parts.push({file, indexed});
			}
		}
	}

	for (const [key, column] of shard.log.columnsOf(measurement, field)) {
		const series = found.get(key);
		if (series === undefined) {
			found.set(key, {type: column.type, parts: [], column});
		} else if (series.type === column.type) {
			series.column = column;
		}
	}

	return [...found].map(([key, series]) => ({key, ...series})).sort((item, other) => item.key < other.key ? -1 : 1);
}
