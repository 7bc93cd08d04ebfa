import type {Query} from '../../metric.js';
import {metricsError} from '../../errors.js';
import type {Buckets} from './bucket-sums.js';

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

/** The buckets of a query. Throws AppError where they are too many. */
export function spanOf({metric, window, everySeconds}: Query): BucketSpan {
	const width = BigInt(Math.max(1, Math.round(everySeconds * nanosecondsPerSecond)));
	const start = metric.rateDivisor === undefined ? window.start : window.start - width;
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
