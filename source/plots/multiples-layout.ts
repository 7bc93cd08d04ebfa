import {widest} from '../text/align.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import {countsFrom, type Bin} from './bins.js';
import {fitEdges, stepEdges} from './step-edges.js';

/** A distribution in 1-2-5 steps: how many samples, their 99th percentile (ms); `note` says why there are none. */
export type Multiple = {
	readonly name: string;
	readonly count: number | null;
	readonly p99: number | null;
	readonly bins: readonly Bin[];
	readonly note: string;
};

/** How many stand beside each other, in how many cells; the bins and the scale that all of them share. */
export type MultiplesLayout = {
	readonly columns: number;
	/** Whether bars have lines of their own below name and figures, `rows` of them. */
	readonly isTall: boolean;
	readonly rows: number;
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

export type MultiplesSpace = {readonly width: number; readonly height: number; /** Free cells before each. */ readonly margin: number};

/** Cells, or lines, between two. */
export const multiplesGap = 2;
const tallGap = 1;
const [minRows, maxRows] = [2, 6];
const [maxName, maxBin] = [24, 4];

/** The layout with as many columns as find room: bars in several rows where all distributions are in sight so, else one line each. */
export function layoutMultiples(multiples: readonly Multiple[], {width, height, margin}: MultiplesSpace): MultiplesLayout {
	const steps = stepEdges(multiples.flatMap(({bins}) => bins));
	const name = Math.max('ms'.length, Math.min(maxName, widest(multiples.map(multiple => multiple.name))));
	const count = widest(['n', ...multiples.map(multiple => formatCount(multiple.count))]);
	const p99 = widest(['p99', ...multiples.map(multiple => formatNumber(multiple.p99))]);
	const text = name + count + p99 + (2 * multiplesGap);
	const tall = grid(multiples.length, {width, margin, minimum: Math.max(text + 'n p99 '.length, steps.length)});
	const rows = Math.min(maxRows, Math.floor(height / tall.lines) - 1 - tallGap);
	const isTall = rows >= minRows && steps.length <= tall.cell;
	const beside = isTall ? 0 : text + multiplesGap;
	const edges = isTall ? steps : fitEdges(steps, Math.max(1, width - margin - beside));
	const {columns, cell} = isTall ? tall : grid(multiples.length, {width, margin, minimum: beside + Math.max(1, edges.length)});
	const bins = Math.max(1, edges.length);
	const bars = bins * Math.max(1, Math.min(maxBin, Math.floor((cell - beside) / bins)));
	return {
		columns, isTall, rows: isTall ? rows : 1, cell: isTall ? Math.max(bars, text + 'n p99 '.length) : beside + bars, name, bars, count, p99, edges,
		greatest: multiples.reduce((maximum, multiple) => Math.max(maximum, greatestShare(countsFrom(edges, multiple.bins))), 0),
	};
}

/** As few columns as make as few lines as possible, and how many cells each has. */
function grid(count: number, {width, margin, minimum}: {readonly width: number; readonly margin: number; readonly minimum: number}) {
	const fitting = Math.max(1, Math.min(count, Math.floor((width + multiplesGap) / (margin + minimum + multiplesGap))));
	const lines = Math.max(1, Math.ceil(count / fitting));
	const columns = Math.max(1, Math.ceil(count / lines));
	return {lines, columns, cell: Math.floor((width + multiplesGap) / columns) - multiplesGap - margin};
}

const greatestShare = (counts: readonly number[]): number => {
	const total = counts.reduce((sum, count) => sum + count, 0);
	return total > 0 ? Math.max(...counts) / total : 0;
};
