import type {Bin} from '../campaign/model/distribution.js';

/** A bin, and the number of empty bins folded into it. */
export type FoldedBin = Bin & {readonly empty: number};

const worthFolding = 3;

/** Folds each run of three or more empty bins into one. */
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
