import {binsOf, percentileOfBins} from '../../../campaign/model/distribution.js';
import {primarySide, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {logLabel} from '../../../plots/axes.js';
import {
	countsFrom, mergeToSteps, trimBins, type Bin,
} from '../../../plots/bins.js';
import {drawSparkline} from '../../../plots/bars.js';
import {fitEdges, stepEdges} from '../../../plots/step-edges.js';
import {memoizeEach} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';
import {widthOf} from '../../../text/cells.js';

/** What a list shows of the latency of the primary side (ms): its samples in 1-2-5 steps; nulls without samples. */
type PrimaryLatency = {readonly mean: number | null; readonly p99: number | null; readonly bins: readonly Bin[]};

/** The latency of the primary side, computed once. */
const primaryLatency = memoizeEach((iteration: LoadedIteration): PrimaryLatency => {
	const {latency} = iteration[primarySide(iteration)];
	const bins = binsOf(latency.distribution);
	return {
		mean: latency.count === 0 ? null : latency.mean, p99: percentileOfBins(bins, latency, 0.99), bins: trimBins(mergeToSteps(bins)),
	};
});

/** What the distributions of all rows have in common: where their bins begin, and from where to where these go (ms). */
export type ListScale = {readonly edges: readonly number[]; readonly range: string};

type Look = {readonly ascii: boolean};

export type ListColumn = {
	readonly head: string;
	/** Cells at the most; it takes no more than its texts need. */
	readonly maximum: number;
	readonly align: 'left' | 'right';
	/** Columns of a higher number leave first where the list is narrow. */
	readonly priority: number;
	readonly text: (iteration: LoadedIteration, look: Look) => string;
};

const maxBins = 24;

/** Columns of the list, before the distribution. */
export const listColumns: readonly ListColumn[] = [
	{
		head: 'driver', maximum: 14, align: 'left', priority: 1, text: iteration => cleanText(iteration.driver ?? ''),
	},
	{
		head: 'call type', maximum: 12, align: 'left', priority: 3, text: iteration => cleanText(iteration.callType ?? ''),
	},
	{
		head: 'clients', maximum: 9, align: 'right', priority: 1, text: iteration => formatCount(iteration.clients.agents),
	},
	{
		head: 'servers', maximum: 9, align: 'right', priority: 5, text: iteration => formatCount(iteration.servers.agents),
	},
	{
		head: 'msg/s', maximum: 10, align: 'right', priority: 6, text: (iteration, look) => formatNumber(iteration[primarySide(iteration)].rate, look),
	},
	{
		head: 'mean ms', maximum: 10, align: 'right', priority: 0, text: (iteration, look) => formatNumber(primaryLatency(iteration).mean, look),
	},
	{
		head: 'p99 ms', maximum: 10, align: 'right', priority: 7, text: (iteration, look) => formatNumber(primaryLatency(iteration).p99, look),
	},
	{
		head: 'failed', maximum: 10, align: 'right', priority: 2, text: iteration => formatCount(iteration.clients.failed + iteration.servers.failed),
	},
];

/** The same bins for all: 1-2-5 steps from the first to the last that has samples, powers of ten where these are too many. */
export function scaleOf(iterations: readonly LoadedIteration[], {ascii}: Look): ListScale {
	const bins = iterations.flatMap(iteration => primaryLatency(iteration).bins);
	const edges = stepEdges(bins);
	const end = bins.reduce((maximum, {to}) => Math.max(maximum, to), 0);
	return {edges: fitEdges(edges, maxBins), range: edges.length === 0 ? 'ms' : `${logLabel(edges[0] ?? 0)}${ascii ? '-' : '–'}${logLabel(end)} ms`};
}

/** The distribution of an iteration, a cell for each bin. */
export const drawBins = (iteration: LoadedIteration, {edges}: ListScale, {ascii}: Look): string =>
	drawSparkline(countsFrom(edges, primaryLatency(iteration).bins), ascii);

/** The text of an iteration in a column of the list, the cells it takes, and how many of these are from its point on. */
export type ListCell = {readonly text: string; readonly width: number; readonly fraction: number};

/** A cell for each column of the list, computed once: while a campaign loads, the list is laid out again and again. */
export const listCells = (iteration: LoadedIteration, ascii: boolean): readonly ListCell[] => cellsIn[ascii ? 'ascii' : 'plain'](iteration);

const cellsWith = (ascii: boolean) =>
	memoizeEach((iteration: LoadedIteration): readonly ListCell[] => listColumns.map(({text}) => listCell(text(iteration, {ascii}))));
const cellsIn = {plain: cellsWith(false), ascii: cellsWith(true)};

function listCell(text: string): ListCell {
	const point = text.indexOf('.');
	return {text, width: widthOf(text), fraction: point === -1 ? 0 : text.length - point};
}
