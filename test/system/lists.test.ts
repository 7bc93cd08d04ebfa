import {describe, expect, test} from 'vitest';
import {itemAt, groupBy} from '../../source/system/lists.js';

describe('an item that must exist', () => {
	test('is returned, even if it is undefined', () => {
		expect(itemAt(['a', 'b'], 1)).toBe('b');
		expect(itemAt<string | undefined>([undefined], 0)).toBeUndefined();
	});

	test.each([-1, 2, 0.5 + 2, Number.NaN])('throws for index %s of two items', index => {
		expect(() => itemAt(['a', 'b'], index)).toThrow(`no item ${index} in a list of 2`);
	});
});

test('groups are in the order of their first items, and items in their original order', () => {
	expect([...groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], ([letter]) => letter)]).toEqual([['b', ['b1', 'b2']], ['a', ['a1', 'a2']], ['c', ['c1']]]);
	expect(groupBy([], item => item).size).toBe(0);
});
