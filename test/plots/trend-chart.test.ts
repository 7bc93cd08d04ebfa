import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawTrendChart} from '../../source/plots/trend-chart.js';
import {widthOf} from '../../source/text/cells.js';
import {plainLines} from '../plain-lines.js';
import {plainText} from '../../source/text/styled-text.js';

const at = (x: number, y: number | null, stdev: number | null = null) => ({x, y, stdev});
const broker = {name: 'broker', points: [at(10, 10), at(20, 20), at(40, 40)]};
const router = {name: 'router', points: [at(10, 0), at(30, 30, 10), at(40, 40)]};
const options = {
	width: 42, height: 14, unit: 'ms', xName: 'clients',
};

// 39 columns for 10–40 clients: 20 is at 38 · 10/30 = 12.7, 30 at 25.3. 9 rows for 0–40 ms: a row is 5 ms.
test('at 42×14 points are to scale on both axes, shared points have their own mark, σ is a whisker, and the guide labels its values', () => {
	expect(drawTrendChart([broker, router], {...options, selectedX: 30})).toEqual([
		'ms over clients  ┊ at 30  ✱ both',
		'40┤                         │        ╭───✱',
		'  │                         │  ╭─────╯',
		'  │                      ╭──▲──╯',
		'  │                ╭─╭───╯  │',
		'20┤         ╭───●╭───╯      │',
		'  │   ╭─────╯╭───╯          ┊',
		'  │●──╯  ╭───╯              ┊',
		'  │  ╭───╯                  ┊',
		' 0┤▲─╯                      ┊',
		'  └┬────────────┬───────────┬────────────┬',
		'   10           20          30          40',
		'● broker  none',
		'▲ router  30.0 ± 10.0 ms',
	]);
});

test('at 24×10 and in ASCII the same points are on 21 columns and 5 rows', () => {
	expect(drawTrendChart([broker, router], {
		...options, width: 24, height: 10, ascii: true, selectedX: 10,
	})).toEqual([
		'ms over clients  : at 1~',
		'50+     :',
		'  |     :        .--.--*',
		'  |     : .--o-.--^-\'',
		'  |     o-.----\'',
		' 0+     ^-\'',
		'  ++---------+---------+',
		'   0         20       40',
		'o broker  10.0 ms',
		'^ router   0 ms',
	]);
});

test('on a log axis 1, 10 and 100 are equidistant, and 0 is a gap that the legend still lists', () => {
	const lines = drawTrendChart([{name: 'broker', points: [at(1, 1), at(2, 10), at(3, 100), at(4, 0)]}], {
		...options, width: 33, height: 10, xName: 'index', log: true, selectedX: 4,
	});
	expect(lines).toEqual([
		'ms, log over index  ┊ at 4',
		'100┤                ╭──●        ┊',
		'   │           ╭────╯           ┊',
		' 10┤       ╭─●─╯                ┊',
		'   │    ╭──╯                    ┊',
		'   │ ╭──╯                       ┊',
		'  1┤●╯                          ┊',
		'   └┬────────┬─────────┬────────┬',
		'    1        2         3        4',
		'● broker  0 ms',
	]);
});

test('a cell shared by several series has no colour; repeats of one series are not shared', () => {
	const marked = (count: number) =>
		drawTrendChart(
			Array.from({length: count}, (_, index) => ({name: `driver ${index}`, points: [at(1, 5), at(1, 5), at(2, index * 10)]})),
			{...options, ascii: true, paint: (text, index) => `<${index}>${text}</>`},
		);
	const [head, ...lines] = marked(3);
	expect(head).toBe('ms over clients  * several');
	const shared = plainLines(lines).filter(line => line.includes('*'));
	expect(shared).toHaveLength(1);
	expect(shared[0]?.replaceAll(/<(?<place>\d)>.*?<\/>/gv, '')).toMatch(/\|\*/v);
	const [alone, ...own] = marked(1);
	expect(alone).toBe('ms over clients');
	expect(plainLines(own).join('')).not.toContain('*');
});

test('does not join points across a gap, and draws an isolated point as its marker', () => {
	const lines = drawTrendChart([{name: 'broker', points: [at(1, 5), at(2, 5), at(3, null), at(4, 5), at(5, 5), at(6, null), at(7, 5)]}], {
		...options,
		width: 27,
		height: 8,
	});
	expect(plainLines(lines).find(line => line.includes('●─'))).toBe('5┤  ●──●    ●─●    ●');
});

test('draws and lists both repeats at one x, joined by their mean', () => {
	const lines = drawTrendChart([{name: 'broker', points: [at(1, 0), at(1, 10), at(2, 5)]}], {
		...options, width: 23, height: 9, selectedX: 1,
	});
	expect(lines).toEqual([
		'ms over clients  ┊ at 1',
		'10┤●',
		'  │┊',
		'  │───────────────────●',
		'  │┊',
		' 0┤●',
		'  └┬──────────────────┬',
		'   1                  2',
		'● broker  0, 10.0 ms',
	]);
});

test('σ far above the maximum ends in an arrow at one and a half times the maximum', () => {
	const [, top] = drawTrendChart([{name: 'broker', points: [at(1, 4, 1000), at(2, 4)]}], {...options, width: 30});
	expect(top).toMatch(/^6┤↑/v);
});

// 100 points in 40 columns: y is 0 except for one peak of 100 (in column 33 · 39/100 = 13), and 50 throughout for the other series.
test('with more points than columns, peaks are kept, earlier series are visible below later ones, and σ is dropped', () => {
	const many = (y: (x: number) => number) => Array.from({length: 100}, (_, x) => at(x, y(x), 5));
	const lines = drawTrendChart(
		[
			{name: 'a', points: many(x => (x === 33 ? 100 : 0))},
			{name: 'b', points: many(() => 50)},
		],
		{...options, width: 44, height: 10},
	);
	expect(lines.slice(0, 6)).toEqual([
		'ms over clients  too many points for σ',
		'100┤             ●',
		'   │             │',
		'   │▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲',
		'   │            ││',
		'  0┤●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●',
	]);
});

test('lists more than four repeats at the selected x by mean, number and range', () => {
	const points = [2, 4, 6, 8, 10].map(y => at(1, y));
	expect(drawTrendChart([{name: 'a', points: [...points, at(2, 1)]}], {...options, selectedX: 1}).at(-1)).toBe('● a  mean 6.00 of 5 (2.00–10.0) ms');
});

test('shows "no data" without values, and the required size below 20×5', () => {
	expect(drawTrendChart([{name: 'a', points: [at(1, null), at(2, Number.NaN)]}], options)).toEqual(['no data']);
	expect(drawTrendChart([], options)).toEqual(['no data']);
	expect(drawTrendChart([broker], {...options, width: 30, height: 4})).toEqual(['too small: 20×5 needed']);
	expect(drawTrendChart([broker], {...options, height: 0})).toEqual([]);
	expect(drawTrendChart([broker], {...options, width: 19, height: 5})).toEqual(['too small: 20×5 ne…']);
	const lines = drawTrendChart([broker], {...options, width: 20, height: 5});
	expect(lines.length).toBeLessThanOrEqual(5);
	expect(plainLines(lines).join('')).toContain('┤');
});

test('scales the axes for a constant, a single point, and zeros', () => {
	expect(drawTrendChart([{name: 'a', points: [at(7, 0)]}], {...options, width: 20, height: 5})).toEqual([
		'ms over clients',
		'1┤',
		'0┤         ●',
		' └┬────────┬───────┬',
		'  6        7       8',
	]);
	expect(drawTrendChart([{name: 'a', points: [at(20, 3), at(40, 3)]}], {...options, width: 30, height: 8})).toEqual([
		'ms over clients',
		'5┤',
		' │●──────────────────────────●',
		' │',
		'0┤',
		' └┬─────────────┬────────────┬',
		'  20            30          40',
		'● a',
	]);
});

test('eight series have eight markers; those without a legend line are counted', () => {
	const eight = Array.from({length: 8}, (_, index) => ({name: `driver ${index}`, points: [at(index, index)]}));
	expect(drawTrendChart(eight, {...options, height: 30}).slice(-8).map(line => plainText(line)[0]).join('')).toBe('●▲■◆✕○ab');
	expect(drawTrendChart(eight, {...options, height: 12}).at(-1)).toBe('… 6 more');
});

const value = fc.oneof(fc.double(), fc.double({min: 1e-3, max: 1e9}), fc.integer({min: 0, max: 100}), fc.constant(null));
const point = fc.record({x: fc.oneof(fc.integer({min: 0, max: 10_000}), fc.double()), y: value, stdev: value});
// Texts that indicate an invalid number; generated names must not contain them.
const noNumber = /NaN|Infinity|undefined/v;
const name = fc.string().filter(text => !noNumber.test(text));
const anySeries = fc.array(fc.record({name, points: fc.array(point, {maxLength: 20}).map(points => points.sort((a, b) => a.x - b.x))}), {maxLength: 8});
const anyLook = fc.record({
	width: fc.integer({min: 1, max: 120}),
	height: fc.integer({min: 0, max: 40}),
	log: fc.boolean(),
	ascii: fc.boolean(),
	selectedX: fc.option(fc.oneof(fc.integer(), fc.double()), {nil: undefined}),
});

test('no chart throws or exceeds its size, and labels of an axis are unique, for any numbers and sizes', () => {
	fc.assert(fc.property(anySeries, anyLook, (series, look) => {
		const lines = drawTrendChart(series, {...options, ...look});
		expect(lines.length).toBeLessThanOrEqual(look.height);
		expect(Math.max(0, ...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(look.width);
		expect(plainLines(lines).join('')).not.toMatch(noNumber);
		const ticks = plainLines(lines).flatMap(line => /^ *(?<label>\S+)┤/v.exec(line)?.groups?.label ?? []);
		expect(new Set(ticks).size).toBe(ticks.length);
	}), {numRuns: 1000});
});
