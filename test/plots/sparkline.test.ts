import {expect, test} from 'vitest';
import {drawSparkline, drawSparkRows} from '../../source/plots/bars.js';

test('eighths of the maximum have eight heights, slightly less is one height lower, zero is blank', () => {
	expect(drawSparkline([0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe(' ▁▂▃▄▅▆▇█');
	expect(drawSparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], true)).toBe(' .:-=+*#%');
	expect(drawSparkline([7.99, 8])).toBe('▇█');
});

test('one in a million is visible, and distinct from nothing', () => {
	expect(drawSparkline([0, 1, 1e6])).toBe(' ▁█');
	expect(drawSparkline([0, 1, 1e6], true)).toBe(' .%');
	expect(drawSparkline([1e-3, 1e9])).toBe('▁█');
});

test('on a given scale the maximum is the given one, and larger values are clipped', () => {
	expect(drawSparkline([1, 2], false, 4)).toBe('▂▄');
	expect(drawSparkline([8], false, 4)).toBe('█');
});

test('constants and a single share are full; empty input, zeros and NaN are blank', () => {
	expect(drawSparkline([5, 5, 5])).toBe('███');
	expect(drawSparkline([0.1])).toBe('█');
	expect(drawSparkline([])).toBe('');
	expect(drawSparkline([0, 0])).toBe('  ');
	expect(drawSparkline([Number.NaN, -1, 1])).toBe('  █');
});

test('two rows have sixteen heights; less than an eighth of the upper row is not drawn there', () => {
	const shares = Array.from({length: 17}, (_, height) => height);
	expect(drawSparkRows(shares, {rows: 2, max: 16})).toEqual([
		'         ▁▂▃▄▅▆▇█',
		' ▁▂▃▄▅▆▇█████████',
	]);
	expect(drawSparkRows([8.9, 0.01], {rows: 2, max: 16, ascii: true})).toEqual(['  ', '%.']);
	expect(drawSparkRows([1, 1], {rows: 3, max: 1})).toEqual(['██', '██', '██']);
	expect(drawSparkRows([], {rows: 1, max: 0})).toEqual(['']);
});
