import {describe, expect, test} from 'vitest';
import {
	groupBy, itemAfter, itemAt, maxOf, minOf, withToggled,
} from '../../source/system/lists.js';

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

test('the item after the last is the first, and so is that after an unknown one', () => {
	expect(['a', 'b', 'c', 'd'].map(item => itemAfter(['a', 'b', 'c'], item))).toEqual(['b', 'c', 'a', 'a']);
	expect(itemAfter([undefined, 'a'], 'a')).toBeUndefined();
});

test('an item is toggled: removed if it is in the list, otherwise added at the end', () => {
	expect(withToggled(['a', 'b'], 'a')).toEqual(['b']);
	expect(withToggled(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
	expect(withToggled([{id: 1}], {id: 1}, (item, other) => item.id === other.id)).toEqual([]);
});

test('extremes of more numbers than a call can have arguments, and of none', () => {
	const many = Float64Array.from({length: 500_000}, (_, index) => index - 1000);
	expect([minOf(many), maxOf(many)]).toEqual([-1000, 498_999]);
	expect([minOf([]), maxOf([])]).toEqual([Infinity, -Infinity]);
});
