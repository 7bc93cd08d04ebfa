import {expect, test} from 'vitest';
import {countGaps} from '../../source/metrics/contents.js';

const second = 1e9;
const gapOf = (...series: ReadonlyArray<readonly number[]>): number | undefined => {
	const gaps = countGaps();
	for (const seconds of series) {
		gaps.add(seconds.map(time => time * second));
	}

	return gaps.mode();
};

test('missing or late points do not change the interval', () => {
	expect(gapOf([0, 10, 20, 50, 60, 70])).toBe(10);
	expect(gapOf([0, 9.9, 20.1, 30])).toBe(10);
});

test('does not mix series that start at different seconds', () => {
	expect(gapOf([0, 30, 60], [1, 31, 61])).toBe(30);
});

test('is at least a second, the shorter one of a tie, and undefined without gaps', () => {
	expect(gapOf([0, 0.2, 0.4])).toBe(1);
	expect(gapOf([0, 10, 40])).toBe(10);
	expect(gapOf([5], [])).toBeUndefined();
});
