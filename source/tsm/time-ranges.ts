/** Times from `min` to `max`, both included, in nanoseconds since the epoch. */
export type TimeRange = {readonly min: bigint; readonly max: bigint};

/** A set of times, given as ranges that may overlap; any number of them is asked quickly. */
export class TimeRanges {
	// Disjoint, ascending.
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];

	/** Adds all times from `min` to `max`, both included. */
	add(min: number, max: number): void {
		if (min > max) {
			return;
		}

		const {starts, ends} = this;
		const from = this.placeOf(min);
		let to = from;
		while (to < starts.length && (starts[to] ?? 0) <= max) {
			to++;
		}

		const start = to > from ? Math.min(min, starts[from] ?? min) : min;
		const end = to > from ? Math.max(max, ends[to - 1] ?? max) : max;
		starts.splice(from, to - from, start);
		ends.splice(from, to - from, end);
	}

	has(time: number): boolean {
		return (this.starts[this.placeOf(time)] ?? Number.POSITIVE_INFINITY) <= time;
	}

	// Of the first range that ends at the time or later.
	private placeOf(time: number): number {
		let low = 0;
		let high = this.ends.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.ends[middle] ?? 0) < time) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}
}
