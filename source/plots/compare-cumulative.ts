import {itemAt} from '../system/assert.js';
import {cutEnd, padStart} from '../text/cells.js';
import {widest} from '../text/align.js';
import {
	axisLines, rowLabels, linearAxis, logAxis,
} from './axes.js';
import {trimBins, type Bin} from './bins.js';
import {
	createCanvas, type Canvas, joinPoints, markOf,
} from './canvas.js';
import type {CompareOptions, NamedBins} from './compare-bars.js';

const minimum = {width: 20, height: 5};
/** Lines that are no plot: the rule of the axis, its labels. */
const frame = 2;

/**
 * Distributions as lines of the share of samples below each latency, on one log axis (ms). A line steps up at the edges of the
 * bins, where that share is known; its top row is 100 % and no less. The selected one lies above the others.
 */
export function drawCompareCumulative(
	distributions: readonly NamedBins[],
	{width, height, selected, ascii = false, paint = text => text}: CompareOptions,
): readonly string[] {
	const cut = (line: string) => cutEnd(line.trimEnd(), width, ascii ? '~' : '…');
	if (width < minimum.width || height < minimum.height) {
		return [cut(`too small: ${minimum.width}${ascii ? 'x' : '×'}${minimum.height} needed`)].slice(0, Math.max(0, height));
	}

	const lines = distributions.map(({bins}) => trimBins(bins));
	if (lines.every(bins => bins.length === 0)) {
		return ['no samples'];
	}

	const rows = height - frame;
	const percent = linearAxis(0, 100, {maximum: Math.min(4, Math.floor((rows - 1) / 3))});
	const labels = new Map([...rowLabels(percent, rows)].map(([row, label]) => [row, `${label} %`]));
	const labelWidth = widest([...labels.values()]);
	const columns = width - labelWidth - 1;
	const axis = logAxis(lines.flat().flatMap(({from, to}) => [from, to]));
	const columnOf = (value: number) => Math.round(axis.share(value) * (columns - 1));
	const canvas = createCanvas(columns, rows);
	const order = drawingOrder(lines.length, selected);
	const steps = lines.map(bins => stepsOf(bins, {columnOf, rows}));
	for (const series of order) {
		joinPoints(canvas, itemAt(steps, series), {series, rows, ascii});
	}

	for (const series of order) {
		markSteps(canvas, itemAt(steps, series), {series, ascii, count: lines.length});
	}

	const [rule, below] = axisLines(axis, columns, ascii);
	const indent = ' '.repeat(labelWidth);
	return [
		...canvas.lines(paint).map((line, index) => {
			const label = labels.get(rows - 1 - index);
			return cut(`${padStart(label ?? '', labelWidth)}${label === undefined ? (ascii ? '|' : '│') : (ascii ? '+' : '┤')}${line}`);
		}),
		cut(`${indent}${rule}`),
		cut(`${indent} ${below}`),
	];
}

/** What is drawn last is seen. */
const drawingOrder = (count: number, selected = -1): readonly number[] => {
	const indexes = Array.from({length: count}, (_, index) => index);
	return [...indexes.filter(index => index !== selected), ...indexes.filter(index => index === selected)];
};

type Step = {readonly column: number; readonly row: number};

/** The row of each column from the first edge to that at which all samples are below. */
function stepsOf(bins: readonly Bin[], {columnOf, rows}: {readonly columnOf: (value: number) => number; readonly rows: number}): readonly Step[] {
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	const known = new Map<number, number>();
	let below = 0;
	for (const {from, to, count} of bins) {
		known.set(columnOf(from), below);
		below += count;
		known.set(columnOf(to), below);
	}

	const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
	const steps: Step[] = [];
	for (let column = first; column <= last; column++) {
		const share = (known.get(column) ?? 0) / total;
		steps.push({column, row: known.has(column) ? Math.floor(share * (rows - 1)) : steps.at(-1)?.row ?? 0});
	}

	return steps;
}

/** Columns from one mark to the next where there is one line; lines share these, so that alike ones are all seen. */
const markEach = 5;

function markSteps(
	canvas: Canvas,
	steps: readonly Step[],
	{series, ascii, count}: {readonly series: number; readonly ascii: boolean; readonly count: number},
): void {
	for (const [index, {column, row}] of steps.entries()) {
		if (column % (markEach * count) === markEach * series || index === steps.length - 1) {
			canvas.put(column, row, markOf(series, ascii), series);
		}
	}
}
