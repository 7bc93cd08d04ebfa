import {expect, test} from 'vitest';
import {windowMilliseconds, loadSpan, sinceStart} from '../../../source/reports/metrics-text.js';

// Windows have microsecond precision, points millisecond precision.
const window = {start: 1_500_700_000n, stop: 91_500_900_000n};

test('times are whole milliseconds from the start of the window', () => {
	expect(sinceStart([[0, 1], [30_000, null], [31_500, 3]], window)).toEqual([[-1500, 1], [28_500, null], [30_000, 3]]);
	expect(windowMilliseconds(window)).toBe(90_000);
});

test('the load lasts from the later start to the earlier stop of both sides', () => {
	const clients = {start: 31, stop: 62};
	expect(loadSpan({clients, servers: {start: 31.5, stop: 61.5}}, window)).toEqual([30_000, 60_000]);
	const earlier = {start: 1_000_000_000n, stop: 92_000_000_000n};
	expect(loadSpan({clients, servers: {start: null, stop: null}}, earlier)).toEqual([30_000, 61_000]);
	expect(loadSpan({clients, servers: {start: 31, stop: null}}, {...earlier, stop: 91_000_000_000n})).toEqual([30_000, 61_000]);
});

test('the load has the same position in a window chosen by a query', () => {
	const sides = {clients: {start: 31, stop: 62}, servers: {start: 31, stop: 62}};
	expect(loadSpan(sides, {start: 21_000_000_000n, stop: 40_000_000_000n})).toEqual([10_000, 41_000]);
	expect(loadSpan(sides, {start: 41_000_000_000n, stop: 50_000_000_000n})).toEqual([-10_000, 21_000]);
});
