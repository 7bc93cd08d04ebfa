import {findSeries, type ShardSeries} from '../../../tsm/shard.js';
import type {SeriesCache} from './series-cache.js';
import type {ShardPath} from './shard-files.js';

/** A shard and its time range in nanoseconds since the epoch, the end exclusive. */
export type DatedShard = {
	readonly start: bigint;
	readonly end: bigint;
	/** The series of a measurement that have the field, by key; results are cached. */
	readonly series: (measurement: string, field: string) => Promise<readonly ShardSeries[]>;
};

type Span = Pick<DatedShard, 'start' | 'end'>;

/** A shard of an archive. */
export type ArchiveShard = DatedShard & {readonly path: ShardPath};

/** Opens a shard lazily: nothing is read until its series are needed. */
export function datedShard(span: Span, path: ShardPath, seriesCache: SeriesCache): ArchiveShard {
	const found = new Map<string, Promise<readonly ShardSeries[]>>();
	const find = async (measurement: string, field: string) => findSeries(await seriesCache.shard(path, {measurement, field}), measurement, field);
	return {
		...span,
		path,
		async series(measurement, field) {
			const name = JSON.stringify([measurement, field]);
			const series = found.get(name) ?? find(measurement, field);
			found.set(name, series);
			// Failed reads can be retried.
			void series.catch(() => found.delete(name));
			return series;
		},
	};
}
