import {displayUnit, type DisplayUnit, type Quantity} from './quantity.js';

/** A span of time (ms, 0:00 is 0). */
export type TimeSpan = {readonly from: number; readonly to: number};

/** A named series: means of buckets, by the time at which each begins (ms), ascending; null where there is no value. */
export type TimeSeries = {
	readonly name: string;
	readonly points: ReadonlyArray<readonly [time: number, value: number | null]>;
	/** How long its buckets are (ms), where that is not what the scale says. */
	readonly bucket?: number;
	/** What was looked at, where that is not what the options say: buckets that it cuts are marked. */
	readonly window?: TimeSpan;
	/** When its load began and ended, where that is not what the marks of the options say. */
	readonly load?: readonly [start: number, stop: number];
};

/** What charts share, so that they compare: the time and the values that the axes hold, the length of a bucket (ms), and the unit. */
export type TimeScale = TimeSpan & {readonly bucket: number; readonly top: number; readonly unit: DisplayUnit};

/** The scale that holds all series, and this span of time. */
export function timeScaleOf(
	series: readonly TimeSeries[],
	{from, to, bucket}: TimeSpan & {readonly bucket: number},
	quantity: Quantity,
): TimeScale {
	let [first, last, top] = [from, to, 0];
	const values: number[] = [];
	for (const {points, bucket: own = bucket} of series) {
		for (const [time, value] of points) {
			if (value !== null) {
				first = Math.min(first, time);
				last = Math.max(last, time + own);
				values.push(value);
				top = Math.max(top, value);
			}
		}
	}

	const unit = displayUnit(quantity, values);
	return {
		from: first, to: last, bucket, top: top / unit.size, unit,
	};
}

/** The column of a time among so many: the one that begins at or before it; outside of them where the scale does not hold it. */
export const columnAt = ({from, to}: TimeSpan, time: number, columns: number): number => Math.floor((time - from) / Math.max(1, to - from) * columns + 1e-9);

/** Columns of the times that the scale holds; its end belongs to the last column. */
export const columnsOf = (scale: TimeSpan, times: readonly number[], columns: number): readonly number[] => times
	.filter(time => time >= scale.from && time <= scale.to)
	.map(time => Math.min(columns - 1, columnAt(scale, time, columns)));

/** How long a bucket of the series is (ms). */
export const bucketOf = ({bucket}: TimeSeries, scale: Pick<TimeScale, 'bucket'>): number => bucket ?? scale.bucket;

/**
 * Each column's level in the scale's unit: the greatest (or least) of the buckets that begin in it, else that of the bucket it lies in; null
 * in gaps. A bucket that the scale does not hold whole counts where it does.
 */
export function levelsOf(series: TimeSeries, columns: number, scale: TimeScale, extreme: 'greatest' | 'least' = 'greatest'): ReadonlyArray<number | null> {
	const pick = extreme === 'greatest' ? Math.max : Math.min;
	const levels = Array.from<unknown, number | null>({length: columns}, () => null);
	const begun = new Set<number>();
	const bucket = bucketOf(series, scale);
	for (const [time, value] of series.points) {
		if (time + bucket <= scale.from || time >= scale.to) {
			continue;
		}

		const begin = columnAt(scale, time, columns);
		const first = Math.max(0, begin);
		const end = Math.min(columns, Math.max(first + 1, columnAt(scale, time + bucket, columns)));
		for (let column = first; column < end; column++) {
			const before = begun.has(column) ? levels[column] ?? null : null;
			levels[column] = value === null ? before : pick(value / scale.unit.size, before ?? value / scale.unit.size);
		}

		if (begin >= 0) {
			begun.add(begin);
		}
	}

	return levels;
}

/** The bucket that a time lies in, and its value (as recorded, not in the scale's unit); undefined where there is none. */
export function bucketAt(series: TimeSeries, scale: Pick<TimeScale, 'bucket'>, time: number): (TimeSpan & {readonly value: number | null}) | undefined {
	const bucket = bucketOf(series, scale);
	const point = series.points.findLast(([start]) => start <= time);
	return point && time < point[0] + bucket ? {from: point[0], to: point[0] + bucket, value: point[1]} : undefined;
}

/** The buckets that the window cuts, of the series' own window or this one. */
export const cutBuckets = (series: readonly TimeSeries[], scale: TimeScale, window: TimeSpan | undefined): readonly TimeSpan[] => series.flatMap(item => {
	const {from, to} = item.window ?? window ?? {from: -Infinity, to: Infinity};
	const bucket = bucketOf(item, scale);
	return item.points.filter(([start]) => start < from || start + bucket > to).map(([start]) => ({from: start, to: start + bucket}));
});
