import {expect, test} from 'vitest';
import {sanitizeText} from '../../../source/ui/terminal/frame-sink.js';

test.each([
	['\u001B[1mA-0\u001B[0m\nA-1', '?[1mA-0?[0m?A-1'],
	['\u0007\u000E\u001B]0;x\u0007\u009B5m', '???]0;x??5m'],
	['a\tb\rc\u0000', 'a?b?c?'],
	['now\u202Etuo\u2066', 'nowtuo'],
	['é ▁▂▃ 😀', 'é ▁▂▃ 😀'],
])('%j is reduced to %j', (text, sent) => {
	expect(sanitizeText(text)).toBe(sent);
});
