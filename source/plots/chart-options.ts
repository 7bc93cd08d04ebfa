import type {Paint, Point} from './canvas.js';

/** How a chart of trends is drawn. */
export type ChartOptions = {
	readonly width: number;
	readonly height: number;
	/** What y is measured in, and what x counts. */
	readonly unit: string;
	readonly xName: string;
	/** The x of the guide, whose values the legend shows. */
	readonly selectedX?: number | undefined;
	/** What is drawn round a point: its range low to high, ± its deviation, or nothing. */
	readonly spread?: 'band' | 'deviation' | 'none';
	/** The series whose range is filled from point to point. */
	readonly banded?: number | undefined;
	/** Labels of places on the x axis that are no numbers, such as names of iterations. */
	readonly xLabels?: ReadonlyMap<number, string> | undefined;
	/** The x that stands for no value: it has its own place, called none, before the axis begins. */
	readonly noneX?: number | undefined;
	/** Points of all charts that share the axes; those of this one where it is absent. */
	readonly sharing?: readonly Point[] | undefined;
	/** The y axis in decades; from 0 otherwise. */
	readonly log?: boolean;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};
