import {expect, test} from 'vitest';
import {mergeFewest, mergeToSteps, trimBins} from '../../source/plots/bins.js';

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
