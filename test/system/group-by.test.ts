import {expect, test} from 'vitest';
import {groupBy} from '../../source/system/group-by.js';

test('groups are in the order of their first items, and items in their original order', () => {
	expect([...groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], ([letter]) => letter)]).toEqual([['b', ['b1', 'b2']], ['a', ['a1', 'a2']], ['c', ['c1']]]);
	expect(groupBy([], item => item).size).toBe(0);
});
