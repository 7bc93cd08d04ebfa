import fc from 'fast-check';
import {expect, test} from 'vitest';
import {binsOf} from '../../../source/campaign/model/distribution.js';
import type {Distribution} from '../../../source/campaign/model/iteration.js';

const counts = fc.array(fc.oneof({weight: 2, arbitrary: fc.constant(0)}, fc.nat(1000)), {minLength: 10, maxLength: 10});
const distributions: fc.Arbitrary<Distribution> = fc.uniqueArray(fc.record({decade: fc.nat(6), counts}), {maxLength: 4, selector: ({decade}) => decade})
	.map(rows => rows.sort((a, b) => a.decade - b.decade));

const row = (decade: number, samples: Readonly<Record<number, number>>) => ({decade, counts: Array.from({length: 10}, (_, index) => samples[index] ?? 0)});

test('a sample at index 0 of decade 2 counts in [90, 100), the last bin of decade 1', () => {
	expect(binsOf([row(1, {2: 5}), row(2, {0: 3})]).filter(({count}) => count > 0)).toEqual([{from: 20, to: 30, count: 5}, {from: 90, to: 100, count: 3}]);
});

test('a sample at index 0 of decade 0 counts in [0, 1)', () => {
	expect(binsOf([row(0, {0: 1})])[0]).toEqual({from: 0, to: 1, count: 1});
});

test('includes an empty decade between two others', () => {
	const bins = binsOf([row(0, {1: 1}), row(2, {1: 1})]);
	expect(bins).toHaveLength(10 + 9 + 9);
	expect(bins.filter(({from}) => from >= 10 && from < 100).every(({count}) => count === 0)).toBe(true);
});

test('bins are contiguous and contain every sample', () => {
	fc.assert(fc.property(distributions, distribution => {
		const bins = binsOf(distribution);
		const samples = distribution.flatMap(({counts: list}) => list).reduce<number>((sum, count) => sum + Number(count), 0);
		expect(bins.reduce((sum, {count}) => sum + count, 0)).toBe(samples);
		expect(bins.slice(1).every(({from}, index) => from === bins[index]?.to)).toBe(true);
	}));
});

