import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	drawStripAxis, drawTimeStrips, rampCaption, rampOf, stripLabelWidth, type StripOptions, type TimeStrip,
} from '../../source/plots/time-strips.js';
import {timeScaleOf} from '../../source/plots/time-scale.js';
import {widthOf} from '../../source/text/cells.js';
import {plainText} from '../../source/text/styled-text.js';

const second = 1000;
const strip = (label: string, points: TimeStrip['series']['points']): TimeStrip => ({label, series: {name: label, points}, value: '9'});
const strips = [
	strip('A-0', [[0, 0], [10 * second, 34], [20 * second, null], [30 * second, 9.9]]),
	strip('A-12', [[10 * second, 10], [20 * second, 35]]),
];
const scale = timeScaleOf(strips.map(({series}) => series), {from: 0, to: 40 * second, bucket: 10 * second}, 'percent');
const options: StripOptions = {
	width: 18, scale, labelWidth: 4, valueWidth: 3, loadTimes: [2 * second],
};

// Eight columns of 5 s; a step of the ramp is 5 %.
test('each cell of a strip is the step of its level, over its own bucket; a gap is blank, the selected strip is marked', () => {
	expect(drawTimeStrips(strips, {...options, selected: 1})).toEqual([
		' A-0  ▁▁▇▇  ▂▂   9',
		'>A-12 ┊ ▃▃▇▇     9',
	]);
	expect(drawStripAxis(options)).toEqual(['     └┊───────', '      0:00']);
	expect(rampCaption(scale, {width: 60})).toBe('▁<5 ▂<10 ▃<15 ▄<20 ▅<25 ▆<30 ▇≥30 %');
});

test('draws ASCII, with the cursor across all strips', () => {
	expect(drawTimeStrips(strips, {...options, ascii: true, cursor: 12 * second})).toEqual([
		' A-0  ..!#  ::   9',
		' A-12 ; !-##     9',
	]);
	expect(rampCaption(scale, {width: 30})).toBe('▁▂▃▄▅▆▇ steps of 5, ▇≥30 %');
	expect(rampCaption(scale, {width: 60, ascii: true})).toBe('.<5 :<10 -<15 =<20 +<25 *<30 #>=30 %');
});

test('seven steps cover any maximum, and a caption has distinct limits', () => {
	fc.assert(fc.property(fc.double({min: 1e-3, max: 1e12, noNaN: true}), top => {
		expect(rampOf({bottom: 0, top}).step * 7).toBeGreaterThanOrEqual(top * (1 - 1e-9));
		const limits = plainText(rampCaption({...scale, top}, {width: 200})).match(/<[^ ]+/gv) ?? [];
		expect(new Set(limits).size).toBe(6);
	}));
	expect(rampOf({bottom: 0, top: 0}).step).toBeGreaterThan(0);
});

test('with values below 0 the ramp begins at or below them', () => {
	const below = {...scale, bottom: -12, top: 20};
	expect(rampOf(below)).toEqual({from: -15, step: 5});
	expect(rampCaption(below, {width: 60})).toBe('▁<-10 ▂<-5 ▃<0 ▄<5 ▅<10 ▆<15 ▇≥15 %');
	expect(rampCaption(below, {width: 30})).toBe('▁▂▃▄▅▆▇ steps of 5 from -15 %');
	const [strip] = drawTimeStrips([{label: 'x', series: {name: 'x', points: [[0, -12], [10 * second, 0], [20 * second, 20]]}, value: ''}], {...options, scale: below, loadTimes: []});
	expect(strip).toBe(' x    ▁▁▄▄▇▇');
});

test('cuts long labels, and no line is too wide', () => {
	const long = strips.map(item => ({...item, label: `${item.label}${'x'.repeat(60)}`}));
	const labelWidth = stripLabelWidth(long.map(({label}) => label));
	for (const line of drawTimeStrips(long, {...options, width: 60, labelWidth})) {
		expect(widthOf(line)).toBeLessThanOrEqual(60);
	}
});
