import type {DensityBin} from '../campaign/model/density.js';
import {padEnd, widthOf} from '../text/cells.js';
import {logLabel, type Axis} from './axes.js';
import {drawSparkline} from './bars.js';
import {densityCells} from './density-plot.js';
import {isPowerOfTen, latencyAxis, latencyAxisLines} from './latency-axis.js';

/** What the densities of all rows have in common: the axis, and from where to where it goes (ms). */
export type RowScale = {readonly axis: Axis; readonly range: string};

/** Cells of a density at the least. */
const minDensityWidth = 18;
/** More cells than this for each bin of ombt's show nothing new. */
const maxCellsPerDecade = 30;
/** From here on its head has ticks rather than a range. */
const ticksWidth = 40;

/** One axis for all rows, so that modes stand below each other; `edges` are the least and the greatest latencies of the rows (ms). */
export function rowScale(edges: readonly number[], ascii: boolean): RowScale {
	const axis = latencyAxis(edges);
	return {axis, range: edges.length === 0 ? 'ms' : `${logLabel(axis.from)}${ascii ? '-' : '–'}${logLabel(axis.to)} ms`};
}

/** How many cells a density takes where it has room. */
export const maxDensityWidth = ({axis}: RowScale): number =>
	Math.max(minDensityWidth, Math.ceil(Math.log10(axis.to / axis.from) * maxCellsPerDecade));

/** The head above densities of so many cells: the ticks of their axis where there is room for these, else its range, behind its name where that fits. */
export function densityHead({axis, range}: RowScale, width: number, ascii: boolean): string {
	if (width < ticksWidth || range === 'ms') {
		const long = `density ${range}`;
		return long.length <= width ? long : range;
	}

	const ticks = axis.ticks.filter(({value}) => value === axis.from || value === axis.to || isPowerOfTen(value));
	const labels = padEnd(latencyAxisLines({...axis, ticks}, width, ascii)[1], width);
	const first = logLabel(axis.from);
	const name = [`${first} ms density, own scale`, `${first} ms density`, `${first} ms`].find(text => labels.startsWith(first) && labels.slice(first.length, text.length + 1).trim() === '');
	return name === undefined ? labels : name + labels.slice(name.length);
}

/** The cells that a density takes at the least, with its short head. */
export const densityMinimum = ({range}: RowScale): number => Math.max(minDensityWidth, widthOf(range));

/** The density of a row on the axis of all, in so many cells, its own greatest the highest. */
export const drawRowDensity = (
	density: readonly DensityBin[],
	{axis}: RowScale,
	{width, ascii}: {readonly width: number; readonly ascii: boolean},
): string => padEnd(drawSparkline([...densityCells(density, axis, width)], ascii), width);
