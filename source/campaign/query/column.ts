import type {
	Entry, LoadedIteration, SideName, Spread,
} from '../model/iteration.js';
import type {Percentile} from '../model/percentiles.js';

/** The value of a cell; null if there is none. */
export type CellValue = number | string | null | Spread;

/** A column of the statistics table, with its attributes. */
export type Column = {
	readonly id: string;
	/** A short heading for narrow tables. */
	readonly title: string;
	/** `messages/s`, `messages`, `ms`, `%`, or the unit of a parameter. */
	readonly unit: string | undefined;
	readonly kind: 'number' | 'text' | 'spread';
	readonly help: string;
	/** The side it describes; undefined if it is about the iteration as a whole. */
	readonly side?: SideName;
	/** Whether it is about latency, so that it has no value without samples. */
	readonly isLatency?: boolean;
	/** For percentiles: the percentage. */
	readonly percent?: number;
	/** The percentile with its bounds. */
	readonly percentile?: (iteration: LoadedIteration) => Percentile | null;
	/** For means: the column of the standard deviation. */
	readonly deviation?: string;
	/** Which values are better. */
	readonly better?: 'lower' | 'higher';
	/** For parameters: the value, which skipped iterations have too. */
	readonly parameter?: (entry: Pick<Entry, 'parameters'>) => number | string | null;
	/** For parameters with a unit: converts a written number (`10ms`, `1s`, `10`) to the column's unit; NaN if it is not a number. */
	readonly toNumber?: (written: unknown) => number;
	/** For figures of a metric: the name of the metric. Values are loaded on demand. */
	readonly metric?: string;
	/** For figures of a metric: whether it is not loaded yet for an iteration; its value is null until then. */
	readonly isPending?: (iteration: LoadedIteration) => boolean;
	readonly value: (iteration: LoadedIteration) => CellValue;
};

/** The figures of a metric available as columns, with ids such as `max(usage_cpu_percent_rabbit)`. */
export const figureNames = ['max', 'mean', 'min', 'last'] as const;
export type FigureName = (typeof figureNames)[number];

/** Valid names of metrics, both of the catalogue and the user's own. */
const metricName = String.raw`[\w.\-]+`;
/** Source of a regular expression for the id of such a column. */
export const figurePattern = String.raw`(?:${figureNames.join('|')})\(${metricName}\)`;
const figureExpression = new RegExp(`^${figurePattern}$`, 'v');

/** Whether a text has the form of a figure of a metric, whether or not that exists. */
export const isFigureOfMetric = (text: string): boolean => figureExpression.test(text);

/** Whether a value is a spread over agents. */
export const isSpread = (value: unknown): value is Spread => typeof value === 'object' && value !== null && 'mean' in value;
