import {maxOf} from '../system/lists.js';

/** A time span (ms; 0 is 0:00). */
export type TimeSpan = {readonly from: number; readonly to: number};

/** A named series: bucket means by the start time of each bucket (ms), ascending; null if a bucket has no value. */
export type TimeSeries = {
	readonly name: string;
	readonly points: ReadonlyArray<readonly [time: number, value: number | null]>;
	/** Bucket length (ms); defaults to the scale's. */
	readonly bucket?: number;
	/** The queried span, if it differs from that of the options; buckets that it cuts are marked. */
	readonly window?: TimeSpan;
	/** Start and end of its load; defaults to the `loadTimes` of the options. */
	readonly load?: readonly [start: number, stop: number];
};

/** What charts share to be comparable: the time span, the bucket length (ms), both ends of the value axis (the bottom at most 0), and the unit. */
export type TimeScale = TimeSpan & {readonly bucket: number; readonly bottom: number; readonly top: number; readonly unit: DisplayUnit};

/** The scale that covers all series within the given time span. */
export function timeScaleOf(
	series: readonly TimeSeries[],
	{from, to, bucket}: TimeSpan & {readonly bucket: number},
	quantity: Quantity,
): TimeScale {
	let [first, last, bottom, top] = [from, to, 0, 0];
	const values: number[] = [];
	for (const {points, bucket: own = bucket} of series) {
		for (const [time, value] of points) {
			if (value !== null) {
				first = Math.min(first, time);
				last = Math.max(last, time + own);
				values.push(value);
				bottom = Math.min(bottom, value);
				top = Math.max(top, value);
			}
		}
	}

	const unit = displayUnit(quantity, values);
	return {
		from: first, to: last, bucket, bottom: bottom / unit.size, top: top / unit.size, unit,
	};
}

/** The column index of a time, where columns include their start; out of range if the time is outside the span. */
export const columnAt = ({from, to}: TimeSpan, time: number, columns: number): number => Math.floor((time - from) / Math.max(1, to - from) * columns + 1e-9);

/** Column indexes of the times within the scale; its end belongs to the last column. */
export const columnsOf = (scale: TimeSpan, times: readonly number[], columns: number): readonly number[] => times
	.filter(time => time >= scale.from && time <= scale.to)
	.map(time => Math.min(columns - 1, columnAt(scale, time, columns)));

/** Bucket length of the series (ms). */
export const bucketOf = ({bucket}: TimeSeries, scale: Pick<TimeScale, 'bucket'>): number => bucket ?? scale.bucket;

/**
 * The level of each column in the scale's unit: the max (or min) of the buckets that start in it, otherwise that of the bucket it lies in; null
 * in gaps. Buckets that overlap the edge of the scale count for the part inside.
 */
export function levelsOf(series: TimeSeries, columns: number, scale: TimeScale, extreme: 'max' | 'min' = 'max'): ReadonlyArray<number | null> {
	const pick = extreme === 'max' ? Math.max : Math.min;
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

/** The bucket that contains a time, with its value as recorded (not in the scale's unit); undefined if there is none. */
export function bucketAt(series: TimeSeries, scale: Pick<TimeScale, 'bucket'>, time: number): (TimeSpan & {readonly value: number | null}) | undefined {
	const bucket = bucketOf(series, scale);
	const point = series.points.findLast(([start]) => start <= time);
	return point && time < point[0] + bucket ? {from: point[0], to: point[0] + bucket, value: point[1]} : undefined;
}

/** Buckets cut by the window: the series' own, or the given one. */
export const cutBuckets = (series: readonly TimeSeries[], scale: TimeScale, window: TimeSpan | undefined): readonly TimeSpan[] => series.flatMap(item => {
	const {from, to} = item.window ?? window ?? {from: -Infinity, to: Infinity};
	const bucket = bucketOf(item, scale);
	return item.points.filter(([start]) => start < from || start + bucket > to).map(([start]) => ({from: start, to: start + bucket}));
});

/** The unit of the stored values. Those in the table below are shown in larger units where that helps, all others as they are. */
type Quantity = string;

/** A unit for display; `size` is its value in the stored unit. */
type DisplayUnit = {readonly name: string; readonly size: number};

const kibi = 1024;
const units: Readonly<Record<string, readonly [DisplayUnit, ...DisplayUnit[]]>> = {
	bytes: [{name: 'B', size: 1}, {name: 'KiB', size: kibi}, {name: 'MiB', size: kibi ** 2}, {name: 'GiB', size: kibi ** 3}, {name: 'TiB', size: kibi ** 4}],
	'bytes/s': [{name: 'B/s', size: 1}, {name: 'KiB/s', size: kibi}, {name: 'MiB/s', size: kibi ** 2}, {name: 'GiB/s', size: kibi ** 3}],
	percent: [{name: '%', size: 1}],
	connections: [{name: 'connections', size: 1}],
	'MiB/s': [{name: 'B/s', size: kibi ** -2}, {name: 'KiB/s', size: kibi ** -1}, {name: 'MiB/s', size: 1}, {name: 'GiB/s', size: kibi}],
};

/** The largest unit in which the maximum is at least 1; the same for all values, so that they can be compared. */
export function displayUnit(quantity: Quantity, values: readonly number[]): DisplayUnit {
	const maxSize = Math.max(0, maxOf(values.map(value => Math.abs(value))));
	const known = Object.hasOwn(units, quantity) ? units[quantity] : undefined;
	const [min, ...larger] = known ?? [{name: quantity, size: 1}];
	const all = [min, ...larger];
	return all.findLast(({size}) => maxSize >= size) ?? (maxSize === 0 ? all.find(({size}) => size === 1) ?? min : min);
}
