/** Times from `min` to `max`, inclusive, in nanoseconds since the epoch. */
export type TimeRange = {readonly min: bigint; readonly max: bigint};

/** The range of a deletion without times. */
export const allTimes: TimeRange = {min: -(2n ** 63n), max: 2n ** 63n - 1n};

/** Fast membership test for the union of any number of possibly overlapping ranges. */
export class TimeRanges {
	// Disjoint, ascending.
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];

	/** Ranges include both ends. */
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
		// The first range that ends at that time or later.
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
