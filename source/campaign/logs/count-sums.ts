import type {SideSums} from './side-sums.js';

/** Decades that a distribution may have, and counts in each. */
export const maxDecades = 16;
export const countsPerDecade = 10;

/** Sums the distributions of agents whose counts are whole numbers; that keeps doubles exact up to 2⁵³. */
export class CountSums {
	private readonly sums = new Float64Array(maxDecades * countsPerDecade);
	private readonly decades = new Set<number>();

	/** Adds the ten counts of a decade that stand in `values` from place `first` on. */
	add(decade: number, values: Float64Array, first: number): void {
		const {sums} = this;
		const start = decade * countsPerDecade;
		for (let index = 0; index < countsPerDecade; index++) {
			sums[start + index] = (sums[start + index] ?? 0) + (values[first + index] ?? 0);
		}

		this.decades.add(decade);
	}

	/** Puts the sums into those of a side; false where one is too large to be exact. */
	moveTo(side: SideSums): boolean {
		for (const decade of this.decades) {
			const counts = [...this.sums.subarray(decade * countsPerDecade, (decade + 1) * countsPerDecade)];
			if (!counts.every(count => Number.isSafeInteger(count))) {
				return false;
			}

			side.addCounts(decade, counts);
		}

		return true;
	}
}
