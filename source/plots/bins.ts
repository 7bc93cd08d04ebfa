import {itemAt} from '../system/assert.js';

/** Samples in [from, to) ms. */
export type Bin = {readonly from: number; readonly to: number; readonly count: number};

/** The bins from the first to the last that has samples; none where none has. */
export function trimBins(bins: readonly Bin[]): readonly Bin[] {
	const first = bins.findIndex(({count}) => count > 0);
	return first === -1 ? [] : bins.slice(first, bins.findLastIndex(({count}) => count > 0) + 1);
}

const stepStarts: ReadonlySet<number> = new Set([0, 1, 2, 5]);

/** Bins of a log10 distribution merged to 0, 1, 2, 5, 10, 20, 50 … ms, which are edges of these bins: nothing is estimated. */
export function mergeToSteps(bins: readonly Bin[]): readonly Bin[] {
	const merged: Bin[] = [];
	for (const bin of bins) {
		const last = merged.at(-1);
		if (!last || stepStarts.has(Math.round(bin.from / (bin.to - bin.from)))) {
			merged.push(bin);
		} else {
			merged[merged.length - 1] = {from: last.from, to: bin.to, count: last.count + bin.count};
		}
	}

	return merged;
}

/** At most the given number of bins: the neighbours with the fewest samples are merged until they fit. */
export function mergeFewest(bins: readonly Bin[], maximum: number): readonly Bin[] {
	const kept = [...bins];
	while (kept.length > Math.max(1, maximum)) {
		const sums = kept.slice(1).map((bin, position) => bin.count + itemAt(kept, position).count);
		const position = sums.indexOf(Math.min(...sums));
		const [a, b] = [kept[position], kept[position + 1]];
		if (!a || !b) {
			break;
		}

		kept.splice(position, 2, {from: a.from, to: b.to, count: a.count + b.count});
	}

	return kept;
}

/** A bin, and how many empty ones it stands for. */
export type FoldedBin = Bin & {readonly empty: number};

const worthFolding = 3;

/** Three and more neighbouring empty bins in one. */
export function foldEmpty(bins: readonly Bin[]): readonly FoldedBin[] {
	const rows: FoldedBin[] = [];
	for (let position = 0; position < bins.length;) {
		const filled = bins.findIndex((bin, index) => index >= position && bin.count > 0);
		const end = Math.max(filled, position);
		const [first, last] = [bins[position], bins[end - 1]];
		if (first && last && end - position >= worthFolding) {
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

/**
 * Bins, trimmed, in at most the given rows: as they are where these fit, else in 1-2-5 steps, else the emptiest of these merged.
 * Three and more inner empty ones are one row.
 */
export function rowsOf(bins: readonly Bin[], maximum: number): readonly FoldedBin[] {
	const stepped = trimBins(mergeToSteps(bins));
	return (
		[trimBins(bins), stepped].map(item => foldEmpty(item)).find(item => item.length <= maximum)
		?? foldEmpty(mergeFewest(stepped, maximum)).slice(0, Math.max(1, maximum))
	);
}

/** The sum of several distributions, ascending; where all have a gap there is one empty bin. */
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

/** How many samples lie from each edge to the next (from the last one on, without end). Edges ascend, and are edges of the bins. */
export function countsFrom(edges: readonly number[], bins: readonly Bin[]): readonly number[] {
	const counts = edges.map(() => 0);
	for (const {from, count} of bins) {
		const position = Math.max(0, edges.findLastIndex(edge => edge <= from * (1 + rounding)));
		counts[position] = (counts[position] ?? 0) + count;
	}

	return counts;
}
