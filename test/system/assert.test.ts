import {describe, expect, test} from 'vitest';
import {itemAt} from '../../source/system/assert.js';

describe('an item that must exist', () => {
	test('is returned, even if it is undefined', () => {
		expect(itemAt(['a', 'b'], 1)).toBe('b');
		expect(itemAt<string | undefined>([undefined], 0)).toBeUndefined();
	});

	test.each([-1, 2, 0.5 + 2, Number.NaN])('throws for index %s of two items', index => {
		expect(() => itemAt(['a', 'b'], index)).toThrow(`no item ${index} in a list of 2`);
	});
});
