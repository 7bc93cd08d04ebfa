import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {asciiCells, asciiText, cleanText} from '../../source/text/clean.js';
import {widthOf} from '../../source/text/cells.js';

const unsafe = /[\0-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/v;
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'\u{1B}',
				'\u{1B}[',
				'\u{1B}]',
				'\u{1B}P',
				'\u{9B}',
				'\u{9D}',
				'\u{90}',
				'\u{9C}',
				'\u{7}',
				'\u{1B}\\',
				'31m',
				'52;c;',
				'\r',
				'\n',
				'\t',
				'\0',
				'\u{7F}',
				'\u{202E}',
				'\u{200D}',
				'\u{FEFF}',
				'漢',
				'👩',
			),
			fc.string({unit: 'binary', maxLength: 5}),
		),
		{maxLength: 20},
	)
	.map(parts => parts.join(''));

describe('cleanText', () => {
	test('removes all control characters, direction marks and invisible characters', () => {
		fc.assert(fc.property(hostile, text => {
			expect(cleanText(text)).not.toMatch(unsafe);
		}), {numRuns: 2000});
	});

	test('is idempotent', () => {
		fc.assert(fc.property(hostile, text => {
			expect(cleanText(cleanText(text))).toBe(cleanText(text));
		}), {numRuns: 2000});
	});

	test('leaves text without such characters unchanged', () => {
		fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => {
			fc.pre(!unsafe.test(text));
			expect(cleanText(text)).toBe(text);
		}));
	});

	test.each([
		['colours (CSI)', 'a\u{1B}[31;1mb\u{1B}[0mc', 'abc'],
		['8-bit CSI', 'a\u{9B}31mb', 'ab'],
		['CSI without end', 'a\u{1B}[31', 'a'],
		['the clipboard (OSC 52) ended by BEL', 'a\u{1B}]52;c;ZXZpbA==\u{7}b', 'ab'],
		['OSC ended by ST', 'a\u{1B}]0;title\u{1B}\\b', 'ab'],
		['8-bit OSC ended by 8-bit ST', 'a\u{9D}0;title\u{9C}b', 'ab'],
		['OSC without end', 'a\u{1B}]52;c;ZXZpbA==', 'a'],
		['DCS, APC, PM and SOS', 'a\u{1B}Pq\u{1B}\\b\u{1B}_x\u{1B}\\c\u{1B}^y\u{1B}\\d\u{1B}Xz\u{1B}\\e', 'abcde'],
		['two-byte escapes (reset, charset)', 'a\u{1B}cb\u{1B}(0c', 'abc'],
		['a lone ESC at the end', 'a\u{1B}', 'a'],
		['newlines and tabs, which become spaces', 'a\nb\r\nc\td', 'a b c d'],
		['CR, BEL, NUL, DEL and C1, which become ?', 'a\rb\u{7}c\0d\u{7F}e\u{85}f', 'a?b?c?d?e?f'],
		['bidirectional marks', 'a\u{202E}b\u{2066}c\u{2069}d\u{61C}e', 'abcde'],
		['zero width and line separators', 'a\u{200B}b\u{200D}c\u{2028}d\u{FEFF}e', 'abcde'],
		['nothing of emoji, CJK and combining marks', '👍 漢字 e\u{301}', '👍 漢字 e\u{301}'],
	])('%s', (_, text, clean) => {
		expect(cleanText(text)).toBe(clean);
	});
});

test('replaces each character beyond ASCII by one ?, however many code points it has', () => {
	expect(asciiText('né 漢字 👍🏽 e\u{301} ok')).toBe('n? ?? ? ? ok');
});

describe('asciiCells', () => {
	test('replaces each cell beyond ASCII by a ?: 漢字 é is ???? ?', () => {
		expect(asciiCells('漢字 é')).toBe('???? ?');
	});

	test('keeps the width of the text', () => {
		for (const text of ['│ 消息 │', 'délai x', '👩 ok', 'plain']) {
			const cells = asciiCells(text);
			expect(cells).toMatch(/^[\0-\u{7E}]*$/v);
			expect(widthOf(cells)).toBe(widthOf(text));
		}
	});
});
