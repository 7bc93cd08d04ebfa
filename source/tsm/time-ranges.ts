/** Times from `min` to `max`, both included, in nanoseconds since the epoch. */
export type TimeRange = {readonly min: bigint; readonly max: bigint};

/** What is deleted where no times are given. */
export const allTimes: TimeRange = {min: -(2n ** 63n), max: 2n ** 63n - 1n};

/** What any of many ranges holds, asked quickly, however many they are and however they overlap. */
export class TimeRanges {
	// Disjoint, ascending.
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];

	/** Ranges from a time to a time, both included. */
	constructor(ranges: ReadonlyArray<readonly [min: number, max: number]>) {
		const {starts, ends} = this;
		for (const [min, max] of ranges.filter(([from, to]) => from <= to).sort(([value], [other]) => value - other)) {
			const last = ends.length - 1;
			const end = ends[last];
			if (end !== undefined && min <= end) {
				ends[last] = Math.max(end, max);
			} else {
				starts.push(min);
				ends.push(max);
			}
		}
	}

	has(time: number): boolean {
		// The first range that ends at the time or later.
		let low = 0;
		let high = this.ends.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.ends[middle]! < time) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low < this.starts.length && this.starts[low]! <= time;
	}
}
