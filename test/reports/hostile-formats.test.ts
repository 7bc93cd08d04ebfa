import {expect, test} from 'vitest';
import {csv, json} from '../../source/reports/formats.js';

const hostile = 'a\u009B5m\u007F\u202Eb';

test('JSON escapes 8-bit control characters and direction marks, preserving their values', () => {
	const text = json({[hostile]: [hostile, 12n]});
	expect(text).not.toMatch(/[\u{7F}-\u{9F}\u{202A}-\u{202E}]/v);
	expect(JSON.parse(text)).toEqual({[hostile]: [hostile, 12]});
});

test('CSV is raw data for a program, clean text on a terminal, and contains no formulas for a spreadsheet', async () => {
	const rows = [{
		id: '=cmd|x', text: '\u001B[31mred', number: -5, digits: '-5',
	}];
	const columns = ['id', 'text', 'number', 'digits'];
	expect(await csv(rows, columns)).toContain('=cmd|x,\u001B[31mred,-5,-5');
	expect(await csv(rows, columns, {isTerminal: true})).toContain('=cmd|x,red,-5,-5');
	expect(await csv(rows, columns, {isSpreadsheet: true})).toContain('\'=cmd|x,\u001B[31mred,-5,-5');
	expect(await csv([{id: '@a'}, {id: '+b'}, {id: '-c'}, {id: '\td'}], ['id'], {isSpreadsheet: true})).toBe('id\r\n\'@a\r\n\'+b\r\n\'-c\r\n\'\td\r\n');
});
