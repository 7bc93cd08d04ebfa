import {expect, test} from 'vitest';
import {alignPoints, wrapWords} from '../../source/text/align.js';

test('aligns decimal points of a column, and puts dashes at the end of the integer part', () => {
	expect(alignPoints(['8.61', '13.8', '12,346', '—', '0.00312'])).toEqual(['     8.61   ', '    13.8    ', '12,346      ', '     —      ', '     0.00312']);
});

test('breaks lines between words, and puts an overlong word on its own line', () => {
	expect(wrapWords('one two three extraordinary x', 9)).toEqual(['one two', 'three', 'extraordinary', 'x']);
});
