import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount, formatPercentile} from '../text/numbers.js';
import {drawSparkRows} from './bars.js';
import {densityCells} from './density-plot.js';
import {latencyAxisLines} from './latency-axis.js';
import type {Multiple, MultiplesLayout} from './multiples-layout.js';

const gap = '  ';

/** What stands above a column: the axis (ms) above the densities, and in the layout of one line each `n` and `p99` above these. */
export function multiplesHead({isTall, name, axis, bars, count, p99}: MultiplesLayout, ascii = false): string {
	const labels = padEnd(latencyAxisLines(axis, bars, ascii)[1], bars);
	return isTall ? labels : [padEnd('ms', name), labels, padStart('n', count), padStart('p99', p99)].join(gap);
}

/** The lines of one distribution: its name and figures, and its density, its own greatest the highest. */
export type DrawnMultiple = {
	/** Before the density where all is in one line, above it where it is not. */
	readonly title: string;
	readonly lines: readonly string[];
};

/** One distribution in the lines of its cell: name, n and p99 (ms) in a line above its density, or beside it. */
export function drawMultiple(multiple: Multiple, layout: MultiplesLayout, ascii = false): DrawnMultiple {
	const ellipsis = ascii ? '~' : '…';
	const {isTall, rows, cell, bars} = layout;
	const name = padEnd(cutMiddle(multiple.name, layout.name, ellipsis), layout.name);
	const [count, p99] = [padStart(formatCount(multiple.count, {ascii}), layout.count), padStart(formatPercentile(multiple.p99, {ascii}), layout.p99)];
	const heights = densityCells(multiple.density, layout.axis, bars);
	const greatest = heights.reduce((max, height) => Math.max(max, height), 0);
	const hasSamples = multiple.density.length > 0;
	const drawn = hasSamples ? drawSparkRows([...heights], {rows, greatest, ascii}) : Array.from({length: rows}, () => '');
	const fit = (text: string, width: number) => padEnd(cutEnd(text, width, ellipsis), width);
	return isTall
		? {title: fit([name, ...hasSamples ? [`n ${count}`, `p99 ${p99}`] : [multiple.note]].join(gap), cell), lines: drawn.map(line => fit(line, cell))}
		: {title: name, lines: [fit(hasSamples ? [padEnd(drawn[0] ?? '', bars), count, p99].join(gap) : multiple.note, cell - layout.name - gap.length)]};
}
