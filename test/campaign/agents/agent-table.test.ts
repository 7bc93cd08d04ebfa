import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	agentLatency, agentNumber, agentNumbers, distributionOf, errorsOf, type AgentTable, type Agents,
} from '../../../source/campaign/agents/agent-table.js';
import {binsOf} from '../../../source/campaign/model/distribution.js';
import {createEstimator, percentileOf} from '../../../source/campaign/model/percentiles.js';
import {isLoaded, type LoadedIteration} from '../../../source/campaign/model/iteration.js';
import {loadAgents, readInThread} from '../../../source/campaign/agents/load-agents.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {readAgents, shardOf} from '../../../source/campaign/agents/read-agents.js';
import {
	agent, agentsOf, clientsOf, folderOf, logOf,
} from './agents-builder.js';

const fixture = new URL('../../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;
// The file name used by the build; without the thread the test would pass without testing it.
const script = [new URL('../../../dist/agent-worker.cjs', import.meta.url)].find(url => existsSync(url));

const rowOf = (table: AgentTable, row: number) => Object.fromEntries(agentNumbers.map(name => [name, agentNumber(table, row, name)]));

const loaded = (agents: Agents) => {
	if (agents.status === 'failed') {
		throw new Error(agents.reason);
	}

	return agents;
};

test('computes all numbers of a client that sent 3 messages in 10 s, the first after 2 s', () => {
	const clients = clientsOf(logOf({
		first: agent({start: 998}),
		second: agent({
			start: 1000, stop: 1010, samples: [1.5, 2.5, 2.5], failed: 1, errors: {'Timed out 7': 1},
		}),
	}));
	expect(clients.names).toEqual(['first', 'second']);
	const {latency_stdev: stdev, ...others} = rowOf(clients, 1);
	expect(stdev).toBeCloseTo(Math.sqrt(2 / 9), 9); // √(14.75/3 − (6.5/3)²)
	expect(others).toEqual({
		ok: 3,
		failed: 1,
		rate: 0.4,
		latency_mean: 6.5 / 3,
		latency_min: 1.5,
		latency_max: 2.5,
		// Rank 1.5 of 3 samples: one lies in [1, 2), so half a sample into the two of [2, 3).
		latency_p50: expect.closeTo(2.1357, 3) as number,
		// Their bin ends at 3, but the maximum is 2.5.
		latency_p95: 2.5,
		latency_p99: 2.5,
		start_offset: 2,
		duration: 10,
		shard: 0,
		errors: 1,
		agents: 1,
		fairness: null,
	});
});

test('an inactive agent has counts of 0, but no time, rate or latency', () => {
	const idle = clientsOf(logOf({idle: agent({start: null, stop: null})}));
	const known = Object.entries(rowOf(idle, 0)).filter(([, value]) => value !== null);
	expect(Object.fromEntries(known)).toEqual({
		ok: 0, failed: 0, shard: 0, errors: 0, agents: 1,
	});
});

test('an agent with duration 0 has no rate, and a start of 0 is ignored', () => {
	const clients = clientsOf(logOf({instant: agent({start: 1000, stop: 1000, ok: 1}), zero: agent({start: 0})}));
	expect([agentNumber(clients, 0, 'rate'), agentNumber(clients, 0, 'duration')]).toEqual([null, 0]);
	expect([agentNumber(clients, 1, 'start_offset'), agentNumber(clients, 0, 'start_offset')]).toEqual([null, 0]);
});

test('start offsets are relative to the earliest agent of both sides', () => {
	const {clients, servers} = loaded(agentsOf(logOf({client: agent({start: 1001})}, {server: agent({start: 1000.5})})));
	expect([agentNumber(clients, 0, 'start_offset'), agentNumber(servers, 0, 'start_offset')]).toEqual([0.5, 0]);
});

test('of duplicate names in two shards the last one wins, at the position of the first, and the name is reported', () => {
	const agents = loaded(agentsOf(
		logOf({twice: agent({ok: 1}), once: agent({ok: 2})}, {server: agent()}),
		logOf({other: agent({ok: 3}), twice: agent({ok: 4})}, {}),
	));
	expect(agents.clients.names).toEqual(['twice', 'once', 'other']);
	expect([...agents.clients.columns.ok]).toEqual([4, 2, 3]);
	expect([...agents.clients.columns.shard]).toEqual([1, 0, 1]);
	expect(agents.duplicates).toEqual([{side: 'clients', name: 'twice', shards: [0, 1]}]);
});

test('uses the shard number of a log, or its position if it has none', () => {
	expect([shardOf('h_controller-0-topic-0-A-0-7.log', 2), shardOf('h_controller.log', 2)]).toEqual([7, 2]);
});

test('opens an agent with its own distribution and its errors by kind', () => {
	const clients = clientsOf(logOf({
		a: agent({samples: [0.5, 5]}),
		b: agent({samples: [25, 25, 310], errors: {'no reply to 12': 1, 'no reply to 13': 2, refused: 1}}),
	}));
	expect(binsOf(distributionOf(clients, 1)).filter(bin => bin.count > 0)).toEqual([{from: 20, to: 30, count: 2}, {from: 300, to: 400, count: 1}]);
	expect(errorsOf(clients, 1)).toEqual([
		{
			kind: 'no reply to <n>', count: 3, distinct: 2, example: 'no reply to 12',
		},
		{
			kind: 'refused', count: 1, distinct: 1, example: 'refused',
		},
	]);
	expect(errorsOf(clients, 0)).toEqual([]);
});

test('computes percentiles of an agent from its distribution, including index 0 of a higher decade', () => {
	const counts = fc.array(fc.nat(50), {minLength: 10, maxLength: 10});
	fc.assert(fc.property(fc.dictionary(fc.constantFrom('0', '1', '2', '5'), counts, {noNullPrototype: true}), distribution => {
		const clients = clientsOf(logOf({
			a: {
				msgs_ok: 1, msgs_fail: 0, latency: {distribution}, errors: {},
			},
		}));
		for (const [name, percent] of [['latency_p50', 50], ['latency_p95', 95], ['latency_p99', 99]] as const) {
			const estimate = percentileOf(agentLatency(clients, 0), percent);
			expect(agentNumber(clients, 0, name)).toBe(estimate?.value ?? null);
			expect(estimate?.value ?? null).toEqual(createEstimator({
				bins: binsOf(distributionOf(clients, 0)), min: null, max: null, total: Number.NaN, sumOfSquares: Number.NaN,
			}).percentile(percent)?.value ?? null);
		}
	}), {numRuns: 60});
});

test('returns a reason for broken logs instead of throwing', () => {
	const reasons = [['', ''], ['{"a": ', '{}'], ['[]', '{}'], ['{"a": 1}', '{}'], ['{}', '{'], ['{}', '']].map(([first, second]) => {
		const agents = agentsOf(first === '' ? '' : `${first}\n${second}`);
		return agents.status === 'failed' ? agents.reason.replace(/^.*?: /v, '') : 'loaded';
	});
	expect(reasons).toEqual([
		'empty log',
		'not JSON at byte 6',
		'line 1 is not an object of agents',
		'agent a is not an object',
		'not JSON at byte 4',
		'second line missing',
	]);
});

test('the agents of the real campaign add up to its iterations', async () => {
	const campaign = await openCampaign(fixture);
	const iterations: LoadedIteration[] = [];
	for await (const iteration of loadIterations(campaign, {cache: false})) {
		if (isLoaded(iteration)) {
			iterations.push(iteration);
		}
	}

	expect(iterations).toHaveLength(11);
	for (const iteration of iterations) {
		const agents = loaded(await loadAgents(campaign, iteration));
		for (const side of ['clients', 'servers'] as const) {
			const table = agents[side];
			const sum = (name: 'ok' | 'failed' | 'errors') => table.columns[name].reduce((total, value) => total + value, 0);
			expect([table.rows, sum('ok'), sum('failed')]).toEqual([iteration[side].agents, iteration[side].ok, iteration[side].failed]);
			expect(sum('errors')).toBe(iteration[side].errorKinds.reduce((total, {count}) => total + count, 0));
			expect(Math.max(...table.columns.latency_max)).toBe(iteration[side].latency.max);
		}
	}
});

test('an iteration without a folder has no agents, but a reason', async () => {
	const folder = folderOf({'params.json': JSON.stringify([{backup_dir: 'gone'}])});
	const campaign = await openCampaign(folder);
	const [entry] = campaign.entries;
	expect(entry && await loadAgents(campaign, entry)).toEqual({status: 'failed', reason: 'gone: absent folder'});
});

test('reads nothing after an abort', async () => {
	const campaign = await openCampaign(fixture);
	const [entry] = campaign.entries;
	expect(entry && (await loadAgents(campaign, entry, {signal: AbortSignal.abort()}))).toEqual({
		status: 'failed',
		reason: 'stopped before its agents were read',
	});
});

test('the built thread returns the same result, stops on request, and reports its exit', async () => {
	if (!script) {
		throw new Error('dist has no agent-worker: build first');
	}

	const folder = folderOf({'h_controller-0-topic-0-A-0-0.log': logOf({a: agent({samples: [1, 20], errors: {no: 1}}), b: agent()}, {s: agent()})});
	const files = [path.join(folder, 'h_controller-0-topic-0-A-0-0.log')];
	expect(await readInThread(script, files)).toEqual(readAgents(files));
	const abort = new AbortController();
	const answer = readInThread(script, files, {signal: abort.signal});
	abort.abort();
	expect(await answer).toEqual({status: 'failed', reason: 'stopped before its agents were read'});
	expect(await readInThread(new URL('gone.js', script), files)).toMatchObject({status: 'failed'});
	expect(readFileSync(files[0] ?? '', 'utf8')).toContain('"a"');
});
