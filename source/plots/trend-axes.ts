import type {Axis} from './axis.js';
import {linearAxis} from './linear-axis.js';
import {logAxis} from './log-axis.js';
import type {Point} from './series.js';

// Beside a σ far above them the means themselves would be a line at the bottom.
const whiskerRoom = 1.5;

/** The y axis from 0 (or the least value below it), or in decades; room for whiskers up to one and a half of the greatest value, one tick per three rows. */
export function yAxis(points: readonly Point[], rows: number, log: boolean): Axis {
	const values = points.flatMap(({y}) => y === null ? [] : [y]);
	const [minimum, greatest] = [extreme(values, Math.min), extreme(values, Math.max)];
	const tips = points.map(({y, stdev}) => (y ?? 0) + (stdev ?? 0));
	const top = Math.max(greatest, Math.min(greatest * whiskerRoom, extreme(tips, Math.max)));
	const [from, to] = [Math.min(0, minimum), Math.max(0, top)];
	return log ? logAxis([minimum, top]) : linearAxis(from, from === to ? 1 : to, {maximum: Math.floor((rows - 1) / 3)});
}

/** The x axis to scale, one tick per eight columns; what is counted has whole ticks. */
export function xAxis(points: readonly Point[], columns: number): Axis {
	const indexes = points.map(({x}) => x);
	return linearAxis(extreme(indexes, Math.min), extreme(indexes, Math.max), {
		maximum: Math.floor(columns / 8),
		minStep: indexes.every(x => Number.isInteger(x)) ? 1 : 0,
	});
}

// A campaign may have more points than a call takes arguments.
const extreme = (values: readonly number[], better: (a: number, b: number) => number): number => values.reduce((best, value) => better(best, value));
