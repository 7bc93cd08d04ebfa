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
