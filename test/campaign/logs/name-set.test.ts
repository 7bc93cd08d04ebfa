import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {NameSet} from '../../../source/campaign/logs/name-set.js';

function add(names: NameSet, name: string): boolean {
	const bytes = Buffer.from(`"${name}"\u0000`);
	expect(names.hash(bytes, 1)).toBe(bytes.length - 2);
	return names.add();
}

test('each of 10,000 names that differ in one digit is new exactly once', () => {
	const names = new NameSet(16);
	const list = Array.from({length: 10_000}, (_, index) => `topic-0-RPCClient-host-${index}`);
	expect(list.every(name => add(names, name))).toBe(true);
	expect(list.some(name => add(names, name))).toBe(false);
});

test('distinguishes arbitrary names like a Set', () => {
	fc.assert(fc.property(fc.array(fc.string({unit: fc.constantFrom('a', 'b', '0', ' '), maxLength: 4})), list => {
		const names = new NameSet(16);
		const known = new Set<string>();
		for (const name of list) {
			expect(add(names, name)).toBe(!known.has(name));
			known.add(name);
		}
	}));
});

test('is empty after clear', () => {
	const names = new NameSet();
	add(names, 'a');
	names.clear();
	expect(add(names, 'a')).toBe(true);
});

test.each([String.raw`a\u0062`, 'é', 'a\tb', 'a'])('stops at the first byte of %j that is not plain', name => {
	const bytes = Buffer.from(`${name}\u0000`);
	expect(new NameSet().hash(bytes, 0)).toBe(name === 'é' ? 0 : 1);
});
