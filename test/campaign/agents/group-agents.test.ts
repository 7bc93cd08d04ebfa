import {expect, test} from 'vitest';
import {
	agentLatency, agentNumber, errorsOf, type AgentTable,
} from '../../../source/campaign/agents/agent-table.js';
import {shortAgentName, unnamedAgents} from '../../../source/campaign/agents/agent-names.js';
import {groupAgents} from '../../../source/campaign/agents/group-agents.js';
import {filterAgents, parseAgentFilter, sortAgents} from '../../../source/campaign/agents/select-agents.js';
import {percentileOf} from '../../../source/campaign/model/percentiles.js';
import {latencyOf} from '../../known/distributions.js';
import {agent, clientsOf, logOf} from './agents-builder.js';

const named = (host: string, topic: string, pid: number) => `ombt-${topic}-RPCClient-${host}-${pid}-${String(pid).padStart(32, '0')}`;
const fast = 'paravance-2.rennes.grid5000.fr';
const slow = 'paravance-10.rennes.grid5000.fr';

const table = clientsOf(logOf({
	[named(fast, 'topic-0', 1)]: agent({samples: [1, 2, 3], start: 1000, stop: 1010}),
	[named(fast, 'topic-1', 2)]: agent({
		samples: [2.5], start: 1002, stop: 1020, failed: 1, errors: {'Timed out 1': 1},
	}),
	[named(slow, 'topic-0', 3)]: agent({
		samples: [20, 40], start: 1000, stop: 1010, failed: 2, errors: {'Timed out 2': 2},
	}),
	[named(slow, 'topic-1', 4)]: agent({samples: [], start: null, stop: null}),
	'something else': agent({samples: [5]}),
}));
const namesOf = (some: AgentTable, rows: Uint32Array) => [...rows].map(row => some.names[row]);

test('a host has the sums, mean and deviation of all samples of its agents, and their combined time span', () => {
	const hosts = groupAgents(table, 'host');
	expect(hosts.names).toEqual([fast, slow, '(other names)']);
	const number = (name: Parameters<typeof agentNumber>[2], row = 0) => agentNumber(hosts, row, name);
	expect([number('ok'), number('failed'), number('agents'), number('errors')]).toEqual([4, 1, 2, 1]);
	// Five messages from second 1,000 to 1,020.
	expect([number('rate'), number('start_offset'), number('duration')]).toEqual([0.25, 0, 20]);
	const whole = latencyOf([1, 2, 2.5, 3]);
	expect(number('latency_mean')).toBeCloseTo(whole.mean, 12);
	expect(number('latency_stdev')).toBeCloseTo(whole.stdev, 12);
	expect([number('latency_min'), number('latency_max')]).toEqual([1, 3]);
	expect(number('latency_p50')).toBeCloseTo(percentileOf(whole, 50)?.value ?? Number.NaN, 9);
	expect(percentileOf(agentLatency(hosts, 0), 99)).toMatchObject({low: 3, high: 3});
	// 3 and 1 messages: (3 + 1)² / (2 · (9 + 1)).
	expect(number('fairness')).toBeCloseTo(0.8, 12);
	expect([number('latency_mean', 1), number('agents', 1), number('fairness', 1)]).toEqual([30, 2, 0.5]);
	expect(errorsOf(hosts, 1)).toMatchObject([{count: 2}]);
});

test('groups the same agents by topic, labelled with the other part of their names', () => {
	const topics = groupAgents(table, 'topic');
	expect(topics.names).toEqual(['topic-0', 'topic-1', '(other names)']);
	expect([...topics.columns.ok]).toEqual([5, 1, 1]);
});

test('sorts and filters groups like agents: the slowest host first', () => {
	const hosts = groupAgents(table, 'host');
	expect(namesOf(hosts, sortAgents(hosts, {column: 'latency_mean', descending: true}))).toEqual([slow, '(other names)', fast]);
	expect(namesOf(hosts, filterAgents(hosts, parseAgentFilter('agents>1 & failed>1')))).toEqual([slow]);
});

test('sorts and filters agents by the parts of their names; other names have no parts and are counted', () => {
	expect(namesOf(table, filterAgents(table, parseAgentFilter('host~paravance-10 & topic=topic-1')))).toEqual([named(slow, 'topic-1', 4)]);
	expect(namesOf(table, sortAgents(table, {column: 'host', descending: false})).slice(0, 2)).toEqual([named(fast, 'topic-0', 1), named(fast, 'topic-1', 2)]);
	expect(namesOf(table, sortAgents(table, {column: 'pid', descending: true}))[4]).toBe('something else');
	expect(unnamedAgents(table)).toBe(1);
	expect([shortAgentName(table, 2, {ascii: false}), shortAgentName(table, 2, {ascii: true}), shortAgentName(table, 4, {ascii: true})]).toEqual([
		'paravance-10 · topic-0 · 3', 'paravance-10 / topic-0 / 3', 'something else',
	]);
});

test('agents with the same host, topic and pid, as in containers, are told apart by the first digits of their ids', () => {
	const inContainers = clientsOf(logOf(Object.fromEntries(['abcd', 'ef01'].map(id => [`ombt-topic-0-RPCClient-${fast}-1-${id.padEnd(32, '0')}`, agent()]))));
	expect([0, 1].map(row => shortAgentName(inContainers, row, {ascii: false}))).toEqual(['paravance-2 · topic-0 · 1 · abcd', 'paravance-2 · topic-0 · 1 · ef01']);
});
