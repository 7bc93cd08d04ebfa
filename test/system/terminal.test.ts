import {expect, test} from 'vitest';
import {
	wantsColours, wantsAscii, terminalSize, textColumns,
} from '../../source/system/terminal.js';

test.each<[string, {noColor?: boolean; isTTY?: boolean; env: NodeJS.ProcessEnv}, boolean]>([
	['a terminal has colours', {env: {TERM: 'xterm'}}, true],
	['--no-color turns them off, even when they are forced', {noColor: true, env: {FORCE_COLOR: '1'}}, false],
	['NO_COLOR turns them off', {env: {NO_COLOR: '1'}}, false],
	['an empty NO_COLOR does not', {env: {NO_COLOR: ''}}, true],
	['NO_COLOR wins over FORCE_COLOR', {env: {NO_COLOR: '1', FORCE_COLOR: '1'}}, false],
	['TERM=dumb has none', {env: {TERM: 'dumb'}}, false],
	['a pipe has none', {isTTY: false, env: {}}, false],
	['FORCE_COLOR turns them on in a pipe', {isTTY: false, env: {FORCE_COLOR: '3'}}, true],
	['FORCE_COLOR=0 turns them off', {env: {FORCE_COLOR: '0'}}, false],
	['an empty FORCE_COLOR says nothing', {isTTY: false, env: {FORCE_COLOR: ''}}, false],
])('%s', (_claim, {noColor = false, isTTY = true, env}, expected) => {
	expect(wantsColours({noColor, env, isTTY})).toBe(expected);
});

test.each<[string, NodeJS.ProcessEnv, boolean]>([
	['a UTF-8 locale has more than ASCII', {LANG: 'en_US.UTF-8'}, false],
	['utf8 is UTF-8 too', {LANG: 'C.utf8'}, false],
	['LC_ALL wins over LANG', {LC_ALL: 'C', LANG: 'en_US.UTF-8'}, true],
	['an empty LC_ALL is none', {LC_ALL: '', LC_CTYPE: 'fr_FR.UTF-8', LANG: 'C'}, false],
	['no locale is ASCII', {}, true],
	['the Linux console is ASCII', {LANG: 'C.UTF-8', TERM: 'linux'}, true],
	['a vt220 is ASCII', {LANG: 'C.UTF-8', TERM: 'vt220'}, true],
])('%s', (_claim, env, expected) => {
	expect(wantsAscii({ascii: false, env})).toBe(expected);
	expect(wantsAscii({ascii: true, env})).toBe(true);
});

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
