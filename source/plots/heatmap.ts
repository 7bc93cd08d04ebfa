import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import {countsFrom, type Bin} from './bins.js';
import {drawEdges, fitEdges} from './step-edges.js';

/** A row: how many samples, and their bins; `note` says why there are none. */
export type HeatRow = {readonly label: string; readonly count: number | null; readonly bins: readonly Bin[]; readonly note: string};

export type HeatmapOptions = {
	readonly width: number;
	/** Where the columns begin (ms), ascending: the same for all rows, so that they stay while rows scroll. */
	readonly edges: readonly number[];
	/** What stands above the labels. */
	readonly head?: string;
	readonly ascii?: boolean;
};

const maxLabel = 24;
const maxCell = 7;
const bounds = [0.001, 0.01, 0.1, 0.5, 1] as const;

/** Shades from the smallest share above zero to the largest; zero is a blank. */
export const shadesOf = (ascii: boolean): string => ascii ? '.:+*#' : '·░▒▓█';

/**
 * A head with the edges of the bins (ms), then a line for each row: each bin's share of the row as a shade. Where bins are more than
 * cells, those of a decade are one.
 */
export function drawHeatmap(rows: readonly HeatRow[], {width, edges: all, head = 'ms', ascii = false}: HeatmapOptions): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const labelWidth = Math.min(maxLabel, widest([head, ...rows.map(({label}) => label)]));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const room = width - labelWidth - countWidth - 4;
	const edges = fitEdges(all, room);
	const cell = Math.max(1, Math.min(maxCell, Math.floor(room / Math.max(1, edges.length))));
	const line = (label: string, count: string, rest: string) =>
		cutEnd(`${padEnd(cutMiddle(label, labelWidth, ellipsis), labelWidth)}  ${padStart(count, countWidth)}  ${rest}`.trimEnd(), width, ellipsis);
	return [
		line(head, 'n', drawEdges(edges, cell)),
		...rows.map(({label, bins, note}, index) => {
			const total = bins.reduce((sum, {count}) => sum + count, 0);
			const shades = countsFrom(edges, bins).map(count => shadeOf(count / total, ascii).repeat(cell)).join('');
			return line(label, itemAt(counts, index), total > 0 ? shades : note);
		}),
	];
}

const shadeOf = (share: number, ascii: boolean): string =>
	share > 0 ? shadesOf(ascii)[bounds.findIndex(bound => share <= bound)] ?? ' ' : ' ';
