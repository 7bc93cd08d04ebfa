const nanosecondsPerSecond = 1e9;

/** Counts the gaps between points of a series, in whole seconds. */
export type RecordedGaps = {
	/** Adds the sorted times of one series (ns relative to any base); call it once per series. */
	readonly add: (times: ArrayLike<number>, from?: number, to?: number) => void;
	/** The most frequent gap (s), at least 1; the shortest one of a tie; undefined without gaps. */
	readonly mostFrequent: () => number | undefined;
};

/** Determines the recording interval of series in which some points may be missing. */
export function countGaps(): RecordedGaps {
	const counts = new Map<number, number>();
	return {
		add(times, from = 0, to = times.length) {
			for (let index = from + 1; index < to; index++) {
				const seconds = Math.max(1, Math.round((times[index]! - times[index - 1]!) / nanosecondsPerSecond));
				counts.set(seconds, (counts.get(seconds) ?? 0) + 1);
			}
		},
		mostFrequent: () => [...counts].sort(([a, aCount], [b, bCount]) => bCount - aCount || a - b)[0]?.[0],
	};
}
