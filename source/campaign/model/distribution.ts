import type {Distribution} from './iteration.js';

/** Samples in [from, to) ms. */
export type Bin = {readonly from: number; readonly to: number; readonly count: number};

/** The number of samples in some bins. */
export function countIn(bins: ReadonlyArray<Pick<Bin, 'count'>>): number {
	// A loop: it runs for each of 100,000 agents.
	let total = 0;
	for (const {count} of bins) {
		total += count;
	}

	return total;
}

/**
 * Ascending bins (ms) without gaps, from the first to the last decade with samples: ten for decade 0, nine for every other. A sample at index 0
 * of a higher decade (possible by rounding) belongs to the last bin of the decade below.
 */
export function binsOf(distribution: Distribution): readonly Bin[] {
	const counts = new Map<number, number[]>();
	const add = (decade: number, index: number, count: number) => {
		const row = counts.get(decade) ?? Array.from({length: 10}, () => 0);
		row[index] = (row[index] ?? 0) + count;
		counts.set(decade, row);
	};

	for (const {decade, counts: row} of distribution) {
		for (const [index, count] of row.entries()) {
			if (count) {
				add(index === 0 && decade > 0 ? decade - 1 : decade, index === 0 && decade > 0 ? 9 : index, Number(count));
			}
		}
	}

	const decades = [...counts.keys()].sort((a, b) => a - b);
	const first = decades[0];
	const last = decades.at(-1);
	const bins: Bin[] = [];
	if (first === undefined || last === undefined) {
		return bins;
	}

	for (let decade = first; decade <= last; decade++) {
		const unit = 10 ** decade;
		for (let index = decade === 0 ? 0 : 1; index < 10; index++) {
			bins.push({from: index * unit, to: (index + 1) * unit, count: counts.get(decade)?.[index] ?? 0});
		}
	}

	return bins;
}
