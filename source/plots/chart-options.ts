import type {StyledText} from '../text/styled-text.js';
import type {Paint, Point} from './canvas.js';
import type {TimeScale, TimeSpan} from './time-scale.js';
import type {ValueAxis} from './value-axis.js';

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

/** Options of a chart over time. */
export type TimeChartOptions = {
	readonly width: number;
	/** Maximum number of lines of the plot itself. */
	readonly rows: number;
	readonly scale: TimeScale;
	/** The queried time span; buckets that it cuts are marked. */
	readonly window?: TimeSpan | undefined;
	/** Start and end of the load (ms). */
	readonly loadTimes?: readonly number[];
	/** Index of the first series among all; determines its marker. */
	readonly firstIndex?: number;
	/** The series drawn on top, with the others dimmed. */
	readonly selected?: number | undefined;
	readonly dim?: (text: string) => StyledText;
	/** Time (ms) of the vertical cursor line. */
	readonly cursor?: number | undefined;
	/** Whether several series are drawn as a band from min to max, with their mean. */
	readonly isBand?: boolean;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};

/** The size of a plot over time, and its value axis. */
export type TimePlotLayout = {
	readonly axis: ValueAxis;
	readonly labels: ReadonlyMap<number, string>;
	readonly left: number;
	readonly columns: number;
	readonly rows: number;
	/** Whether the only series is drawn as an area from 0, with ticks on the edges of rows rather than on their centres. */
	readonly isArea: boolean;
};
