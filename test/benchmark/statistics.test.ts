import {expect, test} from 'vitest';
import {median, quantile} from './statistics.js';

test('the 95th percentile of 1 … 200 is 190: 190 of 200 values do not exceed it', () => {
	expect(quantile(Array.from({length: 200}, (_, index) => 200 - index), 0.95)).toBe(190);
});

test('the median of 9, 1, 5 is 5', () => {
	expect(median([9, 1, 5])).toBe(5);
});

test('has no quantiles without values', () => {
	expect(() => quantile([], 0.5)).toThrow(RangeError);
});
