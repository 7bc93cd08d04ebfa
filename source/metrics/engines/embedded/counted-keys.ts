import type {ValueType} from '../../../tsm/block.js';
import {fieldMark, parseSeriesKey, utf8Of} from '../../../tsm/series-key.js';
import {shardName, type ShardPath} from './shard-files.js';

/** Number of series per measurement that are sampled for the interval between points: telegraf writes all of them at the same interval. */
export const sampledSeries = 5;

/** The fields of a measurement in one shard. */
type ShardFields = {
	/** Sorted by the bytes of their names. */
	readonly types: Map<string, ValueType>;
	/** The first field by name, and the keys of its first series. */
	first: {readonly name: string; readonly keys: readonly string[]} | undefined;
};

/** The contents of a measurement in all shards. */
export type MeasurementCounts = {
	readonly tags: Map<string, Set<string>>;
	series: number;
	readonly shards: Map<string, ShardFields>;
};

/** Counts the keys of a database as they arrive: of millions of keys only the series are kept in memory. */
export class CountedKeys {
	readonly measurements = new Map<string, MeasurementCounts>();
	private readonly bySeries = new Map<string, MeasurementCounts | undefined>();

	/** Counts the keys of a series in a shard: the returned function receives their fields. Strings are in latin1, one character per byte. */
	series(shard: ShardPath, series: string): (field: string, type: ValueType) => void {
		const counted = this.bySeries.has(series) ? this.bySeries.get(series) : this.add(series);
		if (counted === undefined) {
			return () => {};
		}

		const fields = counted.shards.get(shardName(shard)) ?? {types: new Map<string, ValueType>(), first: undefined};
		counted.shards.set(shardName(shard), fields);
		return (field, type) => {
			if (!fields.types.has(field)) {
				fields.types.set(field, type);
			}

			const name = utf8Of(field);
			if (fields.first === undefined || name <= fields.first.name) {
				const known = name === fields.first?.name ? fields.first.keys : [];
				fields.first = {name, keys: withKey(known, series + fieldMark + field)};
			}
		};
	}

	private add(series: string): MeasurementCounts | undefined {
		const parts = parseSeriesKey(series + fieldMark);
		const counted = parts && (this.measurements.get(parts.measurement) ?? newCounted());
		this.bySeries.set(series, counted);
		if (counted) {
			counted.series++;
			this.measurements.set(parts.measurement, counted);
			for (const [name, value] of parts.tags) {
				counted.tags.set(name, (counted.tags.get(name) ?? new Set()).add(value));
			}
		}

		return counted;
	}
}

const newCounted = (): MeasurementCounts => ({tags: new Map(), series: 0, shards: new Map()});

/** The first keys, including this one if it is among them. */
function withKey(keys: readonly string[], key: string): readonly string[] {
	return keys.includes(key) || (keys.length === sampledSeries && key > keys.at(-1)!) ? keys : [...keys, key].sort().slice(0, sampledSeries);
}
