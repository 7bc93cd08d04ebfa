import {densityEnds, type DensityBin} from '../campaign/model/density.js';
import type {Percentile} from '../campaign/model/percentiles.js';
import {maxOf} from '../system/lists.js';
import {widest} from '../text/align.js';
import {formatCount, formatPercentile} from '../text/numbers.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import type {Axis} from './axes.js';
import {latencyAxis, latencyAxisLines} from './latency-axis.js';
import {drawSparkRows} from './bars.js';
import {densityCells} from './density-plot.js';

/** A distribution: its sample count and 99th percentile; `note` says why there is none. */
export type Multiple = {
	readonly name: string;
	readonly count: number | null;
	readonly p99: Percentile | null;
	readonly density: readonly DensityBin[];
	readonly note: string;
};

/** How many plots fit side by side, their size in cells, and the axis they share. */
export type MultiplesLayout = {
	readonly columns: number;
	/** Height of a density in lines, below the line with its name and figures. */
	readonly rows: number;
	/** Widths in cells: of a whole plot, its name, its density, n and p99. */
	readonly cell: number;
	readonly name: number;
	readonly bars: number;
	readonly count: number;
	readonly p99: number;
	readonly axis: Axis;
};

type MultiplesSpace = {readonly width: number; readonly height: number; /** Free cells before each plot. */ readonly margin: number};

/** Cells between two plots. */
export const multiplesGap = 2;
/** Lines of a plot besides its columns: name and figures, and the blank line below. */
export const multipleFrame = 2;
/** Fewer rows hide small second modes: with three, the smallest visible height is a twenty-fourth of the peak. */
const [minRows, maxRows] = [3, 6];
const maxName = 24;
/** Width of a density in cells: fewer hide modes, more add no detail. */
const [minBars, maxBars] = [24, 72];

/** As many columns as fit, and as many rows as let all plots be visible without scrolling, within the limits that keep modes recognisable. */
export function layoutMultiples(multiples: readonly Multiple[], {width, height, margin}: MultiplesSpace): MultiplesLayout {
	const name = Math.max('ms'.length, Math.min(maxName, widest(multiples.map(multiple => multiple.name))));
	const count = widest(['n', ...multiples.map(multiple => formatCount(multiple.count))]);
	const p99 = widest(['p99', ...multiples.map(multiple => formatPercentile(multiple.p99))]);
	const text = name + count + p99 + (2 * multiplesGap) + 'n p99 '.length;
	const {columns, cell, lines} = grid(multiples.length, {width, margin, minimum: Math.max(text, minBars)});
	const bars = Math.max(1, Math.min(maxBars, cell));
	return {
		columns, rows: Math.max(minRows, Math.min(maxRows, Math.floor(height / lines) - multipleFrame)), cell: Math.max(bars, text), name, bars, count, p99,
		axis: latencyAxis(multiples.flatMap(({density}) => densityEnds(density))),
	};
}

/** The fewest columns that reach the minimum number of lines, and the cells available to each. */
function grid(count: number, {width, margin, minimum}: {readonly width: number; readonly margin: number; readonly minimum: number}) {
	const fitting = Math.max(1, Math.min(count, Math.floor((width + multiplesGap) / (margin + minimum + multiplesGap))));
	const lines = Math.max(1, Math.ceil(count / fitting));
	const columns = Math.max(1, Math.ceil(count / lines));
	return {lines, columns, cell: Math.floor((width + multiplesGap) / columns) - multiplesGap - margin};
}

const gap = '  ';

/** The heading above a column: the shared axis (ms). */
export const multiplesHead = ({axis, bars}: MultiplesLayout, ascii = false): string => padEnd(latencyAxisLines(axis, bars, ascii)[1], bars);

/** A title with name and figures, and the lines of its density, scaled to its own peak. */
type DrawnMultiple = {readonly title: string; readonly lines: readonly string[]};

/** One distribution in its part of the grid: name, n and p99 (ms) in a line above the density. */
export function drawMultiple(multiple: Multiple, layout: MultiplesLayout, ascii = false): DrawnMultiple {
	const ellipsis = ellipsisFor(ascii);
	const {rows, cell, bars} = layout;
	const name = padEnd(cutMiddle(multiple.name, layout.name, ellipsis), layout.name);
	const [count, p99] = [padStart(formatCount(multiple.count, {ascii}), layout.count), padStart(formatPercentile(multiple.p99, {ascii}), layout.p99)];
	const heights = densityCells(multiple.density, layout.axis, bars);
	const maxHeight = Math.max(0, maxOf(heights));
	const hasSamples = multiple.density.length > 0;
	const drawn = hasSamples ? drawSparkRows([...heights], {rows, max: maxHeight, ascii}) : Array.from({length: rows}, () => '');
	const fit = (text: string) => padEnd(cutEnd(text, cell, ellipsis), cell);
	return {title: fit([name, ...hasSamples ? [`n ${count}`, `p99 ${p99}`] : [multiple.note]].join(gap)), lines: drawn.map(line => fit(line))};
}
