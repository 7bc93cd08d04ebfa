import type {ValueType} from '../../../tsm/block.js';
import {fieldMark, parseSeriesKey, utf8Of} from '../../../tsm/series-key.js';
import {shardName, type ShardPath} from './shard-files.js';

/** Series of a measurement that are looked at for the time between points: telegraf writes all of it at the same pace. */
export const sampledSeries = 5;

/** What one shard has of a measurement. */
type ShardFields = {
	/** By the bytes of their names. */
	readonly types: Map<string, ValueType>;
	/** The first field by name, and the keys of its first series. */
	first: {readonly name: string; readonly keys: readonly string[]} | undefined;
};

/** What all shards have of a measurement. */
export type Counted = {
	readonly tags: Map<string, Set<string>>;
	series: number;
	readonly shards: Map<string, ShardFields>;
};

/** What the keys of a database say, counted as they come: of millions, what is held are the series. */
export class CountedKeys {
	readonly measurements = new Map<string, Counted>();
	private readonly bySeries = new Map<string, Counted | undefined>();

	/** Counts the keys of a series in a shard: the function that is returned takes their fields. All are of one character a byte. */
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

	private add(series: string): Counted | undefined {
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

const newCounted = (): Counted => ({tags: new Map(), series: 0, shards: new Map()});

/** The first keys, with that one where it is among them. */
function withKey(keys: readonly string[], key: string): readonly string[] {
	return keys.includes(key) || (keys.length === sampledSeries && key > keys.at(-1)!) ? keys : [...keys, key].sort().slice(0, sampledSeries);
}
