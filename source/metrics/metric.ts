/** A row of the catalogue: what is asked of the database, and how its answer is shown. */
export type Metric = {
	readonly name: string;
	/** As people read it. */
	readonly title: string;
	/** What a value of the answer is measured in. */
	readonly unit: 'bytes' | 'percent' | 'connections' | 'MiB/s';
	/** What it means, and what it averages over. */
	readonly help: string;
	readonly measurement: string;
	/** The field whose mean is taken in each bucket of time. */
	readonly field: string;
	/** Where given, the rate of the mean per second, divided by this. */
	readonly rateDivisor?: number;
	readonly condition: Condition;
	/** The tag that makes a series of its own for each of its values; all is one series without it. */
	readonly groupBy?: string;
};

/** Which series count: by the value of a tag, or by its beginning. */
export type Condition = {readonly tag: string; readonly equals: string} | {readonly tag: string; readonly startsWith: string};

/** A span of time, both ends included, in nanoseconds since the epoch. */
export type Window = {readonly start: bigint; readonly stop: bigint};

/** What an engine is asked: a metric over a window, in buckets of so many seconds. */
export type Query = {readonly metric: Metric; readonly window: Window; readonly everySeconds: number};

/** The answer for one value of the metric's tag: points ascending in time (ms since the epoch), null where a bucket has no value. */
export type MetricSeries = {
	readonly tags: Readonly<Record<string, string>>;
	readonly points: ReadonlyArray<readonly [time: number, value: number | null]>;
};
