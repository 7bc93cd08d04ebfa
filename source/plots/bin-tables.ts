import {itemAt} from '../system/lists.js';
import {countIn, type Bin} from '../campaign/model/distribution.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import {formatCount, formatShare} from '../text/numbers.js';
import {concat, trimEnd, type StyledText} from '../text/styled-text.js';
import {markOf} from './canvas.js';
import type {Compared, CompareOptions} from './compared.js';

/** The bins as logged, one line each below a header: bounds (ms), count, share, cumulative share. Leading and trailing empty bins are omitted. */
export function binTable(bins: readonly Bin[], {width, ascii = false}: {readonly width: number; readonly ascii?: boolean}): readonly string[] {
	const total = countIn(bins);
	if (total === 0) {
		return ['no samples'];
	}

	const shown = bins.slice(bins.findIndex(({count}) => count > 0), bins.findLastIndex(({count}) => count > 0) + 1);
	const bounds = shown.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const counts = shown.map(({count}) => formatCount(count));
	const [boundsWidth, countWidth] = [Math.max(2, widest(bounds)), Math.max(5, widest(counts))];
	const line = (bound: string, count: string, share: string, below: string) =>
		cutEnd(`${padEnd(bound, boundsWidth)}  ${padStart(count, countWidth)}  ${padStart(share, 6)}  ${padStart(below, 6)}`, width, ellipsisFor(ascii));
	let below = 0;
	return [
		line('ms', 'count', 'share', 'cum'),
		...shown.map(({count}, index) => {
			below += count;
			return line(itemAt(bounds, index), itemAt(counts, index), formatShare(count, total, {ascii}), formatShare(below, total, {ascii}));
		}),
	];
}

/** Distributions side by side: one line per logged bin (bounds in ms) with the count of each; three or more empty bins are folded into one line. */
export function drawCompareTable(
	distributions: readonly Compared[],
	{width, height, selected, ascii = false, paint = text => text}: CompareOptions,
): readonly StyledText[] {
	const all = sumBins(distributions.map(({bins}) => bins));
	const filled = foldEmpty(all.slice(all.findIndex(({count}) => count > 0), all.findLastIndex(({count}) => count > 0) + 1));
	if (filled.every(({count}) => count === 0)) {
		return ['no samples'];
	}

	const ellipsis = ellipsisFor(ascii);
	const bounds = filled.map(({from, to}) => `${formatCount(from)}${ascii ? '-' : '–'}${formatCount(to)}`);
	const boundsWidth = Math.max(2, widest(bounds));
	const columns = distributions.map(({bins, short}, index) => {
		const texts = countsFrom(filled.map(({from}) => from), bins).map(count => count === 0 ? '' : formatCount(count));
		const head = `${index === selected ? '>' : ''}${markOf(index, ascii)} ${cutMiddle(short, maxName, ellipsis)}`;
		return {head, texts, width: widest([head, ...texts])};
	});
	const lines = [
		concat([padEnd('ms', boundsWidth), ...columns.map(({head, width: cells}, index) => padStart(paint(head, index), cells))], '  '),
		...filled.map(({empty}, row) => [
			padEnd(itemAt(bounds, row), boundsWidth),
			...empty > 1 ? [`(${empty} empty)`] : columns.map(({texts, width: cells}) => padStart(itemAt(texts, row), cells)),
		].join('  ')),
	];
	const shown = lines.length > height ? [...lines.slice(0, Math.max(0, height - 1)), `${lines.length - height + 1} more bins: e writes all`] : lines;
	return shown.map(line => cutEnd(trimEnd(line), width, ellipsis));
}

const maxName = 16;

/** A bin, and the number of empty bins folded into it. */
type FoldedBin = Bin & {readonly empty: number};

const minFolded = 3;

/** Folds each run of three or more empty bins into one. */
export function foldEmpty(bins: readonly Bin[]): readonly FoldedBin[] {
	const rows: FoldedBin[] = [];
	for (let position = 0; position < bins.length;) {
		const filled = bins.findIndex((bin, index) => index >= position && bin.count > 0);
		const end = Math.max(filled, position);
		const [first, last] = [bins[position], bins[end - 1]];
		if (first && last && end - position >= minFolded) {
			rows.push({
				from: first.from, to: last.to, count: 0, empty: end - position,
			});
			position = end;
		} else if (first) {
			rows.push({...first, empty: 0});
			position++;
		}
	}

	return rows;
}

/** The sum of several distributions, ascending; a gap common to all becomes one empty bin. */
export function sumBins(lists: ReadonlyArray<readonly Bin[]>): readonly Bin[] {
	const sums = new Map<number, Bin>();
	for (const bin of lists.flat()) {
		sums.set(bin.from, {...bin, count: bin.count + (sums.get(bin.from)?.count ?? 0)});
	}

	const bins = [...sums.values()].sort((a, b) => a.from - b.from);
	return bins.flatMap((bin, position) => {
		const before = bins[position - 1];
		return before && before.to < bin.from * (1 - rounding) ? [{from: before.to, to: bin.from, count: 0}, bin] : [bin];
	});
}

// Edges are products of powers of ten.
const rounding = 1e-9;

/** Number of samples from each edge to the next; the last range is open-ended. Edges must be ascending and be edges of the bins. */
export function countsFrom(edges: readonly number[], bins: readonly Bin[]): readonly number[] {
	const counts = edges.map(() => 0);
	for (const {from, count} of bins) {
		const position = Math.max(0, edges.findLastIndex(edge => edge <= from * (1 + rounding)));
		counts[position] = (counts[position] ?? 0) + count;
	}

	return counts;
}
