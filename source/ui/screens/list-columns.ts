import {speakingSide, type LoadedIteration} from '../../campaign/iteration.js';
import {countsFrom} from '../../plots/bins.js';
import {logLabel} from '../../plots/log-axis.js';
import {drawSparkline} from '../../plots/sparkline.js';
import {fitEdges, stepEdges} from '../../plots/step-edges.js';
import {cleanText} from '../../text/clean.js';
import {formatCount, formatNumber} from '../../text/numbers.js';
import {spokenLatency} from './spoken-latency.js';

/** What the distributions of all rows have in common: where their bins begin, and from where to where these go (ms). */
export type ListScale = {readonly edges: readonly number[]; readonly range: string};

type Look = {readonly ascii: boolean};

export type ListColumn = {
	readonly head: string;
	/** Cells at the most; it takes no more than its texts need. */
	readonly most: number;
	readonly align: 'left' | 'right';
	/** Columns of a higher number leave first where the list is narrow. */
	readonly priority: number;
	readonly text: (iteration: LoadedIteration, look: Look) => string;
};

const mostBins = 24;

/** What the list tells of each iteration, before its distribution. */
export const listColumns: readonly ListColumn[] = [
	{
		head: 'driver', most: 14, align: 'left', priority: 1, text: one => cleanText(one.driver ?? ''),
	},
	{
		head: 'call type', most: 12, align: 'left', priority: 3, text: one => cleanText(one.callType ?? ''),
	},
	{
		head: 'clients', most: 9, align: 'right', priority: 1, text: one => formatCount(one.clients.agents),
	},
	{
		head: 'servers', most: 9, align: 'right', priority: 5, text: one => formatCount(one.servers.agents),
	},
	{
		head: 'msg/s', most: 10, align: 'right', priority: 6, text: (one, look) => formatNumber(one[speakingSide(one)].rate, look),
	},
	{
		head: 'mean ms', most: 10, align: 'right', priority: 0, text: (one, look) => formatNumber(spokenLatency(one).mean, look),
	},
	{
		head: 'p99 ms', most: 10, align: 'right', priority: 7, text: (one, look) => formatNumber(spokenLatency(one).p99, look),
	},
	{
		head: 'failed', most: 10, align: 'right', priority: 2, text: one => formatCount(one.clients.failed + one.servers.failed),
	},
];

/** The same bins for all: 1-2-5 steps from the first to the last that has samples, powers of ten where these are too many. */
export function scaleOf(iterations: readonly LoadedIteration[], {ascii}: Look): ListScale {
	const bins = iterations.flatMap(one => spokenLatency(one).bins);
	const edges = stepEdges(bins);
	const end = bins.reduce((most, {to}) => Math.max(most, to), 0);
	return {edges: fitEdges(edges, mostBins), range: edges.length === 0 ? 'ms' : `${logLabel(edges[0] ?? 0)}${ascii ? '-' : '–'}${logLabel(end)} ms`};
}

/** The distribution of an iteration, a cell for each bin. */
export const drawBins = (iteration: LoadedIteration, {edges}: ListScale, {ascii}: Look): string => drawSparkline(countsFrom(edges, spokenLatency(iteration).bins), ascii);
