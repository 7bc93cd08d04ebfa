import fc from 'fast-check';
import {expect, test} from 'vitest';
import {mergePoints, type Slice} from '../../source/tsm/merge.js';
import {TimeRanges} from '../../source/tsm/time-ranges.js';

function drain(steps: Iterable<unknown>): void {
	for (const _ of steps) {
		// No need to yield to others.
	}
}

const timeLists = fc.array(
	fc.uniqueArray(fc.integer({min: 0, max: 60}), {maxLength: 30}).map(times => times.sort((value, other) => value - other)),
	{maxLength: 9},
);

test('points are sorted by time, each time once, from the last source that has it', () => {
	fc.assert(fc.property(timeLists, fc.integer({min: 1, max: 7}), (sources, length) => {
		const expected = new Map<number, number>();
		for (const [source, times] of sources.entries()) {
			for (const time of times) {
				expected.set(time, source);
			}
		}

		const found: number[][] = [];
		drain(mergePoints(sources.map((times, source) => {
			let at = 0;
			return (): Slice<number[]> | undefined => {
				const part = times.slice(at, at + length);
				at += length;
				// A slice is a part of its points.
				return part.length === 0
					? undefined
					: {
						times: Float64Array.from([-1, ...part, 99]), values: [-1, ...part.map(() => source), -1], from: 1, to: part.length + 1,
					};
			};
		}), ({times, values}, from, to) => {
			for (let index = from; index < to; index++) {
				found.push([times[index]!, values[index]!]);
			}
		}));
		expect(found).toEqual([...expected].sort(([value], [other]) => value - other));
	}));
});

test('merged ranges contain the times of all', () => {
	const range = fc.tuple(fc.integer({min: 0, max: 30}), fc.integer({min: 0, max: 30}));
	fc.assert(fc.property(fc.array(range), list => {
		const ranges = new TimeRanges(list);

		for (let time = -1; time <= 31; time++) {
			expect(ranges.has(time)).toBe(list.some(([min, max]) => time >= min && time <= max));
		}
	}));
});

test('yields to the event loop after some ten thousand points, also for an endless source', () => {
	let time = 0;
	const endless = (): Slice<number[]> => ({
		times: Float64Array.of(time++), values: [1], from: 0, to: 1,
	});
	const steps = mergePoints([endless], () => undefined);
	expect(steps.next().done).toBe(false);
	expect(time).toBeLessThan(100_000);
});
