import type {Paint, Point} from './canvas.js';

/** Options of a trend chart. */
export type TrendChartOptions = {
	readonly width: number;
	readonly height: number;
	/** Unit of y, and the quantity on x. */
	readonly unit: string;
	readonly xName: string;
	/** The x of the guide line; the legend shows the values there. */
	readonly selectedX?: number | undefined;
	/** What is drawn around a point: its low–high range, ± its deviation, or nothing. */
	readonly spread?: 'band' | 'deviation' | 'none';
	/** Index of the series whose range is filled between points. */
	readonly banded?: number | undefined;
	/** Labels for x values that are not numbers, such as iteration names. */
	readonly xLabels?: ReadonlyMap<number, string> | undefined;
	/** The x that stands for "no value"; it is drawn before the start of the axis, labelled none. */
	readonly noneX?: number | undefined;
	/** Points of all charts that share the axes; defaults to those of this chart. */
	readonly sharing?: readonly Point[] | undefined;
	/** One line per series below the chart, with its values at the guide; by default there is one. */
	readonly hasLegend?: boolean;
	/** Logarithmic y axis; otherwise linear from 0. */
	readonly log?: boolean;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};
