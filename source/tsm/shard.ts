import type {ValueType} from './block.js';
import type {Tombstones} from './tombstone.js';
import type {TsmIndex} from './tsm-index.js';
import type {WriteAheadLog} from './wal.js';
import type {WalColumn} from './wal-column.js';

/** The files of a shard. */
export type Shard = {
	/** Sorted by name, so that later ones are newer. */
	readonly files: readonly TsmFile[];
	readonly log: WriteAheadLog;
};

export type TsmFile = {readonly index: TsmIndex; readonly tombstones: Tombstones};

/** One field of one series in a shard, with the locations of its points. */
export type ShardSeries = {
	/** One character per byte. */
	readonly key: string;
	readonly type: ValueType;
	readonly files: Shard['files'];
	/** Its position in each of the files; -1 if it has no points there. Numbers, as there can be a million. */
	readonly positions: Int32Array;
	readonly column: WalColumn | undefined;
};

/**
 * The series of a measurement that have the field, ascending by key. Completely deleted data no longer has a type: a dropped measurement may
 * return with another one. If a key still has two types, the older one wins.
 */
export function findSeries({files, log}: Shard, measurement: string, field: string): ShardSeries[] {
	const found = new Map<string, {type: ValueType; positions: Int32Array; column: WalColumn | undefined}>();
	const seriesOf = (key: string, type: ValueType) => {
		let series = found.get(key);
		if (series === undefined) {
			series = {type, positions: new Int32Array(files.length).fill(-1), column: undefined};
			found.set(key, series);
		}

		return series.type === type ? series : undefined;
	};

	for (const [number, {index, tombstones}] of files.entries()) {
		const {keys, positions} = index.keysOf(measurement, field);
		for (const [place, key] of keys.entries()) {
			const position = positions[place]!;
			const isDeleted = tombstones.get(key)?.some(range => index.blocksAt(position).isWithin(range));
			const series = isDeleted ? undefined : seriesOf(key, index.typeAt(position));
			if (series) {
				series.positions[number] = position;
			}
		}
	}

	for (const [key, column] of log.columnsOf(measurement, field)) {
		const series = seriesOf(key, column.type);
		if (series) {
			series.column = column;
		}
	}

	return [...found].map(([key, series]) => ({key, files, ...series})).sort((item, other) => item.key < other.key ? -1 : 1);
}
