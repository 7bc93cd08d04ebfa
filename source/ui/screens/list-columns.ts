import {primarySide, type LoadedIteration} from '../../campaign/model/iteration.js';
import {countsFrom} from '../../plots/bins.js';
import {logLabel} from '../../plots/axes.js';
import {drawSparkline} from '../../plots/sparkline.js';
import {fitEdges, stepEdges} from '../../plots/step-edges.js';
import {cleanText} from '../../text/clean.js';
import {formatCount, formatNumber} from '../../text/numbers.js';
import {primaryLatency} from './primary-latency.js';

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

/** What the list tells of each iteration, before its distribution. */
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
