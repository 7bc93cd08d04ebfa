import type {FieldMetric, Query} from '../../metric.js';
import {metricsError} from '../../errors.js';
import type {Numbers, NumberType, Points} from '../../../tsm/block.js';

const nanosecondsPerSecond = 1e9;
const nanosecondsPerMillisecond = 1_000_000n;
/** More rows than anyone reads; millions of them would only fill the memory. */
const maxBuckets = 1_000_000;

/** The buckets of a query. Times and widths are in nanoseconds; buckets are aligned to the epoch and indexed from 0. */
export type BucketSpan = {
	/** The start of the range; for a rate, one bucket width before the window. */
	readonly start: bigint;
	readonly width: bigint;
	/** The index of the first bucket, counted from the epoch. */
	readonly first: bigint;
	readonly count: number;
};

/** Computes the buckets of a query. Throws AppError too-many-buckets. */
export function spanOf({metric, window, everySeconds}: Query<FieldMetric>): BucketSpan {
	const width = BigInt(Math.max(1, Math.round(everySeconds * nanosecondsPerSecond)));
	const start = metric.rate === undefined ? window.start : window.start - width;
	const first = floorDivide(start, width);
	const count = Number(floorDivide(window.stop, width) - first) + 1;
	if (count > maxBuckets) {
		throw metricsError('too-many-buckets', `buckets of ${everySeconds} s make ${count} values in the requested time`);
	}

	return {
		start, width, first, count,
	};
}

/** The mapping from times relative to a base to bucket indexes. */
export const bucketIndexer = ({width, first}: BucketSpan, base: bigint): Buckets => {
	const bucket = floorDivide(base, width);
	return {width: Number(width), offset: Number(base - bucket * width), first: Number(bucket - first)};
};

/** The start of a bucket in milliseconds since the epoch. */
export const startOfBucket = ({width, first}: BucketSpan, bucket: number): number => Number((first + BigInt(bucket)) * width / nanosecondsPerMillisecond);

const floorDivide = (value: bigint, divisor: bigint): bigint => value / divisor - (value % divisor < 0n ? 1n : 0n);

/** Integers below this can be summed exactly as doubles. */
const exactBelow = 2 ** 52;

/** The means of one group by bucket index. */
export class BucketMeans {
	private readonly sums = new Map<number, number>();
	private readonly counts = new Map<number, number>();

	/** Merges the mean of `count` values into that of its bucket. */
	add(bucket: number, mean: number, count: number): void {
		this.sums.set(bucket, (this.sums.get(bucket) ?? 0) + (count > 1 ? mean * count : mean));
		this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
	}

	/** The mean of all values of a nonempty bucket; infinite on overflow. */
	get(bucket: number): number {
		return (this.sums.get(bucket) ?? 0) / (this.counts.get(bucket) ?? 0);
	}

	/** The indexes of the nonempty buckets, ascending. */
	get buckets(): number[] {
		return [...this.counts.keys()].sort((value, other) => value - other);
	}
}

/**
 * The mapping from times to buckets: `offset` is the position of the base of the times within its bucket, which has index `first`. Width and offset are in
 * nanoseconds.
 */
export type Buckets = {readonly width: number; readonly offset: number; readonly first: number};

/** Sums the sorted points of one series in one shard per bucket, as influxd does: 64-bit integers wrap around. */
export class SeriesSums {
	private readonly means: BucketMeans;
	private readonly buckets: Buckets;
	private readonly type: NumberType;
	private readonly isCast: boolean;
	private bucket = Number.NaN;
	private sum = 0;
	/** The part of an integer sum that exceeds the precision of a double. */
	private wide = 0n;
	private count = 0;

	/** `isCast`: integers are treated as floats because the field is a float in another shard. */
	constructor(means: BucketMeans, buckets: Buckets, type: NumberType, isCast: boolean) {
		this.means = means;
		this.buckets = buckets;
		this.type = type;
		this.isCast = isCast;
	}

	add({times, values}: Points<Numbers>, from: number, to: number): void {
		const {width, offset, first} = this.buckets;
		let end = 0;
		for (let index = from; index < to; index++) {
			const time = times[index]!;
			if (index === from || time >= end) {
				const bucket = first + Math.floor((time + offset) / width);
				end = (bucket - first + 1) * width - offset;
				this.moveTo(bucket);
			}

			this.addValue(values[index]!);
		}
	}

	private moveTo(bucket: number): void {
		if (bucket !== this.bucket) {
			this.finish();
			this.bucket = bucket;
		}
	}

	/** Flushes the current sum; to be called at the end. */
	finish(): void {
		if (this.count > 0) {
			this.means.add(this.bucket, (this.wide === 0n ? this.sum : this.wrapped()) / this.count, this.count);
		}

		this.sum = 0;
		this.wide = 0n;
		this.count = 0;
	}

	private addValue(value: number | bigint): void {
		this.count++;
		if (typeof value === 'number') {
			this.sum += value;
			if (this.type !== 'float' && !this.isCast && Math.abs(this.sum) > exactBelow) {
				this.wide += BigInt(this.sum);
				this.sum = 0;
			}
		} else if (this.isCast) {
			this.sum += Number(value);
		} else {
			this.wide += value;
		}
	}

	private wrapped(): number {
		const sum = this.wide + BigInt(this.sum);
		return Number(this.type === 'unsigned' ? BigInt.asUintN(64, sum) : BigInt.asIntN(64, sum));
	}
}
