import type {Numbers, Points, ValueType} from '../../../tsm/block.js';
import type {FieldQuery} from '../../query/query.js';
import {bucketReducer, type BucketReducer} from './aggregate-runs.js';
import {BucketMeans, SeriesSums, type Buckets} from './bucket-sums.js';
import type {Value} from './values.js';

/** Receives the sorted points of one series in one shard; call `finish` after the last ones. */
type SeriesSink = {readonly add: (points: Points<Numbers>, from: number, to: number) => void; readonly finish: () => void};

/** A series in a shard: its type there, its mapping from times to buckets, and the base of its times. */
type SeriesPart = {readonly type: ValueType; readonly buckets: Buckets; readonly base: bigint};

/** Aggregates the points of one group per bucket. */
export type GroupValues = {
	readonly sink: (part: SeriesPart) => SeriesSink;
	/** The values of the nonempty buckets, sorted by bucket index; undefined if there are too few points for a percentile. */
	readonly values: () => ReadonlyArray<readonly [bucket: number, value: Value | undefined]>;
};

/** The aggregate of a query over a field that is treated as the given type in all shards. */
export function groupValues({aggregate, percentile = ''}: Pick<FieldQuery, 'aggregate' | 'percentile'>, type: ValueType): GroupValues {
	return aggregate === 'mean' ? meansOf(type) : reducedBy(bucketReducer(aggregate, type, Number(percentile)));
}

function meansOf(type: ValueType): GroupValues {
	const means = new BucketMeans();
	return {
		sink: part => new SeriesSums(means, part.buckets, part.type === 'integer' || part.type === 'unsigned' ? part.type : 'float', type === 'float'),
		values: () => means.buckets.map(bucket => [bucket, means.get(bucket)]),
	};
}

const reducedBy = (reducer: BucketReducer): GroupValues => ({
	sink: ({buckets: {width, offset, first}, base}) => ({
		add({times, values}, from, to) {
			for (let start = from; start < to;) {
				const number = Math.floor((times[start]! + offset) / width);
				const bound = (number + 1) * width - offset;
				let end = start + 1;
				while (end < to && times[end]! < bound) {
					end++;
				}

				reducer.add(first + number, {
					times, values, from: start, to: end, base,
				});
				start = end;
			}
		},
		finish() {},
	}),
	values: reducer.values,
});
