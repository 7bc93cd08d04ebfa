import type {FieldMetric, Query} from '../../metric.js';
import {metricsError} from '../../errors.js';
import type {Numbers, NumberType, Points} from '../../../tsm/block.js';

const nanosecondsPerSecond = 1e9;
const nanosecondsPerMillisecond = 1_000_000n;
/** More rows than anybody reads; an answer of millions would only fill the memory. */
const maxBuckets = 1_000_000;

/** The buckets that a query asks for. Times and widths are nanoseconds; buckets are aligned to the epoch and numbered from 0. */
export type BucketSpan = {
	/** The first time that counts: for a rate, one bucket's width before the window. */
	readonly start: bigint;
	readonly width: bigint;
	/** The number of the first bucket, counted from the epoch. */
	readonly first: bigint;
	readonly count: number;
};

/** The buckets of a query. Throws AppError too-many-buckets. */
export function spanOf({metric, window, everySeconds}: Query<FieldMetric>): BucketSpan {
	const width = BigInt(Math.max(1, Math.round(everySeconds * nanosecondsPerSecond)));
	const start = metric.rate === undefined ? window.start : window.start - width;
	const first = floorDivide(start, width);
	const count = Number(floorDivide(window.stop, width) - first) + 1;
	if (count > maxBuckets) {
		throw metricsError('too-many-buckets', `every ${everySeconds} s makes ${count} values of the time asked for`);
	}

	return {
		start, width, first, count,
	};
}

/** How times from a base become numbers of buckets. */
export const bucketAt = ({width, first}: BucketSpan, base: bigint): Buckets => {
	const bucket = floorDivide(base, width);
	return {width: Number(width), offset: Number(base - bucket * width), first: Number(bucket - first)};
};

/** When a bucket begins, in milliseconds since the epoch. */
export const timeOf = ({width, first}: BucketSpan, bucket: number): number => Number((first + BigInt(bucket)) * width / nanosecondsPerMillisecond);

const floorDivide = (value: bigint, divisor: bigint): bigint => value / divisor - (value % divisor < 0n ? 1n : 0n);

/** Integers whose sums, so far below this, are exact as doubles. */
const exactBelow = 2 ** 52;

/** The means that one group has in its buckets, by their numbers. */
export class BucketMeans {
	private readonly sums = new Map<number, number>();
	private readonly counts = new Map<number, number>();

	/** Joins a mean over so many values to those of its bucket. */
	add(bucket: number, mean: number, count: number): void {
		this.sums.set(bucket, (this.sums.get(bucket) ?? 0) + (count > 1 ? mean * count : mean));
		this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
	}

	/** The mean of all values of a bucket that has some; infinite where it is beyond numbers. */
	get(bucket: number): number {
		return (this.sums.get(bucket) ?? 0) / (this.counts.get(bucket) ?? 0);
	}

	/** The numbers of the buckets that have values, ascending. */
	get buckets(): number[] {
		return [...this.counts.keys()].sort((value, other) => value - other);
	}
}

/** How times become buckets: `offset` is where in its bucket, number `first`, the base of the times lies. All but the number in nanoseconds. */
export type Buckets = {readonly width: number; readonly offset: number; readonly first: number};

/** Adds up the ascending points of one series in one shard, bucket by bucket, as influxd does: integers in 64 bits that wrap around. */
export class SeriesSums {
	private readonly means: BucketMeans;
	private readonly buckets: Buckets;
	private readonly type: NumberType;
	private readonly isCast: boolean;
	private bucket = Number.NaN;
	private sum = 0;
	/** What of a sum of integers is more than doubles hold. */
	private wide = 0n;
	private count = 0;

	/** `isCast`: integers count as floats, as the field is one in another shard. */
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

	/** Hands over what is summed up; to be called at the end. */
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
