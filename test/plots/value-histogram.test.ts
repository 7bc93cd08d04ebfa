import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawValueHistogram, valueBins} from '../../source/plots/value-histogram.js';
import {widthOf} from '../../source/text/cells.js';

const numbers = (...values: readonly number[]) => Float64Array.from(values);
const brief = (...parameters: Parameters<typeof valueBins>) => valueBins(...parameters).map(({label, count}) => `${label}: ${count}`);

test('bins are 1, 2 or 5 times a power of ten wide, as fine as the limit allows; the last one includes its end', () => {
	// 1 to 6: five bins of 1; three bins of 2 if at most four are allowed.
	expect(brief(numbers(1, 1.5, 2, 5.9, 6), {maximum: 5})).toEqual(['1–2: 2', '2–3: 1', '3–4: 0', '4–5: 0', '5–6: 2']);
	expect(brief(numbers(1, 1.5, 2, 5.9, 6), {maximum: 4})).toEqual(['0–2: 2', '2–4: 1', '4–6: 2']);
	expect(brief(numbers(5.4, 5.9, 6.7), {maximum: 7, ascii: true})).toEqual([
		'5.4-5.6: 1',
		'5.6-5.8: 0',
		'5.8-6.0: 1',
		'6.0-6.2: 0',
		'6.2-6.4: 0',
		'6.4-6.6: 0',
		'6.6-6.8: 1',
	]);
});

test('a number on an edge belongs to the bin that starts there, despite rounding', () => {
	expect(brief(numbers(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7), {maximum: 7})).toEqual([
		'0–0.1: 1',
		'0.1–0.2: 1',
		'0.2–0.3: 1',
		'0.3–0.4: 1',
		'0.4–0.5: 1',
		'0.5–0.6: 1',
		'0.6–0.7: 2',
	]);
});

test('counts have bins of whole numbers; omits empty outer bins and NaN', () => {
	expect(brief(numbers(3, 4, 4, Number.NaN, Infinity), {maximum: 20, isWhole: true})).toEqual(['3: 1', '4: 2']);
	expect(brief(numbers(250), {maximum: 10, isWhole: true})).toEqual(['250: 1']);
	expect(brief(numbers(0), {maximum: 10, isWhole: true})).toEqual(['0: 1']);
	// 0 to 12 in at most six bins: a width of 2 would need seven, as bins exclude their ends.
	expect(brief(numbers(0, 4, 5, 12), {maximum: 6, isWhole: true})).toEqual(['0–5: 2', '5–10: 1', '10–15: 1']);
});

const few = numbers(1, 1, 1, 1, 2, 2, 4.5);

test.for([
	[24, ['  1–2  4  ██████████████', '  2–3  2  ███████', '  3–4  0', '  4–5  1  ███▌']],
	[40, ['  1–2  4  ██████████████████████████████', '  2–3  2  ███████████████', '  3–4  0', '  4–5  1  ███████▌']],
	[14, ['  1–2  4  ████', '  2–3  2  ██', '  3–4  0', '  4–5  1  █']],
] as const)('at %i columns each bin has its bounds, its count and a bar', ([width, lines]) => {
	expect(drawValueHistogram(few, {width, height: 4})).toEqual(lines);
});

test('draws ASCII, with the bin of a number marked', () => {
	expect(drawValueHistogram(few, {
		width: 24, height: 4, ascii: true, marked: 2,
	})).toEqual(['  1-2  4  ##############', '> 2-3  2  #######', '  3-4  0', '  4-5  1  ###']);
	expect(drawValueHistogram(numbers(1, 2), {width: 24, height: 1, marked: 2})[0]).toMatch(/^>/v);
	expect(drawValueHistogram(few, {width: 24, height: 4, marked: Number.NaN}).join('')).not.toContain('>');
});

test('on a log scale one in a thousand has a tenth of the bar', () => {
	const [many = '', name = ''] = drawValueHistogram(numbers(...Array.from({length: 1000}, () => 1), 2.5), {
		width: 120, height: 2, log: true, ascii: true,
	});
	// At most 100 cells: log(1 + 1) / log(1 + 1,000) of them is 10.03.
	expect([many, name].map(line => line.split('#').length - 1)).toEqual([100, 10]);
});

test('prints a message without numbers', () => {
	expect(drawValueHistogram(numbers(), {width: 80, height: 5})).toEqual(['no values']);
	expect(drawValueHistogram(numbers(Number.NaN), {width: 80, height: 5})).toEqual(['no values']);
});

test('numbers that differ by the smallest double are in one bin', () => {
	expect(valueBins(Float64Array.of(0, 5e-324), {maximum: 2}).map(({count}) => count)).toEqual([2]);
});

test('counts every number and never exceeds its width, for any numbers and sizes', () => {
	const value = fc.oneof(fc.double({min: -1e9, max: 1e9, noNaN: true}), fc.double({min: 1e-3, max: 1e-2, noNaN: true}), fc.integer({min: 0, max: 20}));
	fc.assert(fc.property(
		fc.array(value, {minLength: 1, maxLength: 50}),
		fc.integer({min: 10, max: 200}),
		fc.integer({min: 1, max: 30}),
		fc.boolean(),
		(values, width, height, isWhole) => {
			const bins = valueBins(Float64Array.from(values), {maximum: height, isWhole});
			expect(bins.reduce((sum, {count}) => sum + count, 0)).toBe(values.length);
			const lines = drawValueHistogram(Float64Array.from(values), {width, height, isWhole});
			expect(lines.length).toBeLessThanOrEqual(Math.max(2, height));
			expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
			expect(lines.join('')).not.toMatch(/NaN|undefined|Infinity/v);
		},
	));
});
