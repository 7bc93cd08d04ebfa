import {expect, test} from 'vitest';
import {wantsAscii} from '../../source/system/colour-environment.js';

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
