import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart, widthOf,
} from '../text/cells.js';
import {formatCount, formatShare} from '../text/numbers.js';
import {drawBar, longestBar} from './bars.js';
import {
	countsFrom, rowsOf, sumBins, type Bin,
} from './bins.js';
import {type Paint, markOf} from './canvas.js';

/** A name, a shorter one for where room is short, and the samples that go by it. */
export type NamedBins = {readonly name: string; readonly short: string; readonly bins: readonly Bin[]};

export type CompareOptions = {
	readonly width: number;
	readonly height: number;
	/** The index of the iteration under the cursor. */
	readonly selected?: number | undefined;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};

type BarOptions = CompareOptions & {
	/** Bars and numbers of samples, or of their share of the own sum. */
	readonly measure: 'counts' | 'share';
	/** Bars by the logarithm. */
	readonly log?: boolean;
};

/**
 * Distributions side by side: a head with their names, then a line for each bin (bounds in ms) with a number and a bar for each.
 * All have the same bins and one scale: equal bars are equal numbers.
 */
export function drawCompareBars(
	distributions: readonly NamedBins[],
	{width, height, measure, selected, log = false, ascii = false, paint = text => text}: BarOptions,
): readonly string[] {
	const rows = rowsOf(sumBins(distributions.map(({bins}) => bins)), height - 1);
	if (distributions.length === 0 || rows.every(({count}) => count === 0)) {
		return ['no samples'];
	}

	const ellipsis = ascii ? '~' : '…';
	const bounds = rows.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const boundsWidth = Math.max(2, widest(bounds));
	const columns = distributions.map(({bins}) =>
		barColumn(
			countsFrom(
				rows.map(({from}) => from),
				bins,
			),
			measure,
			ascii,
		));
	const cell = Math.floor((width - boundsWidth) / distributions.length);
	const numberColumns = Math.max(4, widest(columns.flatMap(({texts}) => texts))) + 1;
	// Bars are what compares: without room for both, numbers give way.
	const numberWidth = cell - gap.length - numberColumns < minBar ? 0 : numberColumns;
	const barWidth = Math.max(1, Math.min(longestBar, cell - gap.length - numberWidth));
	const columnWidth = gap.length + numberWidth + barWidth;
	const scale = scaleOf(columns, log);
	const head = distributions.map(({name, short}, index) => {
		const title = widthOf(name) <= columnWidth - signs ? name : cutMiddle(short, Math.max(1, columnWidth - signs), ellipsis);
		return padEnd(
			cutEnd(` ${index === selected ? '>' : ' '}${paint(`${markOf(index, ascii)} ${title}`, index)}`, columnWidth, ellipsis),
			columnWidth,
		);
	});

	const barOf = (value: number, index: number) => {
		const bar = drawBar(scale(value), barWidth, ascii);
		return `${bar === '' ? '' : paint(bar, index)}${' '.repeat(barWidth - widthOf(bar))}`;
	};

	const cellsOf = (row: number) =>
		columns
			.map(({texts, values}, index) =>
				`${gap}${numberWidth > 0 ? `${padStart(itemAt(texts, row), numberWidth - 1)} ` : ''}${barOf(itemAt(values, row), index)}`)
			.join('');
	return [
		`${padEnd('ms', boundsWidth)}${head.join('')}`,
		...rows.map(({empty}, row) => `${padEnd(itemAt(bounds, row), boundsWidth)}${empty > 1 ? `${gap}(${empty} empty)` : cellsOf(row)}`),
	]
		.slice(0, height)
		.map(line => cutEnd(line.trimEnd(), width, ellipsis));
}

const gap = '  ';
/** Cells before a name: blank, cursor, mark, blank. */
const signs = 4;
const minBar = 3;

type Column = {readonly total: number; readonly values: readonly number[]; readonly texts: readonly string[]};

/** What is written and drawn in each row. */
function barColumn(counts: readonly number[], measure: BarOptions['measure'], ascii: boolean): Column {
	const total = counts.reduce((sum, count) => sum + count, 0);
	return measure === 'counts'
		? {total, values: counts, texts: counts.map(count => formatCount(count))}
		: {total, values: counts.map(count => total > 0 ? count / total : 0), texts: counts.map(count => formatShare(count, total, {ascii}))};
}

/** What part of the greatest value a value is. On a log scale the least share that can be is that of one sample of the largest distribution. */
function scaleOf(columns: readonly Column[], log: boolean): (value: number) => number {
	const greatest = Math.max(...columns.flatMap(({values}) => values));
	const unit = greatest > 1 ? 1 : Math.max(...columns.map(({total}) => total));
	return log ? value => Math.log1p(value * unit) / Math.log1p(greatest * unit) : value => value / greatest;
}
