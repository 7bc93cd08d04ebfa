import type {DensityBin} from '../campaign/model/density.js';
import {padEnd, widthOf} from '../text/cells.js';
import {logLabel, type Axis} from './axes.js';
import {drawSparkline} from './bars.js';
import {densityCells} from './density-plot.js';
import {isPowerOfTen, latencyAxis, latencyAxisLines} from './latency-axis.js';

/** What the densities of all rows share: the axis, and its range (ms) as text. */
export type RowScale = {readonly axis: Axis; readonly range: string};

/** Minimum width of a density in cells. */
const minDensityWidth = 18;
/** More cells than this per ombt bin show no more detail. */
const maxCellsPerDecade = 30;
/** From this width on, the header has ticks rather than a range. */
const ticksWidth = 40;

/** One axis for all rows, so that modes line up; `edges` are the min and max latencies of the rows (ms). */
export function rowScale(edges: readonly number[], ascii: boolean): RowScale {
	const axis = latencyAxis(edges);
	return {axis, range: edges.length === 0 ? 'ms' : `${logLabel(axis.from)}${ascii ? '-' : '–'}${logLabel(axis.to)} ms`};
}

/** Maximum useful width of a density in cells. */
export const maxDensityWidth = ({axis}: RowScale): number =>
	Math.max(minDensityWidth, Math.ceil(Math.log10(axis.to / axis.from) * maxCellsPerDecade));

/** The header above densities of that width: the ticks of the axis if they fit, otherwise its range, after the name if that fits. */
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

/** The minimum width of a density in cells, with its short header. */
export const densityMinimum = ({range}: RowScale): number => Math.max(minDensityWidth, widthOf(range));

/** The density of a row on the shared axis in `width` cells, scaled to its own peak. */
export const drawRowDensity = (
	density: readonly DensityBin[],
	{axis}: RowScale,
	{width, ascii}: {readonly width: number; readonly ascii: boolean},
): string => padEnd(drawSparkline([...densityCells(density, axis, width)], ascii), width);
