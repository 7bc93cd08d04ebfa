/** The nearest-rank quantile: the value not exceeded by `share` (0–1) of the values. Throws without values. */
export function quantile(values: readonly number[], share: number): number {
	const value = values.toSorted((value, two) => value - two)[Math.max(0, Math.ceil(values.length * share) - 1)];
	if (value === undefined) {
		throw new RangeError('no values, no quantile');
	}

	return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
