import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Bin} from '../../source/plots/bins.js';
import {drawHistogram} from '../../source/plots/histogram.js';
import {widthOf} from '../../source/text/cells.js';

/** Bins of 1 ms up to 10, of 10 ms up to 100, and so on. */
function binsWith(counts: Readonly<Record<number, number>>, decades = 3): readonly Bin[] {
	return Array.from({length: decades}, (_, decade) => Array.from({length: decade === 0 ? 10 : 9}, (_unused, index): Bin => {
		const unit = 10 ** decade;
		const from = (decade === 0 ? index : index + 1) * unit;
		return {from, to: from + unit, count: counts[from] ?? 0};
	})).flat();
}

test('each bin has its bounds, count, share, cumulated share and a bar; outer empty bins are left out', () => {
	expect(drawHistogram(binsWith({1: 1, 2: 4, 3: 3}), {width: 40})).toEqual([
		'ms   count   share     cum  count',
		'1–2      1   12.5%   12.5%  ███',
		'2–3      4   50.0%   62.5%  ████████████',
		'3–4      3   37.5%    100%  █████████',
	]);
});

test('one sample in a million is visible, and the empty bin beside it is not', () => {
	const [, maximum, empty, item] = drawHistogram(binsWith({0: 999_999, 2: 1}), {width: 60});
	expect(maximum).toContain('>99.9%');
	expect(empty).toBe('1–2        0       –  >99.9%');
	expect(item).toBe('2–3        1   <0.1%    100%  ▏');
});

test('three and more inner empty bins are one line', () => {
	expect(drawHistogram(binsWith({1: 2, 40: 2}), {width: 44})).toEqual([
		'ms     count   share     cum  count',
		'1–2        2   50.0%   50.0%  ██████████████',
		'2–40       0       –   50.0%  (11 empty)',
		'40–50      2   50.0%    100%  ██████████████',
	]);
});

test('where lines are few, bins are merged at 1, 2, 5, 10 …: nothing is estimated', () => {
	const counts = {
		1: 5, 2: 3, 3: 2, 4: 1, 5: 7, 9: 1, 10: 4, 30: 2,
	};
	expect(drawHistogram(binsWith(counts), {width: 46, height: 6}).map(line => line.slice(0, 27))).toEqual([
		'ms     count   share     cum',
		'1–2        5   20.0%   20.0%',
		'2–5        6   24.0%   44.0%',
		'5–10       8   32.0%   76.0%',
		'10–20      4   16.0%   92.0%',
		'20–50      2    8.0%    100%',
	].map(line => line.slice(0, 27)));
});

test('on a log scale a tenth of the count is far more than a tenth of the bar', () => {
	const [, many = '', few = ''] = drawHistogram(binsWith({1: 1000, 2: 100}), {width: 128, log: true, ascii: true});
	expect(many.split('#').length - 1).toBe(100);
	expect(few.split('#').length - 1).toBe(66);
});

test('without samples it says so', () => {
	expect(drawHistogram([], {width: 80})).toEqual(['no samples']);
	expect(drawHistogram(binsWith({}), {width: 80})).toEqual(['no samples']);
});

test('in ASCII no character lies beyond ~', () => {
	expect(drawHistogram(binsWith({0: 1, 5: 100, 300: 1}), {width: 50, ascii: true}).join('')).toMatch(/^[ -~]*$/v);
});

test('whatever the counts and the size, it is not wider or higher than asked, and its counts are all there', () => {
	const counts = fc.dictionary(fc.integer({min: 0, max: 9}).map(String), fc.integer({min: 0, max: 1e9}), {noNullPrototype: true});
	fc.assert(fc.property(counts, fc.integer({min: 24, max: 200}), fc.integer({min: 2, max: 30}), fc.boolean(), (some, width, height, log) => {
		const bins = binsWith(Object.fromEntries(Object.entries(some).map(([location, count]) => [Number(location) * 10, count])));
		const lines = drawHistogram(bins, {width, height, log});
		expect(lines.length).toBeLessThanOrEqual(height);
		expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		expect(lines.join('')).not.toMatch(/NaN|undefined|Infinity/v);
	}));
});
