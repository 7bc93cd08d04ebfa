import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount, formatPercentile} from '../text/numbers.js';
import {drawSparkRows} from './bars.js';
import {densityCells} from './density-plot.js';
import {latencyAxisLines} from './latency-axis.js';
import type {Multiple, MultiplesLayout} from './multiples-layout.js';

const gap = '  ';

/** The heading above a column: the shared axis (ms). */
export const multiplesHead = ({axis, bars}: MultiplesLayout, ascii = false): string => padEnd(latencyAxisLines(axis, bars, ascii)[1], bars);

/** A title with name and figures, and the lines of its density, scaled to its own peak. */
export type DrawnMultiple = {readonly title: string; readonly lines: readonly string[]};

/** One distribution in its part of the grid: name, n and p99 (ms) in a line above the density. */
export function drawMultiple(multiple: Multiple, layout: MultiplesLayout, ascii = false): DrawnMultiple {
	const ellipsis = ascii ? '~' : '…';
	const {rows, cell, bars} = layout;
	const name = padEnd(cutMiddle(multiple.name, layout.name, ellipsis), layout.name);
	const [count, p99] = [padStart(formatCount(multiple.count, {ascii}), layout.count), padStart(formatPercentile(multiple.p99, {ascii}), layout.p99)];
	const heights = densityCells(multiple.density, layout.axis, bars);
	const maxHeight = heights.reduce((max, height) => Math.max(max, height), 0);
	const hasSamples = multiple.density.length > 0;
	const drawn = hasSamples ? drawSparkRows([...heights], {rows, max: maxHeight, ascii}) : Array.from({length: rows}, () => '');
	const fit = (text: string) => padEnd(cutEnd(text, cell, ellipsis), cell);
	return {title: fit([name, ...hasSamples ? [`n ${count}`, `p99 ${p99}`] : [multiple.note]].join(gap)), lines: drawn.map(line => fit(line))};
}
