import {resample, withoutSlivers, type DensityBin} from '../campaign/model/density.js';
import {countIn} from '../campaign/model/distribution.js';
import type {Percentile} from '../campaign/model/percentiles.js';
import {maxOf} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import {
	formatCount, formatDigits, formatNumber, formatPercentile, formatShare,
} from '../text/numbers.js';
import type {Axis} from './axes.js';
import {drawSparkRows} from './bars.js';
import {cellAt, latencyAxis, latencyAxisLines} from './latency-axis.js';

/** A distribution, and the percentiles marked below it. */
export type Distributed = {
	readonly density: readonly DensityBin[];
	readonly percentiles: ReadonlyArray<{readonly name: string; readonly percentile: Percentile}>;
};

type Options = {
	readonly width: number;
	/** Height of the columns in lines; at least three. */
	readonly rows: number;
	readonly ascii?: boolean;
};

/** Lines of a density plot besides columns and percentiles: the rule of the axis and its labels. */
export const axisHeight = 2;
const minRows = 3;
/** From this width on, bounds and sample counts are written beside the marks. */
const minWideColumns = 90;

/** The share per decade in each of `cells` cells of an axis. */
export function densityCells(density: readonly DensityBin[], axis: Axis, cells: number): Float64Array {
	const perCell = Math.log10(axis.to / axis.from) / cells;
	return resample(withoutSlivers(density), axis, cells).shares.map(share => share / perCell);
}

/**
 * A density as columns over a log latency axis (ms) with ticks at 1-2-5 steps; heights are shares of the samples per decade. Below it, one line
 * per percentile shows its bounds on the same axis. Identical samples are a single column; see `densityNotes`.
 */
export function drawDensity({density, percentiles}: Distributed, {width, rows, ascii = false}: Options): readonly string[] {
	const axis = latencyAxis(density.flatMap(({from, to}) => [from, to]));
	const names = percentiles.map(({name, percentile}) => ({name, value: formatPercentile(percentile, {ascii})}));
	const nameWidth = widest(names.map(({name}) => name));
	const left = Math.max(6, nameWidth + 1 + widest(names.map(({value}) => value))) + 1;
	const notes = width >= minWideColumns ? percentiles.map(({percentile}) => boundsText(percentile, ascii)) : [];
	const right = notes.length === 0 ? 0 : widest(notes) + 2;
	const cells = Math.max(1, width - left - 1 - right);
	const heights = densityCells(density, axis, cells);
	const maxHeight = Math.max(0, maxOf(heights));
	const columns = drawSparkRows([...heights], {rows: Math.max(minRows, rows), max: maxHeight, ascii});
	const [rule, labels] = latencyAxisLines(axis, cells, ascii);
	const [line, corner, tick] = ascii ? ['|', '+', '+'] : ['│', '└', '┤'];
	const cut = (text: string) => cutEnd(text.trimEnd(), width, ellipsisFor(ascii));
	return [
		...columns.map((column, row) => cut(`${padStart(row === 0 ? formatDigits(maxHeight, 2) : '', left - 1)} ${row === 0 ? tick : line}${column}`)),
		cut(`${padStart('0', left - 1)} ${corner}${rule}`),
		cut(`${padStart('ms', left - 1)}  ${labels}`),
		...percentiles.map(({percentile}, index) => {
			const {name, value} = names[index]!;
			const mark = padEnd(drawBounds(percentile, axis, cells, ascii), cells);
			return cut(`${padEnd(name, nameWidth)} ${padStart(value, left - nameWidth - 2)}  ${mark}  ${notes[index] ?? ''}`);
		}),
	];
}

/** `├──┃─┤`: a percentile between its bounds; a single cell if both bounds fall into it. */
function drawBounds({value, low, high}: Percentile, axis: Axis, cells: number, ascii: boolean): string {
	const [from, to, line, mark] = ascii ? ['|', '|', '-', ':'] : ['├', '┤', '─', '┃'];
	// The cell that ends at the upper bound, not the one that begins there.
	const start = cellAt(axis, low, cells);
	const end = Math.max(start, Math.ceil(axis.share(high) * cells - 1e-9) - 1);
	const at = Math.min(end, cellAt(axis, value, cells));
	const text = Array.from({length: cells}, () => ' ');
	text.fill(line, start, end + 1);
	text[start] = from;
	text[end] = to;
	text[at] = mark;
	return text.join('').trimEnd();
}

/** `4.0–5.0 ms, 1,250 beyond`. */
function boundsText({low, high, beyond}: Percentile, ascii: boolean): string {
	const range = low === high ? formatNumber(low, {ascii}) : `${formatNumber(low, {ascii})}${ascii ? '-' : '–'}${formatNumber(high, {ascii})}`;
	return `${range} ms, ${formatCount(beyond)} beyond`;
}

/** Facts about a density that the plot cannot show, as sentences; usually none. */
export function densityNotes(density: readonly DensityBin[], {ascii = false}: {readonly ascii?: boolean} = {}): readonly string[] {
	const total = countIn(density);
	const atZero = density.reduce((sum, {to, count}) => sum + (to <= 0 ? count : 0), 0);
	const alike = density.filter(({count}) => count > 0);
	return [
		...alike.length === 1 && alike[0]!.from === alike[0]!.to ? [`all samples are ${formatNumber(alike[0]!.from, {ascii})} ms`] : [],
		...atZero > 0 ? [`${formatShare(atZero, total, {ascii})} at 0 ms, left of the axis`] : [],
	];
}
