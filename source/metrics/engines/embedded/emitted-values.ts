import type {Value} from './values.js';

/** The nonempty buckets of a group and their values; undefined if there are too few points for a percentile. */
export type GroupBuckets = {readonly group: string; readonly buckets: ReadonlyArray<readonly [bucket: number, value: Value | undefined]>};
type Emitted = {readonly group: string; readonly buckets: ReadonlyArray<readonly [bucket: number, value: Value]>};
type Point = {readonly group: string; readonly bucket: number; readonly value: Value};

/**
 * The values that influxd 1.x emits for the groups, in order. It mistakes a bucket without a value for the end of the stream: if no rows are pending then,
 * the whole result ends there. With a fill, filled rows are pending as well; a group has `count` of them.
 */
export function emittedValues(groups: readonly GroupBuckets[], {isFilled, count}: {readonly isFilled: boolean; readonly count: number}): readonly Emitted[] {
	const points = pointsOf(groups);
	const emitted = new Map<string, Array<readonly [bucket: number, value: Value]>>();
	const hasGap = groups.some(({buckets}) => buckets.some(([, value]) => value === undefined));
	for (const {group, bucket, value} of isFilled && hasGap ? emitFilled(points, count) : emitBare(points)) {
		const buckets = emitted.get(group) ?? [];
		buckets.push([bucket, value]);
		emitted.set(group, buckets);
	}

	return [...emitted].map(([group, buckets]) => ({group, buckets}));
}

/** The points of all groups; undefined for each empty bucket, and at the end. */
function * pointsOf(groups: readonly GroupBuckets[]): Generator<Point | undefined, undefined> {
	for (const {group, buckets} of groups) {
		for (const [bucket, value] of buckets) {
			yield value === undefined ? undefined : {group, bucket, value};
		}
	}

	return undefined;
}

type Points = Iterator<Point | undefined, undefined>;

function * emitBare(points: Points): Generator<Point> {
	let isWaiting = false;
	for (;;) {
		const point = points.next().value;
		if (point) {
			yield point;
		} else if (!isWaiting) {
			return;
		}

		isWaiting = point !== undefined;
	}
}

function * emitFilled(points: Points, count: number): Generator<Point> {
	let group: string | undefined;
	/** The next bucket of the group to emit. */
	let next = 0;
	let held: Point | undefined;
	let isWaiting = false;
	for (;;) {
		const point = held ?? points.next().value;
		held = undefined;
		if (point?.group !== group && group !== undefined && next < count) {
			held = point;
			next++;
			isWaiting = true;
		} else if (point) {
			next = point.group === group ? next : 0;
			group = point.group;
			if (point.bucket > next) {
				held = point;
				next++;
			} else {
				next = point.bucket + 1;
				yield point;
			}

			isWaiting = true;
		} else if (isWaiting) {
			isWaiting = false;
		} else {
			return;
		}
	}
}
