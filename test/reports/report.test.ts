import {describe, expect, test} from 'vitest';
import {formatOutput, formatReport, type Output} from '../../source/reports/report.js';
import {createTheme, type Look} from '../../source/reports/theme.js';
import {terminalText} from '../../source/text/styled-text.js';
import {plainLook} from '../ui/look.js';

const output: Output = {
	columns: ['name', 'count'],
	rows: () => [{name: '=bear', count: 2}],
	text: () => 'two bears\n',
};

describe('output in a format', () => {
	test.each([
		['text', 'two bears\n'],
		[undefined, 'two bears\n'],
		['toString', 'two bears\n'],
		['csv', 'name,count\r\n=bear,2\r\n'],
		['json', '[\n  {\n    "name": "=bear",\n    "count": 2\n  }\n]\n'],
		['markdown', 'two bears\n'],
	])('%s', async (format, text) => {
		expect(await formatOutput(output, format, {})).toBe(text);
	});

	test('has its own JSON value and Markdown if it defines them', async () => {
		const rich: Output = {...output, json: () => ({bears: 2}), markdown: async () => '| bears |\n'};
		expect(await formatOutput(rich, 'json', {})).toBe('{\n  "bears": 2\n}\n');
		expect(await formatOutput(rich, 'markdown', {})).toBe('| bears |\n');
	});

	test('computes no other format', async () => {
		const unused = () => {
			throw new Error('computed');
		};

		const lazy: Output = {
			...output, rows: unused, json: unused, markdown: unused,
		};
		expect(await formatOutput(lazy, 'text', {})).toBe('two bears\n');
		await expect(formatOutput({...output, text: unused}, 'text', {})).rejects.toThrow('computed');
	});
});

describe('a report for a file', () => {
	const report = {amount: '1 bear', columns: output.columns, rows: output.rows};

	test('is the content of the screen if it has no text of its own', async () => {
		expect(await formatReport(report, 'txt', {look: plainLook, picture: 'a picture\n'})).toBe('a picture\n');
		expect(await formatReport({...report, text: () => 'all of it\n'}, 'txt', {look: plainLook, picture: ''})).toBe('all of it\n');
	});

	test('has no colours, whatever the screen has', async () => {
		const text = ({theme}: Look) => terminalText(theme.bad('bear'));
		expect(await formatReport({...report, text}, 'txt', {look: {...plainLook, theme: createTheme(true)}, picture: ''})).toBe('bear');
	});

	test('keeps spreadsheets from running its texts', async () => {
		expect(await formatReport(report, 'csv', {look: plainLook, picture: ''})).toBe('name,count\r\n\'=bear,2\r\n');
	});
});
