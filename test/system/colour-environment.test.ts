import {expect, test} from 'vitest';
import {prepareColours} from '../../source/system/colour-environment.js';

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
	expect(prepareColours({noColor, env, isTTY})).toBe(expected);
	expect(env.FORCE_COLOR).toBe(expected ? '1' : '0');
	expect(env).not.toHaveProperty('NO_COLOR');
});
