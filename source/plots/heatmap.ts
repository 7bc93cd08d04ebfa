import type {DensityBin} from '../campaign/model/density.js';
import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import {densityCells} from './density-plot.js';
import {latencyAxis, latencyAxisLines} from './latency-axis.js';

/** A row: its sample count and density; `note` says why there is none. */
export type HeatRow = {readonly label: string; readonly count: number | null; readonly density: readonly DensityBin[]; readonly note: string};

export type HeatmapOptions = {
	readonly width: number;
	/** Values that the axis must cover (ms), so that it does not change while rows scroll. */
	readonly extremes: readonly number[];
	/** Heading above the labels. */
	readonly head?: string;
	readonly ascii?: boolean;
	/** Paints cells of a ramp step, counted from 0. */
	readonly paint?: (text: string, step: number) => string;
};

const maxLabel = 32;
/** Lower limits of the ramp steps in share per decade: about a factor of three apart. */
export const heatSteps: readonly number[] = [0, 0.01, 0.03, 0.1, 0.3, 1, 3];
const ramps = {unicode: '▁▂▃▄▅▆▇', ascii: '.:-=+*#'} as const;

/** The characters of the ramp, from sparse to dense. */
export const heatRamp = (ascii: boolean): string => ascii ? ramps.ascii : ramps.unicode;

/** A header with the axis (log, ending at 1-2-5 steps), then one line per row: each cell's character stands for its share per decade. */
export function drawHeatmap(
	rows: readonly HeatRow[],
	{width, extremes, head = 'ms', ascii = false, paint = text => text}: HeatmapOptions,
): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const labelWidth = Math.min(maxLabel, widest([head, ...rows.map(({label}) => label)]));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const axis = latencyAxis(extremes);
	const cells = Math.max(1, width - labelWidth - countWidth - 4);
	const line = (label: string, count: string, rest: string) =>
		cutEnd(`${padEnd(cutMiddle(label, labelWidth, ellipsis), labelWidth)}  ${padStart(count, countWidth)}  ${rest}`.trimEnd(), width, ellipsis);
	return [
		line(head, 'n', latencyAxisLines(axis, cells, ascii)[1]),
		...rows.map(({label, density, note}, index) =>
			line(label, itemAt(counts, index), density.length > 0 ? heatCells(densityCells(density, axis, cells), heatRamp(ascii), paint) : note)),
	];
}

/** Paints each run of cells of the same step in one call. */
function heatCells(densities: Float64Array, ramp: string, paint: (text: string, step: number) => string): string {
	let line = '';
	let run = '';
	let runStep = -1;
	const flush = () => {
		line += runStep === -1 ? run : paint(run, runStep);
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
	return line;
}
