import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {jsonMistake} from '../../source/system/json-mistake.js';

const mistakeIn = (text: string): number => jsonMistake(Buffer.from(text));

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

test.each([
	['{"a": [1, 2', 11],
	['{"a": 1,}', 8],
	['{"a" 1}', 5],
	['[1 2]', 3],
	['[01]', 2],
	['[1.]', 3],
	['"a\nb"', 2],
	[String.raw`"\x"`, 2],
	['nul', 3],
	['', 0],
	['[] []', 3],
	['[NaN]', 1],
])('%j is invalid JSON from byte %i on', (text, byte) => {
	expect(mistakeIn(text)).toBe(byte);
});

test('accepts all JSON, and rejects a changed character exactly when JSON.parse does', () => {
	fc.assert(fc.property(fc.jsonValue({maxDepth: 4}), fc.nat(), fc.constantFrom('', ...'{}[]",:\\ 0123.eE+-ntu\n\u0001é'), (value, position, character) => {
		const text = JSON.stringify(value);
		expect(mistakeIn(text)).toBe(-1);
		const index = position % text.length;
		const changed = text.slice(0, index) + character + text.slice(index + 1);
		expect(mistakeIn(changed) === -1, changed).toBe(isJson(changed));
		expect(mistakeIn(text.slice(0, index)) === -1).toBe(isJson(text.slice(0, index)));
	}), {numRuns: 5000});
});

test('handles texts of 20 MB and nesting of 100,000', () => {
	expect(mistakeIn('['.repeat(100_000))).toBe(100_000);
	expect(mistakeIn('['.repeat(100_000) + ']'.repeat(100_000))).toBe(-1);
	expect(mistakeIn(`"${String.raw`\n`.repeat(10_000_000)}"`)).toBe(-1);
});
