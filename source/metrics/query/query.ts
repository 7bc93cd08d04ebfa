/** The functions that make one value of the points in a bucket of time, in the order in which help names them. */
export const aggregates = ['mean', 'max', 'min', 'sum', 'count', 'first', 'last', 'spread', 'median', 'percentile', 'stddev'] as const;
export type Aggregate = (typeof aggregates)[number];

/** What can be done with a value and a number; x/0 is 0, as InfluxDB has it. */
export const operators = ['+', '-', '*', '/', '%'] as const;
export type Operator = (typeof operators)[number];

/** Nanoseconds since the epoch, both ends included; what is absent is the window's. */
export type TimeSpan = {readonly start?: bigint; readonly stop?: bigint};

/**
 * A query over one field of a measurement: which points, in which groups and buckets, and what is made of them. The metrics of the catalogue,
 * those of the user's configuration and queries that are typed are all of this type.
 */
export type FieldQuery = {
	readonly measurement: string;
	readonly field: string;
	readonly aggregate: Aggregate;
	/** Which percentile, as it is written: of the aggregate of that name alone. */
	readonly percentile?: string;
	/** Where given, the difference of each bucket to the one before, per so many nanoseconds. */
	readonly rate?: {readonly per: bigint; readonly isNonNegative: boolean};
	/** What is done with each value; the number as it is written: 2 is an integer, 2.0 is none. */
	readonly operation?: {readonly operator: Operator; readonly operand: string};
	/** The name of the column, where it is given. */
	readonly alias?: string;
	/** Which series count; all without it. */
	readonly condition?: Condition;
	/** The tags that make a series of its own for each combination of their values; all is one series without any. */
	readonly groupBy?: readonly string[];
	/** What a bucket without a point is: a row without a value, no row, or 0. */
	readonly fill?: 'none' | '0';
	/** Nanoseconds of a bucket, where the query says it. */
	readonly every?: bigint;
	/** The time, where the query says it. */
	readonly time?: TimeSpan;
};

/** Which series count: a tag compared with a text or a regular expression of RE2, or several of that. A tag that a series lacks is ''. */
export type Condition =
	| {readonly tag: string; readonly operator: '=' | '!=' | '=~' | '!~'; readonly value: string}
	| {readonly all: readonly Condition[]}
	| {readonly any: readonly Condition[]};

/** The names of the tags that a condition compares. */
export const tagsIn = (condition: Condition | undefined): readonly string[] => condition === undefined
	? []
	: ('tag' in condition ? [condition.tag] : ('all' in condition ? condition.all : condition.any).flatMap(part => tagsIn(part)));

/** A statement that only InfluxDB understands, and what in it is beyond `FieldQuery`. */
export type Statement = {
	/** As it was typed: a single SELECT that writes nothing. */
	readonly statement: string;
	/** `a subquery`, for people. */
	readonly beyond: string;
};
