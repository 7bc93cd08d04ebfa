import type {Numbers, ValueType} from '../../../tsm/block.js';
import type {Aggregate} from '../../query/query.js';
import {asInteger, differenceOf, type Value} from './values.js';

/** The points of one series with indexes in [from, to), all in the same bucket; at least one. */
type Run = {
	readonly times: Float64Array;
	readonly values: Numbers;
	readonly from: number;
	readonly to: number;
	/** The time (ns since the epoch) that the times are relative to. */
	readonly base: bigint;
};

/** How a function accumulates the values of a bucket, and its result; undefined if there is none. */
type Reducer<Known> = {
	readonly add: (known: Known | undefined, run: Run, isInteger: boolean) => Known;
	readonly value: (known: Known, isInteger: boolean) => Value | undefined;
};

const counts: Reducer<number> = {
	add: (known, {from, to}) => (known ?? 0) + to - from,
	value: known => known,
};

/** Integers below this can be summed exactly as doubles. */
const exactBelow = 2 ** 52;

type Sum = {readonly sum: number; /** The part of an integer sum that exceeds the precision of a double. */ readonly wide: bigint};

const sums: Reducer<Sum> = {
	add(known, {values, from, to}, isInteger) {
		let {sum, wide} = known ?? {sum: 0, wide: 0n};
		for (let index = from; index < to; index++) {
			const value = values[index]!;
			if (!isInteger) {
				sum += Number(value);
			} else if (typeof value === 'bigint') {
				wide += value;
			} else {
				sum += value;
				if (Math.abs(sum) > exactBelow) {
					wide += BigInt(sum);
					sum = 0;
				}
			}
		}

		return {sum, wide};
	},
	value: ({sum, wide}) => wide === 0n ? sum : asInteger(wide + BigInt(sum)),
};

type Extremes = {readonly min: Value; readonly max: Value};

const extremes = (value: Reducer<Extremes>['value']): Reducer<Extremes> => ({
	add(known, {values, from, to}) {
		let {min, max} = known ?? {min: values[from]!, max: values[from]!};
		for (let index = from; index < to; index++) {
			const item = values[index]!;
			// Math.min does not accept bigints.
			if (item < min) {
				min = item;
			}

			if (item > max) {
				max = item;
			}
		}

		return {min, max};
	},
	value,
});

type Dated = {readonly base: bigint; readonly time: number; readonly value: Value};

const dated = (indexOf: (run: Run) => number, wins: (order: number, value: Value, other: Value) => boolean): Reducer<Dated> => ({
	add(known, run) {
		const index = indexOf(run);
		const found = {base: run.base, time: run.times[index]!, value: run.values[index]!};
		return known === undefined || wins(Number(found.base - known.base) + (found.time - known.time), found.value, known.value) ? found : known;
	},
	value: ({value}) => value,
});

// Of several values with the same time the maximum wins.
const last = dated(({to}) => to - 1, (order, value, other) => order > 0 || (order === 0 && value > other));
const first = dated(({from}) => from, (order, value, other) => order < 0 || (order === 0 && value > other));
// For booleans, false comes first.
const firstBoolean = dated(({from}) => from, (order, value, other) => order < 0 || (order === 0 && value < other));

const allValues = (value: (values: readonly Value[], isInteger: boolean) => Value | undefined): Reducer<Value[]> => ({
	add(known, {values, from, to}) {
		const all = known ?? [];
		for (let index = from; index < to; index++) {
			all.push(values[index]!);
		}

		return all;
	},
	value,
});

const ascending = (values: readonly Value[]): readonly Value[] => values.every(value => typeof value === 'number')
	? [...Float64Array.from(values).sort()]
	: [...values].sort((value, other) => value < other ? -1 : (value > other ? 1 : 0));

function medianOf(values: readonly Value[], isInteger: boolean): number {
	const sorted = ascending(values);
	const middle = sorted.length >> 1;
	const high = sorted[middle]!;
	const low = sorted.length % 2 === 0 ? sorted[middle - 1]! : high;
	return low === high ? Number(low) : (isInteger ? Number(low) + Number(differenceOf(high, low, true)) / 2 : (Number(low) + Number(high)) / 2);
}

/** The value at the nearest rank, rounding half up; undefined below the first rank. */
const percentileOf = (percentile: number) => (values: readonly Value[]): Value | undefined =>
	ascending(values)[Math.floor(values.length * percentile / 100 + 0.5) - 1];

/** The sample standard deviation; NaN for a single value. */
function deviationOf(values: readonly Value[]): number {
	let mean = 0;
	for (const [index, value] of values.entries()) {
		mean += (Number(value) - mean) / (index + 1);
	}

	return values.length < 2 ? Number.NaN : Math.sqrt(values.reduce((sum: number, value) => sum + (Number(value) - mean) ** 2, 0) / (values.length - 1));
}

/** Aggregates values per bucket. */
export type BucketReducer = {
	readonly add: (bucket: number, run: Run) => void;
	/** The values of the nonempty buckets, sorted by bucket index. */
	readonly values: () => ReadonlyArray<readonly [bucket: number, value: Value | undefined]>;
};

function perBucket<Known>({add, value}: Reducer<Known>, type: ValueType): BucketReducer {
	const isInteger = type === 'integer' || type === 'unsigned';
	const known = new Map<number, Known>();
	return {
		add(bucket, run) {
			known.set(bucket, add(known.get(bucket), run, isInteger));
		},
		values: () => [...known].sort(([bucket], [other]) => bucket - other).map(([bucket, state]) => [bucket, value(state, isInteger)] as const),
	};
}

type Reducing = Exclude<Aggregate, 'mean'>;

const reducers: Readonly<Record<Reducing, (type: ValueType, percentile: number) => BucketReducer>> = {
	count: type => perBucket(counts, type),
	sum: type => perBucket(sums, type),
	min: type => perBucket(extremes(({min}) => min), type),
	max: type => perBucket(extremes(({max}) => max), type),
	spread: type => perBucket(extremes(({min, max}, isInteger) => differenceOf(max, min, isInteger)), type),
	first: type => perBucket(type === 'boolean' ? firstBoolean : first, type),
	last: type => perBucket(last, type),
	median: type => perBucket(allValues(medianOf), type),
	percentile: (type, percentile) => perBucket(allValues(percentileOf(percentile)), type),
	stddev: type => perBucket(allValues(deviationOf), type),
};

/** A reducer for an aggregate of a field that is treated as the given type; the mean is computed by `BucketMeans`. */
export const bucketReducer = (aggregate: Reducing, type: ValueType, percentile: number): BucketReducer => reducers[aggregate](type, percentile);
