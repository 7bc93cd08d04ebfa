const nanosecondsPerSecond = 1e9;

/** Counts the gaps between points of one series, in whole seconds. */
export type RecordedGaps = {
	/** Takes in the ascending times of one series (ns from any base); those of another series begin with another call. */
	readonly add: (times: ArrayLike<number>, from?: number, to?: number) => void;
	/** The most frequent gap (s), at least 1; the shortest of those that are equally frequent; undefined without gaps. */
	readonly mostFrequent: () => number | undefined;
};

/** How far the points of series are apart, when points may be missing here and there. */
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
