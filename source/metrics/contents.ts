/** What a database holds under the name of a measurement. */
export type MeasurementContents = {
	readonly measurement: string;
	/** In the order of their names. */
	readonly fields: ReadonlyArray<{readonly name: string; readonly type: string}>;
	/** With how many values each has, in the order of their names. */
	readonly tags: ReadonlyArray<{readonly name: string; readonly values: number}>;
	/** How many combinations of tags there are. */
	readonly series: number;
	/** Seconds between two points of a series, mostly; null where none has two. */
	readonly everySeconds: number | null;
};

/** The median of the distances between times that ascend, in seconds to the millisecond; null without two of them. Times are in ms. */
export function medianInterval(series: ReadonlyArray<readonly number[]>): number | null {
	const distances = series.flatMap(times => times.slice(1).map((time, index) => time - times[index]!)).sort((a, b) => a - b);
	const median = distances[Math.floor((distances.length - 1) / 2)];
	return median === undefined ? null : Math.round(median) / 1000;
}

/** Names in the order of their characters. */
export const byName = <Named extends {readonly name: string}>(items: Iterable<Named>): readonly Named[] =>
	[...items].sort((item, other) => item.name < other.name ? -1 : 1);
