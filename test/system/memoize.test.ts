import {expect, test} from 'vitest';
import {memoizeBy, memoizeEach, memoizeLast} from '../../source/system/memoize.js';

test('caches the result for an object', () => {
	let times = 0;
	const sizeOf = memoizeEach(({size}: {readonly size: number | undefined}) => {
		times++;
		return size;
	});
	const [item, none] = [{size: 1}, {size: undefined}];
	expect([sizeOf(item), sizeOf(none), sizeOf(item), sizeOf(none)]).toEqual([1, undefined, 1, undefined]);
	expect(times).toBe(2);
});

test('a different argument is computed again, and only the latest result is cached', () => {
	let times = 0;
	const sum = memoizeLast((a: number, b: number) => {
		times++;
		return a + b;
	});
	expect([sum(1, 2), sum(1, 2), times]).toEqual([3, 3, 1]);
	expect([sum(1, 3), sum(2, 3), sum(1, 2), times]).toEqual([4, 5, 3, 4]);
});

test('only the listed parts matter', () => {
	let times = 0;
	const named = memoizeBy(({name}: {readonly name: string; readonly typed: string}) => [name], ({name, typed}) => {
		times++;
		return `${name} ${typed}`;
	});
	expect([named({name: 'a', typed: 'x'}), named({name: 'a', typed: 'y'}), named({name: 'b', typed: 'y'})]).toEqual(['a x', 'a x', 'b y']);
	expect(times).toBe(2);
});
