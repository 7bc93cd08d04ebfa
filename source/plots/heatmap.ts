import type {DensityBin} from '../campaign/model/density.js';
import {concat, type StyledText} from '../text/styled-text.js';
import {densityCells} from './density-plot.js';
import {drawAxisRows, type AxisRow, type AxisRowsOptions} from './latency-axis.js';

/** A row; `note` says why there is no density. */
export type HeatRow = AxisRow & {readonly density: readonly DensityBin[]; readonly note: string};

/** Options of a heatmap. */
export type HeatmapOptions = AxisRowsOptions & {
	/** Paints cells of a ramp step, counted from 0. */
	readonly paint?: (text: string, step: number) => StyledText;
};

const maxLabel = 32;
/** Lower limits of the ramp steps in share per decade: about a factor of three apart. */
export const heatSteps: readonly number[] = [0, 0.01, 0.03, 0.1, 0.3, 1, 3];
const ramps = {unicode: '▁▂▃▄▅▆▇', ascii: '.:-=+*#'} as const;

/** The characters of the ramp, from sparse to dense. */
export const heatRamp = (ascii: boolean): string => ascii ? ramps.ascii : ramps.unicode;

/** A header with the axis (log, ending at 1-2-5 steps), then one line per row: each cell's character stands for its share per decade. */
export const drawHeatmap = (rows: readonly HeatRow[], {paint = text => text, ...options}: HeatmapOptions): readonly StyledText[] =>
	drawAxisRows(rows, options, {
		maxLabel,
		draw: ({density, note}, axis, cells) =>
			density.length > 0 ? heatCells(densityCells(density, axis, cells), heatRamp(options.ascii ?? false), paint) : note,
	});

/** Paints each run of cells of the same step in one call. */
function heatCells(densities: Float64Array, ramp: string, paint: (text: string, step: number) => StyledText): StyledText {
	const runs: StyledText[] = [];
	let run = '';
	let runStep = -1;
	const flush = () => {
		runs.push(runStep === -1 ? run : paint(run, runStep));
		run = '';
	};

	for (const density of densities) {
		const step = heatSteps.findLastIndex(limit => density > limit);
		if (step !== runStep) {
			flush();
			runStep = step;
		}

		run += step === -1 ? ' ' : ramp[step] ?? ' ';
	}

	flush();
	return concat(runs);
}
