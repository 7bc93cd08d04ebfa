/** The functions that aggregate the points of a bucket into one value, in the order listed in the help. */
export const aggregates = ['mean', 'max', 'min', 'sum', 'count', 'first', 'last', 'spread', 'median', 'percentile', 'stddev'] as const;
export type Aggregate = (typeof aggregates)[number];

/** Arithmetic on a value and a number; x/0 is 0, as in InfluxDB. */
export const operators = ['+', '-', '*', '/', '%'] as const;
export type Operator = (typeof operators)[number];

/** Nanoseconds since the epoch, inclusive; missing bounds are those of the window. */
export type QueryTime = {readonly start?: bigint; readonly stop?: bigint};

/**
 * A query over one field of a measurement: which points, in which groups and buckets, and how they are aggregated. Metrics of the catalogue,
 * metrics of the user's configuration and typed queries are all of this type.
 */
export type FieldQuery = {
	readonly measurement: string;
	readonly field: string;
	readonly aggregate: Aggregate;
	/** The percentile as written, only for the aggregate of that name. */
	readonly percentile?: string;
	/** If present, the difference of each bucket to the previous one, per this many nanoseconds. */
	readonly rate?: {readonly per: bigint; readonly isNonNegative: boolean};
	/** Applied to each value; the operand as written, because 2 is an integer but 2.0 is not. */
	readonly operation?: {readonly operator: Operator; readonly operand: string};
	/** The name of the column, if given. */
	readonly alias?: string;
	/** Which series to include; all by default. */
	readonly condition?: Condition;
	/** One series per combination of values of these tags; by default a single one. */
	readonly groupBy?: readonly string[];
	/** Value of a bucket without points: by default a row without a value, otherwise no row, or 0. */
	readonly fill?: 'none' | '0';
	/** Bucket length in nanoseconds, if the query specifies it. */
	readonly every?: bigint;
	/** Time span, if the query specifies it. */
	readonly time?: QueryTime;
};

/** Selects series: compares a tag with a text or an RE2 regular expression, or combines several conditions. A missing tag is ''. */
export type Condition =
	| {readonly tag: string; readonly operator: '=' | '!=' | '=~' | '!~'; readonly value: string}
	| {readonly all: readonly Condition[]}
	| {readonly any: readonly Condition[]};

/** The names of the tags used in a condition. */
export const tagsIn = (condition: Condition | undefined): readonly string[] => condition === undefined
	? []
	: ('tag' in condition ? [condition.tag] : ('all' in condition ? condition.all : condition.any).flatMap(part => tagsIn(part)));

/** A statement that only InfluxDB understands, and which part of it exceeds `FieldQuery`. */
export type Statement = {
	/** As typed: a single SELECT that writes nothing. */
	readonly statement: string;
	/** `a subquery`, for messages. */
	readonly unsupported: string;
};
