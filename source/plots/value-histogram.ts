import {itemAt, maxOf, minOf} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import type {Bin} from '../campaign/model/distribution.js';
import {drawBar, longestBar} from './bars.js';
import {linearAxis} from './axes.js';

/** Values from `from` up to but excluding `to` (the last bin includes it, except for counts), and the bin's label. */
export type ValueBin = Bin & {readonly label: string};

type BinOptions = {
	/** Maximum number of bins. */
	readonly maximum: number;
	/** For counts: bins are at least 1 wide and exclude their upper end. */
	readonly isWhole?: boolean;
	readonly ascii?: boolean;
};

/** Smaller ranges are treated as a single value: bin widths would not be normal doubles. */
const minSpan = 1e-300;

/** Equal bins of 1, 2 or 5 times a power of ten, from the first to the last non-empty one; non-finite values are ignored. */
export function valueBins(values: Float64Array, {maximum, isWhole = false, ascii = false}: BinOptions): readonly ValueBin[] {
	const known = values.filter(value => Number.isFinite(value));
	if (known.length === 0) {
		return [];
	}

	const [minimum, largest] = [minOf(known), maxOf(known)];
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

// Rounding may put a value just below its edge.
const binIndex = (value: number, {from, to, count}: {from: number; to: number; count: number}): number =>
	Math.max(0, Math.min(count - 1, Math.floor(((value - from) / (to - from) * count) + 1e-9)));

type Options = Omit<BinOptions, 'maximum'> & {
	readonly width: number;
	/** Maximum number of lines. */
	readonly height: number;
	/** Bar lengths by the logarithm of the count. */
	readonly log?: boolean;
	/** A value whose bin is marked with `>`; null for none. */
	readonly marked?: number | null;
};

/** Equal bins as lines: bounds, count, bar. Equal counts have equal bars, and a single value in a million is still visible. */
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
	const tallest = Math.max(...bins.map(({count}) => count));
	return bins.map(({from, to, count, label}, index) => {
		const isMarked = marked !== null && marked >= from && (marked < to || index === bins.length - 1);
		const share = log ? Math.log1p(count) / Math.log1p(tallest) : count / tallest;
		const line = `${isMarked ? '>' : ' '} ${padEnd(label, labelWidth)}  ${padStart(itemAt(counts, index), countWidth)}  ${drawBar(share, barWidth, ascii)}`;
		return cutEnd(line.trimEnd(), width, ellipsisFor(ascii));
	});
}
