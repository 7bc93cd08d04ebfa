import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	cutEnd, padEnd, padStart, widthOf,
} from '../../source/text/cells.js';
import {
	concat, mapText, plainText, spansOf, styled, terminalText, trimEnd, withStyle, type StyledText,
} from '../../source/text/styled-text.js';

const bold = withStyle({isBold: true});
const red = withStyle({foreground: 1});

const text = fc.string({unit: fc.constantFrom('a', ' ', '漢', 'e\u0301'), maxLength: 4});
const styledText: fc.Arbitrary<StyledText> = fc.array(fc.oneof(text, text.map(part => bold(part)), text.map(part => red(part)))).map(parts => concat(parts));

test('a template keeps the styles of its parts, and stays a string without any', () => {
	expect(spansOf(styled`n ${7}: ${red('x')} ${'y'}`)).toEqual([
		{text: 'n 7: ', style: {}}, {text: 'x', style: {foreground: 1}}, {text: ' y', style: {}},
	]);
	expect(styled`n ${7}: ${'y'}`).toBe('n 7: y');
});

test('an inner style takes precedence, and attributes of both are combined', () => {
	expect(spansOf(red(styled`a${bold('b')}${withStyle({foreground: 2})('c')}`)).map(({style}) => style)).toEqual([
		{foreground: 1}, {foreground: 1, isBold: true}, {foreground: 2},
	]);
});

test('text for a terminal selects and resets each style: 16 colours by their own codes, others by index', () => {
	const paint = (foreground: number) => terminalText(withStyle({foreground})('x'));
	expect([1, 12, 208].map(index => paint(index))).toEqual(['\u001B[31mx\u001B[0m', '\u001B[94mx\u001B[0m', '\u001B[38;5;208mx\u001B[0m']);
	expect(terminalText(withStyle({
		isInverse: true, isBold: true, isDim: true, foreground: 3,
	})('x'))).toBe('\u001B[1;2;7;33mx\u001B[0m');
	expect(terminalText(concat(['a', withStyle({})('b')]))).toBe('ab');
});

test('cutting, padding, trimming and joining treat styled text like its plain text', () => {
	fc.assert(fc.property(styledText, styledText, fc.nat(12), (one, other, width) => {
		const plain = plainText(one);
		expect(widthOf(one)).toBe(widthOf(plain));
		expect(plainText(cutEnd(one, width))).toBe(cutEnd(plain, width));
		expect(plainText(padEnd(one, width))).toBe(padEnd(plain, width));
		expect(plainText(padStart(one, width))).toBe(padStart(plain, width));
		expect(plainText(trimEnd(one))).toBe(plain.trimEnd());
		expect(plainText(concat([one, other], ' | '))).toBe(`${plain} | ${plainText(other)}`);
		expect(plainText(mapText(one, part => part.toUpperCase()))).toBe(plain.toUpperCase());
	}));
});

test('cutting keeps the style of what remains', () => {
	expect(spansOf(cutEnd(styled`ab${red('cdef')}`, 4))).toEqual([
		{text: 'ab', style: {}}, {text: 'c', style: {foreground: 1}}, {text: '…', style: {}},
	]);
});
