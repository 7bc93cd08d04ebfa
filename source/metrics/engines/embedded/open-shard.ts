import {findSeries, type ShardSeries} from '../../../tsm/shard.js';
import type {Readings} from './readings.js';
import type {ShardPath} from './shard-files.js';

/** A shard and its span of time, in nanoseconds since the epoch, the end not included. */
export type DatedShard = {
	readonly start: bigint;
	readonly end: bigint;
	/** The series of a measurement that have the field, by their keys; what was found once is there. */
	readonly series: (measurement: string, field: string) => Promise<readonly ShardSeries[]>;
};

type Span = Pick<DatedShard, 'start' | 'end'>;

/** A shard of an archive. */
export type ArchiveShard = DatedShard & {readonly path: ShardPath};

/** The shard there; nothing is read until its series are needed. */
export function datedShard(span: Span, path: ShardPath, readings: Readings): ArchiveShard {
	const found = new Map<string, Promise<readonly ShardSeries[]>>();
	const find = async (measurement: string, field: string) => findSeries(await readings.shard(path, {measurement, field}), measurement, field);
	return {
		...span,
		path,
		async series(measurement, field) {
			const name = JSON.stringify([measurement, field]);
			const series = found.get(name) ?? find(measurement, field);
			found.set(name, series);
			// What could not be read can be tried again.
			void series.catch(() => found.delete(name));
			return series;
		},
	};
}
