import type {DensityBin} from '../campaign/model/density.js';
import type {Percentile} from '../campaign/model/percentiles.js';
import {widest} from '../text/align.js';
import {formatCount, formatPercentile} from '../text/numbers.js';
import type {Axis} from './axes.js';
import {latencyAxis} from './latency-axis.js';

/** A distribution: how many samples, their 99th percentile; `note` says why there are none. */
export type Multiple = {
	readonly name: string;
	readonly count: number | null;
	readonly p99: Percentile | null;
	readonly density: readonly DensityBin[];
	readonly note: string;
};

/** How many stand beside each other, in how many cells, and the axis that all of them share. */
export type MultiplesLayout = {
	readonly columns: number;
	/** Lines of a density, below the line of its name and figures. */
	readonly rows: number;
	/** Cells of one, and of its name, its density, n, p99. */
	readonly cell: number;
	readonly name: number;
	readonly bars: number;
	readonly count: number;
	readonly p99: number;
	readonly axis: Axis;
};

export type MultiplesSpace = {readonly width: number; readonly height: number; /** Free cells before each. */ readonly margin: number};

/** Cells between two. */
export const multiplesGap = 2;
/** Lines of one that are no columns: its name and figures, and the free line below it. */
export const multipleFrame = 2;
/** Fewer rows hide small second modes: of three, an eighth is a twenty-fourth of the highest. */
const [minRows, maxRows] = [3, 6];
const maxName = 24;
/** Cells of a density: fewer hide modes, more tell nothing new. */
const [minBars, maxBars] = [24, 72];

/** The layout with as many columns as find room, and the rows with which all are in sight where these are enough to tell modes; else they scroll. */
export function layoutMultiples(multiples: readonly Multiple[], {width, height, margin}: MultiplesSpace): MultiplesLayout {
	const name = Math.max('ms'.length, Math.min(maxName, widest(multiples.map(multiple => multiple.name))));
	const count = widest(['n', ...multiples.map(multiple => formatCount(multiple.count))]);
	const p99 = widest(['p99', ...multiples.map(multiple => formatPercentile(multiple.p99))]);
	const text = name + count + p99 + (2 * multiplesGap) + 'n p99 '.length;
	const {columns, cell, lines} = grid(multiples.length, {width, margin, minimum: Math.max(text, minBars)});
	const bars = Math.max(1, Math.min(maxBars, cell));
	return {
		columns, rows: Math.max(minRows, Math.min(maxRows, Math.floor(height / lines) - multipleFrame)), cell: Math.max(bars, text), name, bars, count, p99,
		axis: latencyAxis(multiples.flatMap(({density}) => density.length > 0 ? [density[0]!.from, density.at(-1)!.to] : [])),
	};
}

/** As few columns as make as few lines as possible, and how many cells each has. */
function grid(count: number, {width, margin, minimum}: {readonly width: number; readonly margin: number; readonly minimum: number}) {
	const fitting = Math.max(1, Math.min(count, Math.floor((width + multiplesGap) / (margin + minimum + multiplesGap))));
	const lines = Math.max(1, Math.ceil(count / fitting));
	const columns = Math.max(1, Math.ceil(count / lines));
	return {lines, columns, cell: Math.floor((width + multiplesGap) / columns) - multiplesGap - margin};
}
