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
	/** Whether densities have lines of their own below name and figures, `rows` of them. */
	readonly isTall: boolean;
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

/** Cells, or lines, between two. */
export const multiplesGap = 2;
const tallGap = 1;
const [minRows, maxRows] = [2, 6];
const maxName = 24;
/** Cells of a density: fewer hide modes, more tell nothing new. */
const [minBars, maxBars] = [24, 72];

/** The layout with as many columns as find room: densities in several rows where all are in sight so, else one line each. */
export function layoutMultiples(multiples: readonly Multiple[], {width, height, margin}: MultiplesSpace): MultiplesLayout {
	const name = Math.max('ms'.length, Math.min(maxName, widest(multiples.map(multiple => multiple.name))));
	const count = widest(['n', ...multiples.map(multiple => formatCount(multiple.count))]);
	const p99 = widest(['p99', ...multiples.map(multiple => formatPercentile(multiple.p99))]);
	const text = name + count + p99 + (2 * multiplesGap);
	const tall = grid(multiples.length, {width, margin, minimum: Math.max(text + 'n p99 '.length, minBars)});
	const rows = Math.min(maxRows, Math.floor(height / tall.lines) - 1 - tallGap);
	const isTall = rows >= minRows;
	const beside = isTall ? 0 : text + multiplesGap;
	const {columns, cell} = isTall ? tall : grid(multiples.length, {width, margin, minimum: beside + minBars});
	const bars = Math.max(1, Math.min(maxBars, cell - beside));
	return {
		columns, isTall, rows: isTall ? rows : 1, cell: isTall ? Math.max(bars, text + 'n p99 '.length) : beside + bars, name, bars, count, p99,
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
