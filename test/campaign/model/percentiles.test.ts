import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	createEstimator, cumulativeOf, percentileOf, rankOf,
} from '../../../source/campaign/model/percentiles.js';
import {distributions, latencyOf, samplesOf} from '../../known/distributions.js';

const percents = [50, 75, 90, 95, 99, 99.9] as const;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The relative errors of all percentiles of a distribution, over several seeds. */
function errorsOf(name: string): readonly number[] {
	return [1, 2, 3].flatMap(seed => {
		const samples = samplesOf(name, 30_000, seed);
		const latency = latencyOf(samples);
		return percents.map(percent => {
			const truth = samples[rankOf(percent, samples.length) - 1]!;
			const {value, low, high} = percentileOf(latency, percent)!;
			expect(truth, `p${percent} of ${name}`).toBeGreaterThanOrEqual(low);
			expect(truth, `p${percent} of ${name}`).toBeLessThanOrEqual(high);
			return Math.abs(value / truth - 1);
		});
	});
}

describe('known distributions', {timeout: 60_000}, () => {
	const all = Object.entries(distributions).map(([name, {isSmall = false}]) => ({name, isSmall, errors: errorsOf(name)}));

	test('the estimates are within 1 % in the median and 3.5 % in the mean', () => {
		const errors = all.filter(({isSmall}) => !isSmall).flatMap(item => item.errors);
		expect(median(errors)).toBeLessThan(0.01);
		expect(mean(errors)).toBeLessThan(0.035);
	});

	test('below a millisecond, where there is a single bin, they are within 15 % on average', () => {
		expect(mean(all.filter(({isSmall}) => isSmall).flatMap(item => item.errors))).toBeLessThan(0.15);
	});
});

test('a percentile is sample number ceil(p · n), with p as a decimal', () => {
	const asked = [[50, 1], [50, 2], [50, 3], [99.9, 1000], [99.9, 1001], [99, 100], [95, 20]] as const;
	expect(asked.map(([percent, count]) => rankOf(percent, count))).toEqual([1, 1, 2, 999, 1000, 99, 19]);
	expect(rankOf(99.99, 2 ** 53)).toBe(Number((9999n * 2n ** 53n + 9999n) / 10_000n));
});

test.each([1, 2, 3, 5, 10, 20])('of %i samples each true percentile lies within its bounds, and the first and last are exact', count => {
	for (let seed = 1; seed <= 20; seed++) {
		const samples = samplesOf('lognormal wide', count, seed);
		const latency = latencyOf(samples);
		for (const percent of percents) {
			const rank = rankOf(percent, count);
			const {value, low, high, beyond} = percentileOf(latency, percent)!;
			expect(beyond).toBe(count - rank);
			expect(low <= samples[rank - 1]! && samples[rank - 1]! <= high).toBe(true);
			expect(rank === count ? value : samples[rank - 1]).toBe(samples[rank - 1]);
		}
	}
});

test('identical samples are exact; there are no percentiles without samples', () => {
	expect(percentileOf(latencyOf([7, 7, 7, 7]), 50)).toEqual({
		value: 7, low: 7, high: 7, beyond: 2,
	});
	expect(percentileOf({...latencyOf([7]), count: 0, distribution: []}, 50)).toBeNull();
	expect(cumulativeOf({...latencyOf([7]), count: 0, distribution: []})).toBeNull();
});

test('ignores sums that contradict the bins or are not numbers, and unknown extremes', () => {
	const latency = latencyOf(samplesOf('two modes', 1000));
	for (const change of [{total: Number.NaN}, {total: 1e9}, {sumOfSquares: 0}, {sumOfSquares: Infinity}]) {
		const {value, low, high} = percentileOf({...latency, ...change}, 90)!;
		expect(value >= low && value <= high).toBe(true);
		expect([low, high]).toEqual([percentileOf(latency, 90)!.low, percentileOf(latency, 90)!.high]);
	}

	expect(createEstimator({
		bins: [{from: 10, to: 20, count: 4}], min: null, max: null, total: Number.NaN, sumOfSquares: Number.NaN,
	}).percentile(50)).toMatchObject({low: 10, high: 20});
});

const anyBins = fc.array(fc.record({width: fc.integer({min: 1, max: 9}), count: fc.nat(1000)}), {minLength: 1, maxLength: 20}).map(parts => {
	let from = 0;
	return parts.map(({width, count}) => {
		const bin = {from, to: from + width, count};
		from += width;
		return bin;
	});
});

test('percentiles never decrease as the percentage grows, and lie within their bounds', () => {
	fc.assert(fc.property(anyBins, fc.tuple(fc.integer({min: 1, max: 1000}), fc.integer({min: 1, max: 1000})), (bins, [a, b]) => {
		const {percentile, bounds} = createEstimator({
			bins, min: null, max: null, total: Number.NaN, sumOfSquares: Number.NaN,
		});
		const [low, high] = [percentile(Math.min(a, b) / 10), percentile(Math.max(a, b) / 10)];
		const {value: _, ...known} = percentile(a / 10) ?? {value: null};
		expect(bounds(a / 10) ?? {}).toEqual(known);
		if (low && high) {
			expect(low.value).toBeLessThanOrEqual(high.value * (1 + 1e-9));
			expect(low.value >= low.low && low.value <= low.high).toBe(true);
		} else {
			expect(bins.every(({count}) => count === 0)).toBe(true);
		}
	}));
});

test('the cumulative share passes through the known values at bin edges', () => {
	const latency = latencyOf(samplesOf('lognormal wide', 5000));
	const {values, shares} = cumulativeOf(latency)!;
	expect([values[0], shares[0], values.at(-1), shares.at(-1)]).toEqual([latency.min, 0, latency.max, 1]);
	expect([...values].every((value, index) => index === 0 || value >= values[index - 1]!)).toBe(true);
	const below20 = samplesOf('lognormal wide', 5000).filter(sample => sample < 20).length / 5000;
	expect(shares[values.indexOf(20)]).toBeCloseTo(below20, 12);
});
