import {expect, test} from 'vitest';
import {alignPoints, tableLines, wrapWords} from '../../source/text/align.js';
import {padEnd, padStart} from '../../source/text/cells.js';

test('aligns decimal points of a column, and puts dashes at the end of the integer part', () => {
	expect(alignPoints(['8.61', '13.8', '12,346', '—', '0.00312'])).toEqual(['     8.61   ', '    13.8    ', '12,346      ', '     —      ', '     0.00312']);
});

test('breaks lines between words, and puts an overlong word on its own line', () => {
	expect(wrapWords('one two three extraordinary x', 9)).toEqual(['one two', 'three', 'extraordinary', 'x']);
});

test('tables have columns of equal width, padded on either side', () => {
	expect(tableLines([
		{cells: ['id', 'A-0', 'A-10'], pad: padEnd}, {cells: ['n', '5', '1,000'], pad: padStart}, {cells: ['note', '', 'x'], pad: padEnd},
	])).toEqual(['id        n  note', 'A-0       5      ', 'A-10  1,000  x   ']);
	expect(tableLines([])).toEqual([]);
});
