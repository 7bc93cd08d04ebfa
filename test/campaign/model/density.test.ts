import fc from 'fast-check';
import {expect, test} from 'vitest';
import {densityOf, resample, withoutSlivers} from '../../../source/campaign/model/density.js';

const bins = [[0, 1, 0], [1, 2, 30], [2, 10, 0], [10, 100, 70], [100, 1000, 0]].map(([from = 0, to = 0, count = 0]) => ({from, to, count}));

test('a density is the share per decade, from the minimum to the maximum latency', () => {
	expect(densityOf(bins, {min: 1, max: 100}).map(({from, to, perDecade}) => [from, to, perDecade])).toEqual([
		[1, 2, 0.3 / Math.log10(2)], [2, 10, 0], [10, 100, 0.7],
	]);
	expect(densityOf(bins, {min: 1.5, max: 50}).map(({from, to}) => [from, to])).toEqual([[1.5, 2], [2, 10], [10, 50]]);
	expect(densityOf([], {min: null, max: null})).toEqual([]);
});

test('a bin from 0 or with equal edges has no density but keeps its mass', () => {
	expect(densityOf([{from: 0, to: 1, count: 4}], {min: 0, max: 0.5})[0]).toEqual({
		from: 0, to: 0.5, count: 4, perDecade: null,
	});
	const constant = densityOf([{from: 7, to: 8, count: 4}], {min: 7, max: 7});
	expect(constant[0]?.perDecade).toBeNull();
	expect([...resample(constant, {from: 1, to: 10}, 10).shares].indexOf(1)).toBe(8);
	expect(resample(densityOf([{from: 0, to: 1, count: 1}], {min: 0, max: 0}), {from: 1, to: 10}, 3)).toEqual({shares: new Float64Array(3), below: 1});
});

test('ignores extremes that contradict the bins', () => {
	expect(densityOf([{from: 10, to: 20, count: 1}], {min: 30, max: 5})[0]).toMatchObject({from: 10, to: 20});
});

const anyDensity = fc.array(fc.tuple(fc.double({min: 0.01, max: 2, noNaN: true}), fc.nat(1000)), {minLength: 1, maxLength: 20}).map(parts => {
	let from = 0.5;
	const list = parts.map(([width, count]) => {
		const bin = {from, to: from * (1 + width), count};
		from = bin.to;
		return bin;
	});
	return densityOf(list, {min: null, max: null});
}).filter(density => density.length > 0);

test('the area of a density is 1 and preserved by resampling to any number of cells', () => {
	fc.assert(fc.property(anyDensity, fc.integer({min: 1, max: 300}), (density, cells) => {
		const area = density.reduce((sum, {from, to, perDecade}) => sum + (perDecade ?? 0) * Math.log10(to / from), 0);
		expect(area).toBeCloseTo(1, 9);
		const {shares, below} = resample(density, {from: density[0]!.from, to: density.at(-1)!.to}, cells);
		expect(below + shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
		expect(shares.every(share => share >= 0)).toBe(true);
	}));
});

test('a narrow remainder of an end bin is merged with its neighbour; the area stays 1', () => {
	const density = densityOf([{from: 1, to: 2, count: 10}, {from: 2, to: 3, count: 89}, {from: 3, to: 4, count: 1}], {min: 1.2, max: 3.001});
	expect(withoutSlivers(density).map(({from, to, count}) => [from, to, count])).toEqual([[1.2, 2, 10], [2, 3.001, 90]]);
	expect(withoutSlivers(density).reduce((sum, {from, to, perDecade}) => sum + perDecade! * Math.log10(to / from), 0)).toBeCloseTo(1, 12);
	const wide = densityOf([{from: 1, to: 2, count: 10}, {from: 2, to: 3, count: 90}], {min: 1.2, max: 2.9});
	expect(withoutSlivers(wide)).toEqual(wide);
	const constant = densityOf([{from: 7, to: 8, count: 4}], {min: 7, max: 7});
	expect(withoutSlivers(constant)).toEqual(constant);
});
