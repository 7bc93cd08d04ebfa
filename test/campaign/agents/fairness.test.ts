import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fairnessOf, jainIndex} from '../../../source/campaign/agents/fairness.js';

const numbers = (...values: readonly number[]) => Float64Array.from(values);

test('Jain’s index of 1, 2, 3 is 36/42', () => {
	expect(jainIndex(numbers(1, 2, 3))).toBeCloseTo(36 / 42, 12);
});

test('is 1 if all four agents have the same share, and 1/4 if one of four has everything', () => {
	expect([jainIndex(numbers(7, 7, 7, 7)), jainIndex(numbers(0, 0, 9, 0))]).toEqual([1, 0.25]);
});

test('is null without agents or without messages', () => {
	expect([jainIndex(numbers()), jainIndex(numbers(0, 0))]).toEqual([null, null]);
});

test('lies between 1/n and 1 and does not depend on the unit', () => {
	fc.assert(fc.property(
		fc.array(fc.double({min: 1e-3, max: 1e9, noNaN: true}), {minLength: 1, maxLength: 50}),
		fc.constantFrom(1e-200, 1e-3, 1e200),
		(values, unit) => {
			const index = jainIndex(Float64Array.from(values)) ?? -1;
			expect(index).toBeGreaterThanOrEqual(1 / values.length - 1e-12);
			expect(index).toBeLessThanOrEqual(1);
			expect(jainIndex(Float64Array.from(values, value => value * unit))).toBeCloseTo(index, 9);
		},
	));
});

test('2, 4, 4, 4, 5, 5, 7, 9 have mean 5, σ 2 and a variation of 0.4; missing values are ignored', () => {
	const {count, mean, stdev, variation} = fairnessOf(numbers(2, 4, 4, Number.NaN, 4, 5, 5, 7, 9));
	expect([count, mean, stdev, variation]).toEqual([8, 5, 2, 0.4]);
});

test('counts only the rows that pass a filter', () => {
	expect(fairnessOf(numbers(1, 100, 3), Uint32Array.of(0, 2))).toMatchObject({count: 2, mean: 2, stdev: 1});
});

test('three times 0.1 has a deviation of exactly 0', () => {
	expect(fairnessOf(numbers(0.1, 0.1, 0.1))).toMatchObject({stdev: 0, variation: 0, jain: 1});
});

test('is unknown without values; a mean of 0 has no variation', () => {
	expect(fairnessOf(numbers(Number.NaN))).toEqual({
		count: 0, mean: null, stdev: null, jain: null, variation: null,
	});
	expect(fairnessOf(numbers(0, 0))).toEqual({
		count: 2, mean: 0, stdev: 0, jain: null, variation: null,
	});
});
