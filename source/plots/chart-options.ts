import type {Paint} from './canvas.js';

/** How a chart of trends is drawn. */
export type ChartOptions = {
	readonly width: number;
	readonly height: number;
	/** What y is measured in, and what x counts. */
	readonly unit: string;
	readonly xName: string;
	/** The x of the guide, whose values the legend shows. */
	readonly selectedX?: number | undefined;
	/** The y axis in decades; from 0 otherwise. */
	readonly log?: boolean;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};
