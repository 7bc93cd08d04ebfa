import {expect, test} from 'vitest';
import {terminalSize, textColumns} from '../../source/system/terminal-size.js';

test.each([
	[{columns: 120, rows: 40}, {COLUMNS: '90', LINES: '30'}, {columns: 120, rows: 40}],
	[{columns: 0, rows: 0}, {COLUMNS: '90', LINES: '30'}, {columns: 90, rows: 30}],
	[{columns: 0, rows: 0}, {}, {columns: 80, rows: 24}],
	[{columns: 0, rows: 0}, {COLUMNS: '0', LINES: '-3'}, {columns: 80, rows: 24}],
	[{}, {COLUMNS: 'wide', LINES: '1.5'}, {columns: 80, rows: 24}],
])('a terminal of %j with %j has %j', (stream, environment, size) => {
	expect(terminalSize(stream, environment)).toEqual(size);
});

test('zero is not a valid width', () => {
	expect(textColumns({columns: 0}, {}, 100)).toBe(100);
	expect(textColumns({columns: 0}, {COLUMNS: '70'}, 100)).toBe(70);
	expect(textColumns({columns: 60}, {COLUMNS: '70'}, 100)).toBe(60);
});
