import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {
	loadWindow, rfc3339, queryTime, iterationWindow,
} from '../../source/metrics/window.js';
import {isLoaded} from '../../source/campaign/model/iteration.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {campaignFolder, expectedOf, iterationIds} from './expected.js';

type Times = readonly [start: number | null, stop: number | null];
const iterationOf = (clients: Times, servers: Times) => ({
	label: 'A-0', clients: {start: clients[0], stop: clients[1]}, servers: {start: servers[0], stop: servers[1]},
});

describe('the window of an iteration', () => {
	test('matches the notebook, to the microsecond, for every iteration of the campaign', async () => {
		const found: Record<string, readonly [string, string]> = {};
		for await (const iteration of loadIterations(await openCampaign(campaignFolder), {cache: false})) {
			if (isLoaded(iteration)) {
				const {start, stop} = iterationWindow(iteration);
				found[iteration.label] = [rfc3339(start), rfc3339(stop)];
			}
		}

		expect(found).toEqual(Object.fromEntries(iterationIds.map(id => {
			const {start, stop} = expectedOf(id);
			return [id, [start, stop]];
		})));
	});

	test('starts 30 s before the later start and ends 30 s after the later stop', () => {
		expect(iterationWindow(iterationOf([100, 200], [110, 190]))).toEqual({start: 80_000_000_000n, stop: 230_000_000_000n});
	});

	test('is that of the other side if one was inactive', () => {
		expect(iterationWindow(iterationOf([100, 200], [null, null]))).toEqual({start: 70_000_000_000n, stop: 230_000_000_000n});
	});

	test('is rejected with a message if no side has times, or if they are out of range', () => {
		expect(() => iterationWindow(iterationOf([null, null], [null, null]))).toThrow('no times in its logs');
		expect(() => iterationWindow(iterationOf([1e300, 1e300], [1, 2]))).toThrow('impossible times in its logs');
		expect(() => iterationWindow(iterationOf([Infinity, Infinity], [1, 2]))).toThrow('impossible times in its logs');
	});

	test('rounds halves of a microsecond to even, like Python, also before 1970', () => {
		// 1/128 s and 3/128 s are exact in binary: 7812.5 and 23437.5 µs.
		const bound = (time: number) => iterationWindow(iterationOf([time + 30, time + 30], [null, null])).start;
		expect([bound(1 / 128), bound(3 / 128), bound(-1 / 128), bound(-3 / 128)]).toEqual([7_812_000n, 23_438_000n, -7_812_000n, -23_438_000n]);
	});
});

test('prints a bound exactly: without a fraction, to the microsecond, or to the nanosecond', () => {
	expect([0n, 1_500_000_000n, 1n, -1n, 1_795_433_906_688_159_000n].map(time => rfc3339(time))).toEqual([
		'1970-01-01T00:00:00Z',
		'1970-01-01T00:00:01.500000Z',
		'1970-01-01T00:00:00.000000001Z',
		'1969-12-31T23:59:59.999999999Z',
		'2026-11-23T11:38:26.688159Z',
	]);
	expect(queryTime(1_795_433_906_688_159_000n)).toBe('2026-11-23 11:38:26.688159');
});

test('the fixtures match the campaign: one file per iteration with results', () => {
	const calculated = JSON.parse(readFileSync(new URL('../../fixtures/expected/params_calculated.json', import.meta.url), 'utf8')) as ReadonlyArray<{
		readonly iteration_id: string;
	}>;
	expect(calculated.map(entry => entry.iteration_id).sort()).toEqual([...iterationIds]);
});

describe('the load phase of an iteration', () => {
	test('starts at the later start and ends at the earlier stop; if one side was inactive, it is that of the other', () => {
		expect(loadWindow(iterationOf([100.5, 200], [110.000_001, 190.25]))).toEqual({start: 110_000_001_000n, stop: 190_250_000_000n});
		expect(loadWindow(iterationOf([100, 200], [null, null]))).toEqual({start: 100_000_000_000n, stop: 200_000_000_000n});
	});

	test('is rejected if the sides did not overlap', () => {
		expect(() => loadWindow(iterationOf([100, 110], [120, 130]))).toThrow('its clients and servers never ran at the same time');
	});
});
