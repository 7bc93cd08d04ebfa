import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import type {Bin} from '../campaign/model/distribution.js';
import {drawBar, longestBar} from './bars.js';
import {linearAxis} from './axes.js';

/** Numbers from `from` up to `to` (the last bin has its end too, but for counts), and how the bin is called. */
export type ValueBin = Bin & {readonly label: string};

type BinOptions = {
	/** Bins at the most. */
	readonly maximum: number;
	/** For what is counted: no bin is smaller than 1, and its end is not in it. */
	readonly isWhole?: boolean;
	readonly ascii?: boolean;
};

/** Numbers closer than this are taken as equal: steps between them would not be normal doubles. */
const minSpan = 1e-300;

/** Numbers in equal bins of 1, 2 or 5 times a power of ten, from the first to the last that has any; NaN is left out. */
export function valueBins(values: Float64Array, {maximum, isWhole = false, ascii = false}: BinOptions): readonly ValueBin[] {
	const known = values.filter(value => Number.isFinite(value));
	if (known.length === 0) {
		return [];
	}

	const minimum = known.reduce((a, b) => Math.min(a, b));
	const largest = known.reduce((a, b) => Math.max(a, b));
	const upper = largest - minimum < minSpan ? minimum : largest;
	const axis = linearAxis(minimum, isWhole ? upper + 1 : upper, {maximum: Math.max(1, maximum), minStep: isWhole ? 1 : 0});
	const ticks = [...axis.ticks].sort((a, b) => a.value - b.value);
	const counts = ticks.slice(1).map(() => 0);
	for (const value of known) {
		const index = binIndex(value, {...axis, count: counts.length});
		counts[index] = (counts[index] ?? 0) + 1;
	}

	const isSingle = isWhole && axis.to - axis.from === counts.length;
	const bins = counts.map((count, index): ValueBin => {
		const [from = ticks[0], to = from] = ticks.slice(index, index + 2);
		return {
			from: from?.value ?? 0,
			to: to?.value ?? 0,
			count,
			label: isSingle ? (from?.label ?? '') : `${from?.label ?? ''}${ascii ? '-' : '–'}${to?.label ?? ''}`,
		};
	});
	return bins.slice(counts.findIndex(count => count > 0), counts.findLastIndex(count => count > 0) + 1);
}

// A value on an edge may come out a rounding below it.
const binIndex = (value: number, {from, to, count}: {from: number; to: number; count: number}): number =>
	Math.max(0, Math.min(count - 1, Math.floor(((value - from) / (to - from) * count) + 1e-9)));

type Options = Omit<BinOptions, 'maximum'> & {
	readonly width: number;
	/** Lines at the most. */
	readonly height: number;
	/** Bars by the logarithm of the count. */
	readonly log?: boolean;
	/** A number whose bin gets a `>`; null for none. */
	readonly marked?: number | null;
};

/** Equal bins as lines: bounds, how many numbers, a bar. Equal counts have equal bars, and one in a million is visible. */
export function drawValueHistogram(
	values: Float64Array,
	{width, height, log = false, marked = null, isWhole = false, ascii = false}: Options,
): readonly string[] {
	const bins = valueBins(values, {maximum: height, isWhole, ascii});
	if (bins.length === 0) {
		return ['no values'];
	}

	const counts = bins.map(({count}) => formatCount(count));
	const [labelWidth, countWidth] = [widest(bins.map(({label}) => label)), widest(counts)];
	const barWidth = Math.max(1, Math.min(longestBar, width - labelWidth - countWidth - 6));
	const tallest = bins.reduce((maximum, {count}) => Math.max(maximum, count), 0);
	return bins.map(({from, to, count, label}, index) => {
		const isMarked = marked !== null && marked >= from && (marked < to || index === bins.length - 1);
		const share = log ? Math.log1p(count) / Math.log1p(tallest) : count / tallest;
		const line = `${isMarked ? '>' : ' '} ${padEnd(label, labelWidth)}  ${padStart(itemAt(counts, index), countWidth)}  ${drawBar(share, barWidth, ascii)}`;
		return cutEnd(line.trimEnd(), width, ascii ? '~' : '…');
	});
}
