import fc from 'fast-check';
import {expect, test} from 'vitest';
import {binsOf, percentile} from '../../../source/campaign/model/distribution.js';
import type {Distribution} from '../../../source/campaign/model/iteration.js';

const counts = fc.array(fc.oneof({weight: 2, arbitrary: fc.constant(0)}, fc.nat(1000)), {minLength: 10, maxLength: 10});
const distributions: fc.Arbitrary<Distribution> = fc.uniqueArray(fc.record({decade: fc.nat(6), counts}), {maxLength: 4, selector: ({decade}) => decade})
	.map(rows => rows.sort((a, b) => a.decade - b.decade));
const share = fc.double({min: 0, max: 1, noNaN: true});
const extremes = fc.record({min: fc.double({min: 0, max: 50, noNaN: true}), max: fc.double({min: 50, max: 1e7, noNaN: true})});

const row = (decade: number, samples: Readonly<Record<number, number>>) => ({decade, counts: Array.from({length: 10}, (_, index) => samples[index] ?? 0)});

test('a sample at index 0 of decade 2 counts in [90, 100), the last bin of decade 1', () => {
	expect(binsOf([row(1, {2: 5}), row(2, {0: 3})]).filter(({count}) => count > 0)).toEqual([{from: 20, to: 30, count: 5}, {from: 90, to: 100, count: 3}]);
});

test('a sample at index 0 of decade 0 counts in [0, 1)', () => {
	expect(binsOf([row(0, {0: 1})])[0]).toEqual({from: 0, to: 1, count: 1});
});

test('a decade between two others is there, empty', () => {
	const bins = binsOf([row(0, {1: 1}), row(2, {1: 1})]);
	expect(bins).toHaveLength(10 + 9 + 9);
	expect(bins.filter(({from}) => from >= 10 && from < 100).every(({count}) => count === 0)).toBe(true);
});

test('four samples in [10, 20): the median is 15, a quarter 12.5, and both stay within the extremes', () => {
	const distribution = [row(1, {1: 4})];
	expect(percentile({distribution, min: null, max: null}, 0.5)).toBe(15);
	expect(percentile({distribution, min: null, max: null}, 0.25)).toBe(12.5);
	expect(percentile({distribution, min: 13, max: 14}, 0.25)).toBe(13);
	expect(percentile({distribution, min: 13, max: 14}, 0.5)).toBe(14);
	expect(percentile({distribution: [], min: null, max: null}, 0.5)).toBeNull();
});

test('bins follow each other without gap and hold every sample', () => {
	fc.assert(fc.property(distributions, distribution => {
		const bins = binsOf(distribution);
		const samples = distribution.flatMap(({counts: list}) => list).reduce<number>((sum, count) => sum + Number(count), 0);
		expect(bins.reduce((sum, {count}) => sum + count, 0)).toBe(samples);
		expect(bins.slice(1).every(({from}, index) => from === bins[index]?.to)).toBe(true);
	}));
});

test('a percentile never falls as its share grows, and lies in [min, max] and in a bin with samples', () => {
	fc.assert(fc.property(distributions, fc.tuple(share, share), extremes, (distribution, [a, b], {min, max}) => {
		const [low, high] = [Math.min(a, b), Math.max(a, b)].map(part => percentile({distribution, min, max}, part));
		if (low === null || low === undefined || high === null || high === undefined) {
			expect(binsOf(distribution)).toEqual([]);
			return;
		}

		expect(low).toBeLessThanOrEqual(high);
		expect(low).toBeGreaterThanOrEqual(min);
		expect(high).toBeLessThanOrEqual(max);
		const free = percentile({distribution, min: null, max: null}, a) ?? -1;
		expect(binsOf(distribution).some(({from, to, count}) => count > 0 && from <= free && free <= to)).toBe(true);
	}), {numRuns: 1000});
});

test('over several bins, the samples of earlier bins count before the share of the last', () => {
	// 10 in [1, 2), none in [2, 20), 30 in [20, 30), 60 in [300, 400): the 70th of 100 is half way into the last.
	const distribution = [row(0, {1: 10}), row(1, {2: 30}), row(2, {3: 60})];
	expect(percentile({distribution, min: null, max: null}, 0.7)).toBeCloseTo(350, 9);
	expect(percentile({distribution, min: null, max: null}, 0.25)).toBeCloseTo(25, 9);
	expect(percentile({distribution, min: null, max: null}, 0.1)).toBeCloseTo(2, 9);
});
