import {expect, test} from 'vitest';
import {sanitizeFrame} from '../../../source/ui/terminal/frame-sink.js';

test.each([
	['\u001B[1m\u001B[38;5;123mA-0\u001B[39m\u001B[0m\nA-1', '\u001B[1m\u001B[38;5;123mA-0\u001B[39m\u001B[0m\nA-1'],
	['\u001B[m\u001B[1;31mx', '\u001B[m\u001B[1;31mx'],
	['\u0007\u000E\u001B]0;x\u0007\u009B5m', '???]0;x??5m'],
	['\u001B[5mblink\u001B[8mhidden\u001B[2J', '?blink?hidden?[2J'],
	['a\tb\rc\u0000', 'a?b?c?'],
	['now\u202Etuo\u2066', 'nowtuo'],
	['é ▁▂▃ 😀', 'é ▁▂▃ 😀'],
])('%j is reduced to %j', (frame, sent) => {
	expect(sanitizeFrame(frame)).toBe(sent);
});
