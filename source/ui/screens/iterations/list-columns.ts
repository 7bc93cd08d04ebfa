import {latencyDensity, type DensityBin} from '../../../campaign/model/density.js';
import {primarySide, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {percentileOf} from '../../../campaign/model/percentiles.js';
import {logLabel, type Axis} from '../../../plots/axes.js';
import {drawSparkline} from '../../../plots/bars.js';
import {densityCells} from '../../../plots/density-plot.js';
import {latencyAxis} from '../../../plots/latency-axis.js';
import {memoizeEach} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount, formatNumber, formatPercentile} from '../../../text/numbers.js';
import {widthOf} from '../../../text/cells.js';

const latencyOf = (iteration: LoadedIteration) => iteration[primarySide(iteration)].latency;

const densityFor = (iteration: LoadedIteration): readonly DensityBin[] => latencyDensity(latencyOf(iteration));

/** What the densities of all rows have in common: the axis, and from where to where it goes (ms). */
export type ListScale = {readonly axis: Axis; readonly range: string};

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

/** Cells of a density. */
export const densityWidth = 24;

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
		head: 'servers', maximum: 9, align: 'right', priority: 8, text: iteration => formatCount(iteration.servers.agents),
	},
	{
		head: 'msg/s', maximum: 10, align: 'right', priority: 5, text: (iteration, look) => formatNumber(iteration[primarySide(iteration)].rate, look),
	},
	{
		head: 'mean ms', maximum: 10, align: 'right', priority: 0, text: (iteration, look) => formatNumber(latencyOf(iteration).count === 0 ? null : latencyOf(iteration).mean, look),
	},
	{
		head: 'p50 ms', maximum: 10, align: 'right', priority: 7, text: (iteration, look) => formatPercentile(percentileOf(latencyOf(iteration), 50), look),
	},
	{
		head: 'p99 ms', maximum: 10, align: 'right', priority: 6, text: (iteration, look) => formatPercentile(percentileOf(latencyOf(iteration), 99), look),
	},
	{
		head: 'failed', maximum: 10, align: 'right', priority: 2, text: iteration => formatCount(iteration.clients.failed + iteration.servers.failed),
	},
];

/** One axis for all, so that modes stand below each other. */
export function scaleOf(iterations: readonly LoadedIteration[], {ascii}: Look): ListScale {
	const densities = iterations.map(iteration => densityFor(iteration)).filter(density => density.length > 0);
	const axis = latencyAxis(densities.flatMap(density => [density[0]!.from, density.at(-1)!.to]));
	return {axis, range: densities.length === 0 ? 'ms' : `${logLabel(axis.from)}${ascii ? '-' : '–'}${logLabel(axis.to)} ms`};
}

/** The density of an iteration on the axis of all, its own greatest the highest. */
export const drawRowDensity = (iteration: LoadedIteration, {axis}: ListScale, {ascii}: Look): string =>
	drawSparkline([...densityCells(densityFor(iteration), axis, densityWidth)], ascii);

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
