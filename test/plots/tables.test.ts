import {expect, test} from 'vitest';
import {
	binTable, countsFrom, foldEmpty, sumBins,
} from '../../source/plots/bin-tables.js';

const bin = (from: number, to: number, count = 0) => ({from, to, count});

test('lists bins as logged, from the first to the last with samples: count, share, cumulative share', () => {
	expect(binTable([bin(0, 1), bin(1, 2, 1), bin(2, 3), bin(3, 4, 2999), bin(4, 5)], {width: 60})).toEqual([
		'ms   count   share     cum', '1–2      1   <0.1%   <0.1%', '2–3      0       –   <0.1%', '3–4  2,999  >99.9%    100%',
	]);
	expect(binTable([bin(0, 1)], {width: 60})).toEqual(['no samples']);
});

test('collapses three adjacent empty bins into one row, but not two', () => {
	const folded = foldEmpty([bin(1, 2), bin(2, 3), bin(3, 4, 1), bin(4, 5), bin(5, 6), bin(6, 7), bin(7, 8, 1)]);
	expect(folded.map(({from, to, empty: many}) => `${from}–${to}: ${many}`)).toEqual(['1–2: 0', '2–3: 0', '3–4: 0', '4–7: 3', '7–8: 0']);
});

test('the sum of distributions has a bin where all have a gap; counts follow its edges', () => {
	const sum = sumBins([[bin(1, 2, 3)], [bin(1, 2, 4), bin(5, 6, 1)]]);
	expect(sum).toEqual([bin(1, 2, 7), bin(2, 5), bin(5, 6, 1)]);
	expect(countsFrom(sum.map(({from}) => from), [bin(5, 6, 9)])).toEqual([0, 0, 9]);
});
