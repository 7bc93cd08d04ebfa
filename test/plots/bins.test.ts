import {expect, test} from 'vitest';
import {
	countsFrom, foldEmpty, mergeFewest, mergeToSteps, rowsOf, sumBins, trimBins,
} from '../../source/plots/bins.js';

const bins = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(from => ({from, to: from + 1, count: from === 0 || from > 6 ? 0 : from}));

test('outer empty bins are trimmed', () => {
	expect(trimBins(bins).map(({from}) => from)).toEqual([1, 2, 3, 4, 5, 6]);
	expect(trimBins(bins.map(bin => ({...bin, count: 0})))).toEqual([]);
});

test('ten bins of a decade become 0–1, 1–2, 2–5 and 5–10', () => {
	expect(mergeToSteps(bins)).toEqual([
		{from: 0, to: 1, count: 0}, {from: 1, to: 2, count: 1}, {from: 2, to: 5, count: 9}, {from: 5, to: 10, count: 11},
	]);
});

test('neighbours of the fewest samples are merged until as many as asked are left', () => {
	expect(mergeFewest(trimBins(bins), 3).map(({from, to, count}) => `${from}–${to}: ${count}`)).toEqual(['1–4: 6', '4–6: 9', '6–7: 6']);
});

test('three neighbouring empty bins are one, two are not', () => {
	const empty = (from: number, to: number) => ({from, to, count: 0});
	expect(foldEmpty([empty(1, 2), empty(2, 3), {from: 3, to: 4, count: 1}, empty(4, 5), empty(5, 6), empty(6, 7), {from: 7, to: 8, count: 1}]).map(({from, to, empty: many}) => `${from}–${to}: ${many}`)).toEqual(['1–2: 0', '2–3: 0', '3–4: 0', '4–7: 3', '7–8: 0']);
});

test('rows are the bins while they fit, then 1-2-5 steps, then the emptiest of these merged', () => {
	expect(rowsOf(bins, 6).map(({from}) => from)).toEqual([1, 2, 3, 4, 5, 6]);
	expect(rowsOf(bins, 5).map(({from}) => from)).toEqual([1, 2, 5]);
	expect(rowsOf(bins, 2).map(({from, to, count}) => `${from}–${to}: ${count}`)).toEqual(['1–5: 10', '5–10: 11']);
	expect(rowsOf([], 5)).toEqual([]);
});

test('sums are ascending, and what all leave out is one empty bin', () => {
	const low = [{from: 1, to: 2, count: 3}, {from: 2, to: 3, count: 1}];
	expect(sumBins([[{from: 10, to: 20, count: 5}], low, low])).toEqual([
		{from: 1, to: 2, count: 6}, {from: 2, to: 3, count: 2}, {from: 3, to: 10, count: 0}, {from: 10, to: 20, count: 5},
	]);
	expect(sumBins([])).toEqual([]);
});

test('counts are summed from edge to edge, the last one without end', () => {
	expect(countsFrom([0, 1, 2, 5], bins)).toEqual([0, 1, 9, 11]);
	expect(countsFrom([0.001, 0.1], [{from: 0.001, to: 0.002, count: 1}, {from: 0.3 / 3, to: 0.2, count: 2}])).toEqual([1, 2]);
	expect(countsFrom([], [])).toEqual([]);
});
