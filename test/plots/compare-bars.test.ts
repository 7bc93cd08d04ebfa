import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawCompareBars} from '../../source/plots/compare-bars.js';
import {widthOf} from '../../source/text/cells.js';

const bin = (from: number, to: number, count: number) => ({from, to, count});
// 800 samples: 1/8, 4/8, 3/8. 8 samples: 1/8, 7/8.
const broker = {name: 'A-0 broker', short: 'A-0', bins: [bin(1, 2, 100), bin(2, 3, 400), bin(10, 20, 300)]};
const router = {name: 'B-0 router', short: 'B-0', bins: [bin(1, 2, 1), bin(2, 3, 0), bin(3, 4, 7)]};

test('at 44 columns both have a cell of 19: 12 for the bar of 400, and a hundredth of it is the least bar', () => {
	expect(drawCompareBars([broker, router], {
		width: 44, height: 6, measure: 'counts', selected: 1,
	})).toEqual([
		'ms     ● A-0 broker      >▲ B-0 router',
		'1–2     100 ███              1 ▏',
		'2–3     400 ████████████     0',
		'3–4       0                  7 ▏',
		'4–10      0                  0',
		'10–20   300 █████████        0',
	]);
});

test('as shares of the own n equal parts are equal bars: 12.5% of 87.5% is a seventh of 11 cells', () => {
	expect(drawCompareBars([broker, router], {width: 44, height: 6, measure: 'share'})).toEqual([
		'ms     ● A-0 broker       ▲ B-0 router',
		'1–2    12.5% █▌           12.5% █▌',
		'2–3    50.0% ██████▎          –',
		'3–4        –              87.5% ███████████',
		'4–10       –                  –',
		'10–20  37.5% ████▋            –',
	]);
});

test('at 30 columns, in ASCII, the short names stand above four cells of bar', () => {
	expect(drawCompareBars([broker, router], {
		width: 30, height: 6, measure: 'share', selected: 0, ascii: true,
	})).toEqual([
		'ms    >o A-0       ^ B-0',
		'1-2    12.5% .     12.5% .',
		'2-3    50.0% ##        -',
		'3-4        -       87.5% ####',
		'4-10       -           -',
		'10-20  37.5% #         -',
	]);
});

test('six at 60 columns have bars alone, in steps where lines are few, and none is cut off', () => {
	const six = Array.from({length: 6}, (_, index) => ({...router, short: `I-${index}`}));
	expect(drawCompareBars(six, {width: 60, height: 3, measure: 'share'})).toEqual([
		'ms   ● I-0    ▲ I-1    ■ I-2    ◆ I-3    ✕ I-4    ○ I-5',
		'1–2  █        █        █        █        █        █',
		'2–4  ███████  ███████  ███████  ███████  ███████  ███████',
	]);
});

test('on a log scale 1 of 400 is log 2 of log 401: a ninth', () => {
	const [, first = '', second = ''] = drawCompareBars([broker, router], {
		width: 95, height: 9, measure: 'counts', log: true, ascii: true,
	});
	expect(second.split('400 ')[1]?.split(' ')[0]).toBe('#'.repeat(38));
	expect(first.split(' 1 ')[1]).toBe('####');
});

test('bars are painted with their places, and only bars and names', () => {
	const [head, row] = drawCompareBars([broker, router], {
		width: 44, height: 6, measure: 'counts', paint: (text, index) => `<${index}${text}>`,
	}).map(line => line.replaceAll(/[\u2588]+/gv, '█'));
	expect(head).toContain('<0● A-0 broker>');
	expect(row).toContain('100 <0█>');
	expect(row).toContain('1 <1▏>');
});

test('a constant is one full bar, nothing is no samples, and far apart extremes have the gap between them named', () => {
	expect(drawCompareBars([{name: 'A', short: 'A', bins: [bin(5, 6, 1)]}], {width: 24, height: 5, measure: 'counts'})).toEqual([
		'ms   ● A',
		'5–6     1 ██████████████',
	]);
	expect(drawCompareBars([], {width: 24, height: 5, measure: 'counts'})).toEqual(['no samples']);
	expect(drawCompareBars([{name: 'A', short: 'A', bins: []}], {width: 24, height: 5, measure: 'share'})).toEqual(['no samples']);
	expect(drawCompareBars([{name: 'A', short: 'A', bins: [bin(0.001, 0.002, 1), bin(1e9, 2e9, 1)]}], {width: 60, height: 5, measure: 'share'})
		.slice(1)
		.map(line => line.split(' ')[0])).toEqual(['0–0', '0–1,000,000,000', '1,000,000,000–2,000,000,000']);
});

// Letters of one cell and of two.
const anyName = fc.string({unit: fc.constantFrom('a', '-', '消', 'é', '한')});
const counts = fc.array(fc.oneof(fc.constant(0), fc.integer({min: 0, max: 1e9})), {maxLength: 30});
const any = fc.array(fc.record({name: anyName, short: anyName, bins: counts.map(all => all.map((count, index) => bin(index, index + 1, count)))}), {
	maxLength: 6,
});

const anyLook = fc.record({
	width: fc.integer({min: 1, max: 200}), height: fc.integer({min: 1, max: 30}), log: fc.boolean(), measure: fc.constantFrom('counts', 'share'),
});

test('whatever the counts and the size, it is not wider or higher than asked, and writes no NaN', () => {
	fc.assert(fc.property(any, anyLook, (some, look) => {
		const lines = drawCompareBars(some, look);
		expect(lines.length).toBeLessThanOrEqual(look.height);
		expect(Math.max(...lines.map(line => line === 'no samples' ? 0 : widthOf(line)))).toBeLessThanOrEqual(look.width);
		expect(lines.join('')).not.toMatch(/NaN|undefined|Infinity/v);
	}));
});
