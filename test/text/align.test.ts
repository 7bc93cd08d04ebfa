import {expect, test} from 'vitest';
import {alignPoints, wrapWords} from '../../source/text/align.js';
import {closest} from '../../source/text/names.js';

test('aligns decimal points of a column, and puts dashes at the end of the integer part', () => {
	expect(alignPoints(['8.61', '13.8', '12,346', '—', '0.00312'])).toEqual(['     8.61   ', '    13.8    ', '12,346      ', '     —      ', '     0.00312']);
});

test('breaks lines between words, and puts an overlong word on its own line', () => {
	expect(wrapWords('one two three extraordinary x', 9)).toEqual(['one two', 'three', 'extraordinary', 'x']);
});

test('finds the closest name, unless more than two letters in five differ', () => {
	expect(closest('tabel', ['trend', 'table'])).toBe('table');
	expect(closest('Format', ['format'])).toBe('format');
	expect(closest('nosuch', ['table', 'trend'])).toBeUndefined();
});
