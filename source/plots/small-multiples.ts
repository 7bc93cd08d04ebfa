import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {countsFrom} from './bins.js';
import type {Multiple, MultiplesLayout} from './multiples-layout.js';
import {drawSparkRows} from './bars.js';
import {drawEdges} from './step-edges.js';

const gap = '  ';

/** What stands above a column: where bins begin (ms), above the bars, and in the layout of one line each `n` and `p99` above these. */
export function multiplesHead({isTall, name, edges, bars, count, p99}: MultiplesLayout): string {
	const labels = padEnd(drawEdges(edges, bars / Math.max(1, edges.length)), bars);
	return isTall ? labels : [padEnd('ms', name), labels, padStart('n', count), padStart('p99', p99)].join(gap);
}

/**
 * One distribution in the lines of its cell: a bar for each bin (its share of the own samples, on the scale of all; an empty bin
 * is a dot, in ASCII a blank), and name, n and p99 (ms) in a line above the bars, or beside them.
 */
export function drawMultiple(multiple: Multiple, layout: MultiplesLayout, ascii = false): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const {isTall, rows, cell} = layout;
	const title = padEnd(cutMiddle(multiple.name, layout.name, ellipsis), layout.name);
	const counts = countsFrom(layout.edges, multiple.bins);
	const total = counts.reduce((sum, value) => sum + value, 0);
	const figures = [padStart(formatCount(multiple.count, {ascii}), layout.count), padStart(formatNumber(multiple.p99, {ascii}), layout.p99)];
	const bars = total > 0 ? barRows(counts.map(value => value / total), layout, ascii) : Array.from({length: rows}, () => '');
	const lines = isTall
		? [[title, ...total > 0 ? [`n ${figures[0]}`, `p99 ${figures[1]}`] : [multiple.note]].join(gap), ...bars]
		: [[title, ...total > 0 ? [...bars, ...figures] : [multiple.note]].join(gap)];
	return lines.map(line => padEnd(cutEnd(line, cell, ellipsis), cell));
}

function barRows(shares: readonly number[], {bars, rows, greatest}: MultiplesLayout, ascii: boolean): readonly string[] {
	const each = bars / Math.max(1, shares.length);
	const drawn = drawSparkRows(shares.flatMap(share => Array.from({length: each}, () => share)), {rows, greatest, ascii});
	return drawn.map((row, index) => !ascii && index === drawn.length - 1 ? row.replaceAll(' ', '·') : row);
}
