/** The contents of a measurement. */
export type MeasurementContents = {
	readonly measurement: string;
	/** Sorted by name. */
	readonly fields: ReadonlyArray<{readonly name: string; readonly type: string}>;
	/** With the number of distinct values; sorted by name. */
	readonly tags: ReadonlyArray<{readonly name: string; readonly values: number}>;
	/** The number of series (combinations of tag values). */
	readonly series: number;
	/** Median time between consecutive points of a series (s); null if no series has two. */
	readonly everySeconds: number | null;
};

/** The median interval between ascending times (ms) of the series, in seconds with millisecond precision; null if no series has two points. */
export function medianInterval(series: ReadonlyArray<readonly number[]>): number | null {
	const distances = series.flatMap(times => times.slice(1).map((time, index) => time - times[index]!)).sort((a, b) => a - b);
	const median = distances[Math.floor((distances.length - 1) / 2)];
	return median === undefined ? null : Math.round(median) / 1000;
}

/** Items sorted by name, in code unit order. */
export const byName = <Named extends {readonly name: string}>(items: Iterable<Named>): readonly Named[] =>
	[...items].sort((item, other) => item.name < other.name ? -1 : 1);

const nanosecondsPerSecond = 1e9;

/** Counts the gaps between points of a series, in whole seconds. */
type RecordedGaps = {
	/** Adds the sorted times of one series (ns relative to any base); call it once per series. */
	readonly add: (times: ArrayLike<number>, from?: number, to?: number) => void;
	/** The most frequent gap (s), at least 1; the shortest one of a tie; undefined without gaps. */
	readonly mode: () => number | undefined;
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
		mode: () => [...counts].sort(([a, aCount], [b, bCount]) => bCount - aCount || a - b)[0]?.[0],
	};
}
