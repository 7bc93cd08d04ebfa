import fc from 'fast-check';
import {stringify} from 'lossless-json';
import {expect, test} from 'vitest';
import {type AgentResult, absent} from '../../../source/campaign/logs/agent-result.js';
import {aggregate, standardDeviation} from '../../../source/campaign/model/aggregate.js';
import {parseExactJson} from '../../../source/system/json.js';
import {notebookEntry} from '../../../source/reports/notebook-json.js';
import {SideSums} from '../../../source/campaign/logs/side-sums.js';

type Reported = Partial<AgentResult['scalars']> & Partial<Pick<AgentResult, 'distribution' | 'errors'>>;

function sideOf(...agents: readonly Reported[]): SideSums {
	const side = new SideSums();
	for (const {distribution = [], errors = [], ...scalars} of agents) {
		side.add('', {scalars: {...absent, ...scalars}, distribution, errors});
	}

	return side;
}

test('without agents: nulls, counts of 0, mean 0 and deviation −1', () => {
	expect(aggregate(sideOf())).toEqual({
		outliers: {busy: null, slow: null},
		agents: 0, idle: 0, start: null, stop: null, ok: 0, failed: 0, rate: null,
		latency: {
			min: null, max: null, total: 0, count: 0, sumOfSquares: 0, mean: 0, stdev: -1, distribution: [],
		},
		perAgentOk: {mean: null, min: null, max: null}, perAgentFailed: {mean: null, min: null, max: null}, fairness: null, errorKinds: [], errors: {},
	});
});

test('an idle agent counts as an agent and in the minimum, but does not affect times and extremes', () => {
	const side = aggregate(sideOf({}, {
		start: 10, stop: 14, ok: 6, failed: 2, min: 1, max: 3, total: 12, count: 6, sumOfSquares: 28,
	}));
	expect(side).toMatchObject({
		agents: 2, idle: 1, start: 10, stop: 14, rate: 2, perAgentOk: {mean: 3, min: 0, max: 6}, perAgentFailed: {mean: 1, min: 0, max: 2},
	});
	// 28/6 − 2² = 2/3
	expect(side.latency).toMatchObject({
		min: 1, max: 3, mean: 2, stdev: Math.sqrt(28 / 6 - 4),
	});
});

test('fairness is Jain’s index of ok messages, including idle agents', () => {
	// (10 + 30)² / (2 · (10² + 30²))
	expect(aggregate(sideOf({ok: 10}, {ok: 30})).fairness).toBeCloseTo(0.8, 12);
	expect(aggregate(sideOf({ok: 7}, {ok: 7}, {ok: 7})).fairness).toBe(1);
	expect(aggregate(sideOf({ok: 9}, {}, {})).fairness).toBeCloseTo(1 / 3, 12);
	expect(aggregate(sideOf({failed: 3})).fairness).toBeNull();
	expect(aggregate(sideOf({ok: 1e200})).fairness).toBeNull();
});

test('a side with a duration of 0 or unknown has no rate', () => {
	expect(aggregate(sideOf({start: 10, stop: 10, ok: 5})).rate).toBeNull();
	expect(aggregate(sideOf({start: 10, ok: 5})).rate).toBeNull();
});

test('a side without messages has a rate of 0, not −0, where it stops before it starts', () => {
	expect(aggregate(sideOf({start: 11, stop: 10})).rate).toBe(0);
});

test('identical samples have deviation 0, not NaN', () => {
	// 1.47/3 − 0.7² is −5.6e-17 in doubles.
	expect(standardDeviation({count: 3, total: 2.1, sumOfSquares: 1.47})).toBeCloseTo(0, 7);
	expect(standardDeviation({count: 3, total: 0.3, sumOfSquares: 0.03})).not.toBeNaN();
	expect(standardDeviation({count: 10, total: 1, sumOfSquares: 0.099_999_999_999_999_99})).toBe(0);
});

test('1,001 error texts are kept as one kind, and individually only on request', () => {
	const errors = Array.from({length: 1001}, (_, id) => [`no reply to message ${id}`, 1] as const);
	const side = sideOf({errors});
	expect(aggregate(side)).toMatchObject({errors: null, errorKinds: [{kind: 'no reply to message <n>', count: 1001, distinct: 1001}]});
	expect(Object.keys(aggregate(side, {everyError: true}).errors ?? {})).toHaveLength(1001);
});

test('an error called “__proto__” is handled like any other', () => {
	const {errors} = aggregate(sideOf({errors: [['__proto__', 2]]}));
	expect(Object.entries(errors ?? {})).toEqual([['__proto__', 2]]);
});

test('decades are sorted, whatever the order of the agents', () => {
	const counts = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
	const side = aggregate(sideOf({distribution: [{decade: 2, counts}]}, {distribution: [{decade: 0, counts}, {decade: 10, counts}]}));
	expect(side.latency.distribution.map(({decade}) => decade)).toEqual([0, 2, 10]);
});

test('aggregates survive a JSON round trip, including counts beyond 2⁵³', () => {
	const counted = fc.oneof(fc.nat(), fc.bigInt({min: 2n ** 53n, max: 10n ** 25n}));
	const side = fc
		.record({
			start: fc.integer({min: 1, max: 1000}),
			stop: fc.integer({min: 1, max: 1000}),
			ok: fc.nat(),
			failed: fc.nat(),
			total: fc.double({min: 0, max: 9e15, noNaN: true}),
			count: fc.nat(),
			distribution: fc.array(counted, {minLength: 10, maxLength: 10}).map(counts => [{decade: 1, counts}]),
		})
		.map(reported =>
			aggregate(sideOf(reported, {
				errors: [
					['__proto__', 1],
					['é', 2],
				],
			})));
	fc.assert(fc.property(side, side, (clients, servers) => {
		const entry = notebookEntry({
			status: 'loaded',
			index: 1,
			label: 'A-0',
			title: 'A-0',
			iterationId: 'A-0',
			backupDir: 'a',
			driver: 'broker',
			callType: 'rpc-call',
			parameters: {call_type: 'rpc-call', delay: null},
			clients,
			servers,
			duplicateAgents: 0, runs: [],
			shards: 1,
			fanout: null,
			consoles: {callType: null, lossReports: []},
			ranAs: 'rpc-call',
			evidence: 'parameters',
		});
		expect(parseExactJson(stringify(entry) ?? '')).toEqual(entry);
	}), {numRuns: 200});
});
