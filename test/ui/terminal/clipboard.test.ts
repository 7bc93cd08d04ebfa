import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {multiplexerOf, clipboardBytes, maxCopied} from '../../../source/ui/terminal/clipboard.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a plain terminal receives the text as OSC 52', () => {
	expect(clipboardBytes('A-0 é', 'terminal')).toBe(`\u001B]52;c;${base64('A-0 é')}\u0007`);
});

test('tmux receives it plain and wrapped with doubled escapes, for either configuration', () => {
	expect(clipboardBytes('x', 'tmux')).toBe(`\u001B]52;c;${base64('x')}\u0007\u001BPtmux;\u001B\u001B]52;c;${base64('x')}\u0007\u001B\\`);
});

test('GNU screen receives pieces of 768 bytes, which together are the whole', () => {
	const bytes = clipboardBytes('x'.repeat(3000), 'screen') ?? '';
	const pieces = [...bytes.matchAll(/\u{1B}P(?<piece>.*?)\u{1B}\\/gsv)].map(({groups}) => groups?.piece ?? '');
	expect(pieces.length).toBeGreaterThan(4);
	expect(Math.max(...pieces.map(({length}) => length))).toBe(768);
	expect(pieces.join('')).toBe(`\u001B]52;c;${base64('x'.repeat(3000))}\u0007`);
});

test('text beyond the limit of terminals is rejected, never cut', () => {
	expect(clipboardBytes('x'.repeat(maxCopied), 'terminal')).toBeDefined();
	expect(clipboardBytes('x'.repeat(maxCopied + 1), 'terminal')).toBeUndefined();
	expect(clipboardBytes('é'.repeat(Math.ceil(maxCopied / 2) + 1), 'terminal')).toBeUndefined();
});

test('detects multiplexers from the environment', () => {
	expect(multiplexerOf({})).toBe('terminal');
	expect(multiplexerOf({TMUX: '/tmp/tmux-0/default,1,0'})).toBe('tmux');
	expect(multiplexerOf({STY: '123.pts-0'})).toBe('screen');
});
