import type {ValueType} from './block.js';
import type {Tombstones} from './tombstone.js';
import type {IndexedKey, TsmIndex} from './tsm-index.js';
import type {WriteAheadLog} from './wal.js';
import type {WalColumn} from './wal-column.js';

/** The files of a shard. */
export type Shard = {
	/** Sorted by name, so that later ones are newer. */
	readonly files: readonly TsmFile[];
	readonly log: WriteAheadLog;
};

export type TsmFile = {readonly index: TsmIndex; readonly tombstones: Tombstones};

/** One field of one series in a shard, with the locations of its points, older files first. */
export type ShardSeries = {
	/** One character per byte. */
	readonly key: string;
	readonly type: ValueType;
	readonly parts: ReadonlyArray<{readonly file: TsmFile; readonly indexed: IndexedKey}>;
	readonly column: WalColumn | undefined;
};

/**
 * The series of a measurement that have the field, ascending by key. Completely deleted data no longer has a type: a dropped measurement may
 * return with another one. If a key still has two types, the older one wins.
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
