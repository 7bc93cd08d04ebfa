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

/** At most so many bins: neighbours of the fewest samples become one until they fit. */
export function mergeFewest(bins: readonly Bin[], most: number): readonly Bin[] {
	const kept = [...bins];
	while (kept.length > Math.max(1, most)) {
		const sums = kept.slice(1).map((bin, place) => bin.count + (kept[place]?.count ?? 0));
		const place = sums.indexOf(Math.min(...sums));
		const [a, b] = [kept[place], kept[place + 1]];
		if (!a || !b) {
			break;
		}

		kept.splice(place, 2, {from: a.from, to: b.to, count: a.count + b.count});
	}

	return kept;
}

/** A bin, and how many empty ones it stands for. */
export type FoldedBin = Bin & {readonly empty: number};

const worthFolding = 3;

/** Three and more neighbouring empty bins in one. */
export function foldEmpty(bins: readonly Bin[]): readonly FoldedBin[] {
	const rows: FoldedBin[] = [];
	for (let place = 0; place < bins.length;) {
		const filled = bins.findIndex((bin, index) => index >= place && bin.count > 0);
		const end = Math.max(filled, place);
		const [first, last] = [bins[place], bins[end - 1]];
		if (first && last && end - place >= worthFolding) {
			rows.push({
				from: first.from, to: last.to, count: 0, empty: end - place,
			});
			place = end;
		} else if (first) {
			rows.push({...first, empty: 0});
			place++;
		}
	}

	return rows;
}

/**
 * Bins, trimmed, in at most so many rows: as they are where these fit, else in 1-2-5 steps, else the emptiest of these merged.
 * Three and more inner empty ones are one row.
 */
export function rowsOf(bins: readonly Bin[], most: number): readonly FoldedBin[] {
	const stepped = trimBins(mergeToSteps(bins));
	return [trimBins(bins), stepped].map(one => foldEmpty(one)).find(one => one.length <= most) ?? foldEmpty(mergeFewest(stepped, most)).slice(0, Math.max(1, most));
}

/** The sum of several distributions, ascending; where all have a gap there is one empty bin. */
export function sumBins(lists: ReadonlyArray<readonly Bin[]>): readonly Bin[] {
	const sums = new Map<number, Bin>();
	for (const bin of lists.flat()) {
		sums.set(bin.from, {...bin, count: bin.count + (sums.get(bin.from)?.count ?? 0)});
	}

	const bins = [...sums.values()].sort((a, b) => a.from - b.from);
	return bins.flatMap((bin, place) => {
		const before = bins[place - 1];
		return before && before.to < bin.from * (1 - rounding) ? [{from: before.to, to: bin.from, count: 0}, bin] : [bin];
	});
}

// Edges are products of powers of ten.
const rounding = 1e-9;

/** How many samples lie from each edge to the next (from the last one on, without end). Edges ascend, and are edges of the bins. */
export function countsFrom(edges: readonly number[], bins: readonly Bin[]): readonly number[] {
	const counts = edges.map(() => 0);
	for (const {from, count} of bins) {
		const place = Math.max(0, edges.findLastIndex(edge => edge <= from * (1 + rounding)));
		counts[place] = (counts[place] ?? 0) + count;
	}

	return counts;
}
