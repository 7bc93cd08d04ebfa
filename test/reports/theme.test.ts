import {expect, test} from 'vitest';
import {createTheme, themeNamed} from '../../source/reports/theme.js';
import {terminalText} from '../../source/text/styled-text.js';

const blue = '\u001B[34m';
const cyan = '\u001B[36m';

test('auto chooses light colours if the terminal reports a light background, otherwise dark ones', () => {
	const accent = (env: Readonly<Record<string, string>>) => terminalText(themeNamed('auto', {hasColour: true, env}).accent('x'));
	expect(accent({})).toContain(cyan);
	expect(accent({COLORFGBG: '15;0'})).toContain(cyan);
	expect(accent({COLORFGBG: '0;15'})).toContain(blue);
	expect(accent({COLORFGBG: '0;default;7'})).toContain(blue);
});

test('a named theme is used regardless of the terminal', () => {
	expect(terminalText(themeNamed('dark', {hasColour: true, env: {COLORFGBG: '0;15'}}).accent('x'))).toContain(cyan);
	expect(terminalText(themeNamed('light', {hasColour: true, env: {}}).accent('x'))).toContain(blue);
});

test('mono and disabled colours use plain text, except for the cursor', () => {
	for (const theme of [themeNamed('mono', {hasColour: true, env: {}}), themeNamed('light', {hasColour: false, env: {}})]) {
		expect([theme.accent, theme.warning, theme.bad, theme.strong, theme.faint].map(paint => paint('x'))).toEqual(Array.from({length: 5}, () => 'x'));
		expect(theme.series.map(paint => terminalText(paint('x'))).join('')).toMatch(/^x+$/v);
		expect(terminalText(theme.cursor('x'))).toBe('\u001B[7mx\u001B[0m');
	}
});

test('no series is blue on dark, and none yellow on light', () => {
	expect(createTheme(true, 'dark').series.map(paint => terminalText(paint('x'))).join('')).not.toContain(blue);
	expect(createTheme(true, 'light').series.map(paint => terminalText(paint('x'))).join('')).not.toContain('\u001B[33m');
});

test.each(['dark', 'light'] as const)('on %s no series has a semantic colour, or that of another series', background => {
	for (const isIndexed of [false, true]) {
		const {accent, warning, bad, series} = createTheme(true, background, isIndexed);
		const colours = [accent, warning, bad, ...series].map(paint => terminalText(paint('x')));
		expect(new Set(colours).size, String(isIndexed)).toBe(colours.length);
	}
});
