import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {countsFrom, type Bin} from './bins.js';
import {drawEdges} from './heatmap.js';
import {drawSparkRows} from './sparkline.js';
import {fitEdges, stepEdges} from './step-edges.js';

/** A distribution in 1-2-5 steps: how many samples, their 99th percentile (ms); `note` says why there are none. */
export type Multiple = {readonly name: string; readonly count: number | null; readonly p99: number | null; readonly bins: readonly Bin[]; readonly note: string};

/** How many stand beside each other, in how many cells; the bins and the scale that all of them share. */
export type MultiplesLayout = {
	readonly columns: number;
	/** Cells of one, and of its name, its bars, n, p99. */
	readonly cell: number;
	readonly name: number;
	readonly bars: number;
	readonly count: number;
	readonly p99: number;
	/** Where bins begin (ms). */
	readonly edges: readonly number[];
	/** The greatest share (0–1) that a bin has in any of them: the height of a full bar. */
	readonly greatest: number;
};

const mostName = 24;
const mostBin = 4;
const gap = 2;

/** The layout in which so many columns as find room stand beside each other, `margin` free cells before each. */
export function layoutMultiples(multiples: readonly Multiple[], {width, margin}: {readonly width: number; readonly margin: number}): MultiplesLayout {
	const all = stepEdges(multiples.flatMap(({bins}) => bins));
	const name = Math.max(2, Math.min(mostName, widest(multiples.map(one => one.name))));
	const count = widest(['n', ...multiples.map(one => formatCount(one.count))]);
	const p99 = widest(['p99', ...multiples.map(one => formatNumber(one.p99))]);
	const rest = margin + name + count + p99 + (3 * gap);
	const edges = fitEdges(all, Math.max(1, width - rest));
	const least = rest + Math.max(1, edges.length);
	const fitting = Math.max(1, Math.min(multiples.length, Math.floor((width + gap) / (least + gap))));
	const columns = Math.max(1, Math.ceil(multiples.length / Math.ceil(multiples.length / fitting)));
	const room = Math.floor((width + gap) / columns) - gap - rest;
	const bars = Math.max(1, edges.length) * Math.max(1, Math.min(mostBin, Math.floor(room / Math.max(1, edges.length))));
	const greatest = multiples.reduce((most, {bins}) => Math.max(most, greatestShare(countsFrom(edges, bins))), 0);
	return {
		columns, cell: rest + bars - margin, name, bars, count, p99, edges, greatest,
	};
}

const greatestShare = (counts: readonly number[]): number => {
	const total = counts.reduce((sum, count) => sum + count, 0);
	return total > 0 ? Math.max(...counts) / total : 0;
};

/** What stands above each column: the bins' edges (ms) above the bars, `n`, `p99`. */
export const multiplesHead = ({name, edges, bars, count, p99}: MultiplesLayout): string =>
	[padEnd('ms', name), padEnd(drawEdges(edges, bars / Math.max(1, edges.length)), bars), padStart('n', count), padStart('p99', p99)].join(' '.repeat(gap));

/**
 * One distribution in so many rows of `cell` cells: its name, a bar for each bin (its share of the own samples, on the scale of
 * all; an empty bin is a dot, in ASCII a blank), n and p99 in the last row.
 */
export function drawMultiple({name, count, p99, bins, note}: Multiple, layout: MultiplesLayout, {rows = 1, ascii = false}: {readonly rows?: number; readonly ascii?: boolean} = {}): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const title = padEnd(cutMiddle(name, layout.name, ellipsis), layout.name);
	const counts = countsFrom(layout.edges, bins);
	const total = counts.reduce((sum, one) => sum + one, 0);
	const each = layout.bars / Math.max(1, counts.length);
	const indent = ' '.repeat(layout.name + gap);
	const full = (line: string) => padEnd(cutEnd(line, layout.cell, ellipsis), layout.cell);
	if (total === 0) {
		return [...Array.from({length: rows - 1}, () => full('')), full([title, note].join(' '.repeat(gap)))];
	}

	const bars = drawSparkRows(counts.flatMap(one => Array.from({length: each}, () => one / total)), {rows, greatest: layout.greatest, ascii});
	const last = ascii ? bars.at(-1) ?? '' : (bars.at(-1) ?? '').replaceAll(' ', '·');
	return [
		...bars.slice(0, -1).map(bar => full(indent + bar)),
		full([title, last, padStart(formatCount(count, {ascii}), layout.count), padStart(formatNumber(p99, {ascii}), layout.p99)].join(' '.repeat(gap))),
	];
}
