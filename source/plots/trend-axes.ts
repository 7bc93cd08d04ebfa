import {formatCount, formatNumber} from '../text/numbers.js';
import {maxOf, minOf} from '../system/lists.js';
import {
	linearAxis, logAxis, axisLines, type Axis,
} from './axes.js';
import type {Point} from './canvas.js';
import type {TrendChartOptions} from './chart-options.js';
import {yRangeOf} from './trend-ranges.js';

// Whiskers much taller than the means would flatten the line to the bottom of the plot.
const maxWhiskerRatio = 1.5;

/** The y axis, linear from 0 (or the minimum, if negative) or in decades. Whiskers extend it to at most 1.5 times the maximum; one tick per three rows. */
export function yAxis(points: readonly Point[], rows: number, {log = false, spread = 'deviation'}: Pick<TrendChartOptions, 'log' | 'spread'>): Axis {
	const values = points.flatMap(({y}) => y === null ? [] : [y]);
	const [minimum, maximum] = [minOf(values), maxOf(values)];
	const tips = points.map(point => yRangeOf(point, spread)?.[1] ?? 0);
	const top = Math.max(maximum, Math.min(maximum * maxWhiskerRatio, maxOf(tips)));
	const [from, to] = [Math.min(0, minimum), Math.max(0, top)];
	return log ? logAxis([minimum, top]) : linearAxis(from, from === to ? 1 : to, {maximum: Math.floor((rows - 1) / 3)});
}

/** The x axis, to scale, with one tick per eight columns; integers get integer ticks. */
function xAxis(points: readonly Point[], columns: number): Axis {
	const indexes = points.map(({x}) => x);
	return linearAxis(minOf(indexes), maxOf(indexes), {
		maximum: Math.floor(columns / 8),
		minStep: indexes.every(x => Number.isInteger(x)) ? 1 : 0,
	});
}

/** Fraction of the axis reserved for points without an x value. */
const noneShare = 0.08;

/** Adds a separate position before the start of the axis, for points without an x value. */
function withNone(axis: Axis, noneX: number): Axis {
	return {
		from: noneX,
		to: axis.to,
		ticks: [{value: noneX, label: 'none'}, ...axis.ticks],
		share: value => value === noneX ? 0 : noneShare + ((1 - noneShare) * axis.share(value)),
	};
}

/** Marks the break in the rule between `none` and the start of the axis, where nothing is to scale. */
function breakRule(rule: string, columns: number, ascii: boolean): string {
	const [start, end] = [1, Math.max(1, Math.round(noneShare * (columns - 1)) - 1)].map(column => column + 1) as [number, number];
	const middle = Math.floor((start + end) / 2);
	return `${rule.slice(0, middle)}${ascii ? '/' : '╱'}${rule.slice(middle + 1)}`;
}

/** Replaces numeric tick labels by names: the ends first, then as many as fit. */
function named(axis: Axis, names: TrendChartOptions['xLabels']): Axis {
	if (!names || names.size === 0) {
		return axis;
	}

	const all = [...names].map(([value, label]) => ({value, label})).sort((a, b) => a.value - b.value);
	return {...axis, ticks: [all[0]!, ...all.slice(1).reverse()]};
}

/** The x axis of a trend, and whether it has a position for points without an x value. */
export type TrendXAxis = {readonly axis: Axis; readonly hasNone: boolean};

/** The x axis for these points in `columns` columns, with names instead of numbers if given. */
export function trendXAxis(points: readonly Point[], columns: number, {noneX, xLabels}: Pick<TrendChartOptions, 'noneX' | 'xLabels'>): TrendXAxis {
	const known = points.filter(point => point.x !== noneX);
	const plain = named(xAxis(known.length > 0 ? known : points, columns), xLabels);
	const hasNone = noneX !== undefined && known.length < points.length;
	return {axis: hasNone ? withNone(plain, noneX) : plain, hasNone};
}

/** The rule and the labels of the axis, indented by `indent` cells. */
export function xAxisLines(
	{axis, hasNone}: TrendXAxis,
	{columns, indent, ascii}: {readonly columns: number; readonly indent: number; readonly ascii: boolean},
): readonly [rule: string, labels: string] {
	const [rule, labels] = axisLines(axis, columns, ascii);
	const blanks = ' '.repeat(indent);
	return [`${blanks}${hasNone ? breakRule(rule, columns, ascii) : rule}`, `${blanks} ${labels}`];
}

/** The position of the guide: `┊ at 40`; null for points without an x value. */
export const guideText = (x: number | null, ascii: boolean): string =>
	`${ascii ? ':' : '┊'} at ${x === null ? 'none' : (Number.isInteger(x) ? formatCount(x) : formatNumber(x))}`;
