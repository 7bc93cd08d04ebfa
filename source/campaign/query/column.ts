import type {
	Entry, LoadedIteration, SideName, Spread,
} from '../model/iteration.js';
import type {Percentile} from '../model/percentiles.js';

export type CellValue = number | string | null | Spread;

export type Column = {
	readonly id: string;
	/** A short head for narrow tables. */
	readonly title: string;
	/** `messages/s`, `messages`, `ms`, `%`, or what a parameter is measured in. */
	readonly unit: string | undefined;
	readonly kind: 'number' | 'text' | 'spread';
	readonly help: string;
	/** Whose numbers it has; undefined for what is of the iteration as a whole. */
	readonly side?: SideName;
	/** Whether it is about latency: without samples there is no value. */
	readonly isLatency?: boolean;
	/** Of a percentile: how many percent of the samples are below it. */
	readonly percent?: number;
	/** The percentile with its bounds. */
	readonly percentile?: (iteration: LoadedIteration) => Percentile | null;
	/** Of a mean: the column of its standard deviation. */
	readonly deviation?: string;
	/** Which values one wishes for. */
	readonly better?: 'lower' | 'higher';
	/** Of a parameter: its value, which skipped iterations have as well. */
	readonly parameter?: (entry: Pick<Entry, 'parameters'>) => number | string | null;
	/** Of a parameter with a unit: a number as it is written (`10ms`, `1s`, `10`) in the column's unit; NaN for what is none. */
	readonly toNumber?: (written: unknown) => number;
	/** Of a figure of a metric: the name of the metric. Its values are loaded when they are asked for. */
	readonly metric?: string;
	/** Of a figure of a metric: whether it is not loaded yet for an iteration; its value is null until then. */
	readonly isPending?: (iteration: LoadedIteration) => boolean;
	readonly value: (iteration: LoadedIteration) => CellValue;
};

/** The figures of a metric that are columns, each by a name such as `max(usage_cpu_percent_rabbit)`. */
export const figureNames = ['max', 'mean', 'min', 'last'] as const;
export type FigureName = (typeof figureNames)[number];

/** What a metric may be called: those of the catalogue, and those that a user keeps. */
const metricName = String.raw`[\w.\-]+`;
/** The source of a regular expression for the name of such a column. */
export const figurePattern = String.raw`(?:${figureNames.join('|')})\(${metricName}\)`;
const figureExpression = new RegExp(`^${figurePattern}$`, 'v');

/** Whether a text is written as the figure of a metric, be there one of that name or not. */
export const isFigureOfMetric = (text: string): boolean => figureExpression.test(text);

export const isSpread = (value: unknown): value is Spread => typeof value === 'object' && value !== null && 'mean' in value;
