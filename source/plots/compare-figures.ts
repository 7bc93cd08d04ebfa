import {itemAt} from '../system/lists.js';
import {alignPoints, widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart, widthOf,
} from '../text/cells.js';
import type {Percentile} from '../campaign/model/percentiles.js';
import {formatCount, formatNumber, formatPercentile} from '../text/numbers.js';
import {
	concat, styled, trimEnd, type StyledText,
} from '../text/styled-text.js';
import {type Paint, markOf} from './canvas.js';

/** Summary of a distribution (ms); `figures` is null if there are no samples, and `note` says why. */
export type FigureRow = {
	readonly name: string;
	readonly count: number | null;
	readonly figures: Figures | null;
	readonly note: string;
};

/** Percentiles have bounds; mean and max are exact. */
export type Figures = {readonly mean: number; readonly p50: Percentile; readonly p90: Percentile; readonly p99: Percentile; readonly max: number};

type Options = {readonly width: number; readonly ascii?: boolean; readonly paint?: Paint};

/** Columns with a higher number are dropped first when space is short. */
const columns: ReadonlyArray<{readonly id: keyof Figures; readonly priority: number}> = [
	{id: 'mean', priority: 3}, {id: 'p50', priority: 0}, {id: 'p90', priority: 4}, {id: 'p99', priority: 1}, {id: 'max', priority: 2},
];

const maxName = 32;

/**
 * A header, then one line per row: series marker, name, n, and latencies (ms), each with its ratio to the first row. A row without figures has
 * its note instead of a series.
 */
export function drawCompareFigures(rows: readonly FigureRow[], {width, ascii = false, paint = text => text}: Options): readonly StyledText[] {
	const ellipsis = ellipsisFor(ascii);
	const head = `ms, ${times(ascii)} first`;
	const nameWidth = Math.max(head.length, markWidth + Math.min(maxName, widest(rows.map(({name}) => name))));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const shown = fittingColumns(columns.map(column => figureColumn(column, rows, ascii)), width - nameWidth - countWidth - gap.length);
	const seriesOf = (row: number) => rows.slice(0, row).filter(({figures}) => figures).length;
	return [
		concat([padEnd(head, nameWidth), padStart('n', countWidth), ...shown.map(column => column.head)], gap),
		...rows.map(({name, figures, note}, row) => {
			const mark = figures ? paint(markOf(seriesOf(row), ascii), seriesOf(row)) : ' ';
			return concat([
				styled`${mark} ${padEnd(cutMiddle(name, nameWidth - markWidth, ellipsis), nameWidth - markWidth)}`,
				padStart(itemAt(counts, row), countWidth),
				...figures ? shown.map(({cells}) => itemAt(cells, row)) : [note],
			], gap);
		}),
	].map(line => cutEnd(trimEnd(line), width, ellipsis));
}

const gap = '  ';
const markWidth = 2;

type Column = {readonly head: string; readonly priority: number; readonly cells: readonly string[]};

/** A column of values aligned at the decimal point, each with its ratio to the first. */
function figureColumn({id, priority}: (typeof columns)[number], rows: readonly FigureRow[], ascii: boolean): Column {
	const first = rows.find(({figures}) => figures)?.figures;
	const values = alignPoints(rows.map(({figures}) => figures ? figureText(figures[id], ascii) : ''));
	const ratios = rows.map(({figures}) => figures && first && figures !== first ? ratioText(figures[id], first[id], ascii) : '');
	const [valueWidth, ratioWidth] = [Math.max(id.length, widest(values)), widest(ratios)];
	const cells = values.map((value, row) => `${padStart(value, valueWidth)}${ratioWidth > 0 ? ` ${padEnd(itemAt(ratios, row), ratioWidth)}` : ''}`);
	return {priority, cells, head: padEnd(padStart(id, valueWidth), widest(cells))};
}

const times = (ascii: boolean): string => ascii ? 'x' : '×';

type Figure = number | Percentile;

const figureText = (figure: Figure, ascii: boolean): string => typeof figure === 'number' ? formatNumber(figure, {ascii}) : formatPercentile(figure, {ascii});

const boundsOf = (figure: Figure): Pick<Percentile, 'value' | 'low' | 'high'> =>
	typeof figure === 'number' ? {value: figure, low: figure, high: figure} : figure;

/**
 * The ratio of a figure to the first. For percentiles the true ratio lies between low/high and high/low: if that interval contains 1 the text is
 * `≈1`, otherwise the estimate with the bound nearest to 1, `×1.6 (≥1.2)`. Empty if the first is 0.
 */
function ratioText(figure: Figure, first: Figure, ascii: boolean): string {
	const [own, other] = [boundsOf(figure), boundsOf(first)];
	if (!(other.value > 0)) {
		return '';
	}

	const [low, high] = [own.low / other.high, other.low > 0 ? own.high / other.low : Infinity];
	if (low === high) {
		return `${times(ascii)}${formatRatio(low)}`;
	}

	if (low <= 1 && high >= 1) {
		return ascii ? '~1' : '≈1';
	}

	const bound = low > 1 ? `${ascii ? '>=' : '≥'}${formatRatio(low)}` : `${ascii ? '<=' : '≤'}${formatRatio(high)}`;
	return `${times(ascii)}${formatRatio(own.value / other.value)} (${bound})`;
}

/** Two significant digits, but all digits before the decimal point: `0.54`, `1.8`, `12`, `1,234`. */
function formatRatio(ratio: number): string {
	if (ratio < 0.095) {
		return formatNumber(ratio);
	}

	if (ratio < 0.995) {
		return ratio.toFixed(2);
	}

	return ratio < 9.95 ? ratio.toFixed(1) : formatCount(ratio);
}

/** Drops columns, highest priority number first, until the rest fit; those of priority 0 always stay. */
function fittingColumns(all: readonly Column[], available: number): readonly Column[] {
	const needed = all.reduce((sum, {head}) => sum + gap.length + widthOf(head), 0);
	const worst = Math.max(0, ...all.map(({priority}) => priority));
	return needed <= available || worst === 0 ? all : fittingColumns(all.filter(({priority}) => priority !== worst), available);
}
