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
