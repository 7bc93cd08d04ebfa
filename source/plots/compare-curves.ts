import type {Cumulative} from '../campaign/model/percentiles.js';
import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {cutEnd, ellipsisFor, padStart} from '../text/cells.js';
import {styled, trimEnd, type StyledText} from '../text/styled-text.js';
import {plotEdge, type Axis} from './axes.js';
import {
	createCanvas, joinPoints, markOf, type Canvas,
} from './canvas.js';
import {tooSmallLines} from './chart-size.js';
import type {Compared, CompareOptions} from './compared.js';
import {latencyAxis, latencyAxisLines} from './latency-axis.js';

/** How cumulative shares map to rows: tick labels, and the height (0–1) of a share; null outside the plot. */
type ShareScale = {readonly marks: ReadonlyArray<readonly [share: number, label: string]>; readonly heightOf: (below: number) => number | null};

const cumulative: ShareScale = {
	marks: [[0, '0 %'], [0.25, '25 %'], [0.5, '50 %'], [0.75, '75 %'], [1, '100 %']],
	heightOf: below => below,
};

/** Tail levels: from 90 % on, each leaves a tenth of the samples beyond the previous one. */
const levels = [0.5, 0.9, 0.99, 0.999, 0.9999] as const;

/** 50, 90, 99 … % at equal distances, as in HdrHistogram's plots: an exponential tail is a straight line. */
const tail: ShareScale = {
	marks: levels.map(level => [level, `${Number((level * 100).toFixed(2))} %`] as const),
	heightOf(below) {
		if (below < levels[0]) {
			return null;
		}

		const nines = Math.min(levels.length - 1, -Math.log10(Math.max(1e-12, 1 - below)));
		// The step from 50 to 90 % has the same height, although 1 − p falls only to a fifth.
		const half = -Math.log10(1 - levels[0]);
		return (nines < 1 ? (nines - half) / (1 - half) : nines) / (levels.length - 1);
	},
};

/** The scales of cumulative shares, by name. */
export const shareScales = {cumulative, tail} as const;

/** Lines besides the plot: the rule of the axis and its labels. */
const frame = 2;

/**
 * Distributions as curves of the share of samples below each latency, on one log axis (ms): exact at bin edges, interpolated between them. The
 * selected one is drawn on top.
 */
export function drawCompareCurves(
	distributions: readonly Compared[],
	{width, height, scale, selected, ascii = false, paint = text => text}: CompareOptions & {readonly scale: keyof typeof shareScales},
): readonly StyledText[] {
	const cut = (line: StyledText) => cutEnd(trimEnd(line), width, ellipsisFor(ascii));
	const tooSmall = tooSmallLines({width, height}, ascii);
	if (tooSmall) {
		return tooSmall;
	}

	const curves = distributions.flatMap(({cumulative: curve}) => curve ? [curve] : []);
	if (curves.length === 0) {
		return ['no samples'];
	}

	const {marks, heightOf} = shareScales[scale];
	const rows = height - frame;
	const labels = new Map<number, string>();
	for (const [share, label] of marks) {
		const row = Math.round((heightOf(share) ?? 0) * (rows - 1));
		if (![row - 1, row].some(near => labels.has(near))) {
			labels.set(row, label);
		}
	}

	const labelWidth = widest([...labels.values()]);
	const columns = width - labelWidth - 1;
	const axis = latencyAxis(curves.flatMap(({values}) => [values[0] ?? 0, values.at(-1) ?? 0]));
	const canvas = createCanvas(columns, rows);
	const lines = curves.map(curve => pointsOf(curve, axis, {columns, rows, heightOf}));
	// What is drawn last is on top.
	const order = [...lines.keys()].sort((a, b) => Number(a === selected) - Number(b === selected));
	for (const series of order) {
		joinPoints(canvas, itemAt(lines, series), {series, rows, ascii});
	}

	for (const series of order) {
		markPoints(canvas, itemAt(lines, series), {series, ascii, count: lines.length});
	}

	const [rule, below] = latencyAxisLines(axis, columns, ascii);
	return [
		...canvas.lines(paint).map((line, index) => {
			const label = labels.get(rows - 1 - index);
			return cut(styled`${plotEdge(label, labelWidth, ascii)}${line}`);
		}),
		cut(`${' '.repeat(labelWidth)}${ascii ? '+' : '└'}${rule}`),
		cut(`${padStart('ms', labelWidth)} ${below}`),
	];
}

type Point = {readonly column: number; readonly row: number};

/** One point per column that the curve crosses: the share at the column's middle, clamped to the curve's min and max. */
function pointsOf(
	{values, shares}: Cumulative,
	{from, to}: Axis,
	{columns, rows, heightOf}: {readonly columns: number; readonly rows: number; readonly heightOf: ShareScale['heightOf']},
): readonly Point[] {
	const points: Point[] = [];
	const last = values.length - 1;
	let next = 0;
	for (let column = 0; column < columns; column++) {
		const [start, end] = [column, column + 1].map(edge => from * (to / from) ** (edge / columns)) as [number, number];
		if (end <= values[0]! || start > values[last]!) {
			continue;
		}

		const middle = Math.min(values[last]!, Math.max(values[0]!, Math.sqrt(start * end)));
		while (next < last && values[next + 1]! < middle) {
			next++;
		}

		const [a, b] = [values[next]!, values[Math.min(last, next + 1)]!];
		const part = b > a && a > 0 ? Math.min(1, Math.log(middle / a) / Math.log(b / a)) : 1;
		const below = end > values[last]! ? 1 : shares[next]! + (shares[Math.min(last, next + 1)]! - shares[next]!) * Math.max(0, part);
		const height = heightOf(below);
		if (height !== null) {
			points.push({column, row: Math.min(rows - 1, height * (rows - 1))});
		}
	}

	return points;
}

/** Columns between two markers of a single line; several lines take turns, so that identical curves all remain visible. */
const columnsPerMark = 5;

function markPoints(
	canvas: Canvas,
	points: readonly Point[],
	{series, ascii, count}: {readonly series: number; readonly ascii: boolean; readonly count: number},
): void {
	for (const [index, {column, row}] of points.entries()) {
		if (column % (columnsPerMark * count) === columnsPerMark * series || index === points.length - 1) {
			canvas.put(column, Math.round(row), markOf(series, ascii), series);
		}
	}
}
