import {expect, test} from 'vitest';
import {alignPoints, wrapWords} from '../../source/text/align.js';
import {closest} from '../../source/text/closest.js';

test('points of a column stand below one another, a dash where whole parts end', () => {
	expect(alignPoints(['8.61', '13.8', '12,346', '—', '0.00312'])).toEqual(['     8.61   ', '    13.8    ', '12,346      ', '     —      ', '     0.00312']);
});

test('lines break between words, and a word that is too long has its own', () => {
	expect(wrapWords('one two three extraordinary x', 9)).toEqual(['one two', 'three', 'extraordinary', 'x']);
});

test('the closest name is meant, unless more than two letters in five differ', () => {
	expect(closest('tabel', ['trend', 'table'])).toBe('table');
	expect(closest('Format', ['format'])).toBe('format');
	expect(closest('nosuch', ['table', 'trend'])).toBeUndefined();
});
