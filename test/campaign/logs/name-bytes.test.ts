import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {FigureCollector} from '../../../source/campaign/logs/agent-figures.js';
import {AgentOrigins} from '../../../source/campaign/logs/agent-origins.js';
import {topicEnd} from '../../../source/campaign/logs/name-bytes.js';
import {NameSet} from '../../../source/campaign/logs/name-set.js';
import {parseAgentName} from '../../../source/campaign/model/agent-name.js';

/** The topic and host in the bytes of a name, in the format of `parseAgentName`. */
function partsOf(name: string): {readonly topic: string | undefined; readonly host: string | undefined} {
	const bytes = Buffer.from(`"${name}"`);
	const [from, to] = [1, bytes.length - 1];
	const end = topicEnd(bytes, from, to);
	const origins = new AgentOrigins();
	origins.find(bytes, from, to);
	return {topic: end === from ? undefined : bytes.toString('utf8', from + 'ombt-'.length, end), host: origins.hosts[origins.host]};
}

const part = fc.oneof(fc.constantFrom('topic-0', 'h-1', 'paravance-37.rennes.grid5000.fr', 'a', '7', 'é'), fc.string({unit: fc.constantFrom('a', '-', '7', '.', 'f'), minLength: 1, maxLength: 6}));

const ends = fc.tuple(fc.nat(99_999), fc.constantFrom('1ed8947f476c4389a665e916af89a76a', '0'.repeat(32))).map(([pid, id]) => `${pid}-${id}`);

test('finds the same topic and host in the bytes of an agent’s name as in its text', () => {
	fc.assert(fc.property(part, fc.constantFrom('Client', 'Server'), part, ends, (topic, role, host, end) => {
		const name = `ombt-${topic}-RPC${role}-${host}-${end}`;
		const {topic: expectedTopic, host: expectedHost} = parseAgentName(name) ?? {};
		expect(partsOf(name)).toEqual({topic: expectedTopic, host: expectedHost});
	}));
});

test.for([
	'client-0', '', 'ombt-t-RPCClient-host-12-', 'ombt-t-RPCClient-host--1ed8947f', 'ombt-t-RPCClient-host-1ed8947f', 'ombt-t-RPCClient--12-1ed8947f', 'ombt-t-RPCClient', '-RPC', 'x-RPCxhost-1-1ed8947f',
])('finds no host in %j', name => {
	expect([partsOf(name).host, parseAgentName(name)]).toEqual([undefined, undefined]);
});

const names = fc.oneof(
	fc.tuple(part, fc.constantFrom('Client', 'Server'), part, ends).map(([topic, role, host, end]) => `ombt-${topic}-RPC${role}-${host}-${end}`),
	fc.string({unit: fc.constantFrom('a', '-', '7', 'R', 'P', 'C'), maxLength: 50}),
).filter(name => /^[\u{20}-\u{7E}]*$/v.test(name));

test('a lookup by prefix hash agrees with the full name', () => {
	fc.assert(fc.property(fc.array(names, {maxLength: 20}), list => {
		const [origins, parsed, set] = [new AgentOrigins(), new AgentOrigins(), new NameSet(16)];
		for (const name of [...list, ...list]) {
			const bytes = Buffer.from(`"${name}"\u0000`);
			const to = set.hash(bytes, 1);
			origins.find(bytes, 1, to, set);
			parsed.find(bytes, 1, to);
			expect(origins.hosts[origins.host]).toBe(parsed.hosts[parsed.host]);
			origins.topics.add(origins.topic, 1, 0);
			parsed.topics.add(parsed.topic, 1, 0);
		}

		expect(origins.topics.counts()).toEqual(parsed.topics.counts());
	}));
});

test('hosts are numbered in order of appearance, and the three busiest agents are kept by name', () => {
	const [collector, origins] = [new FigureCollector(), new AgentOrigins()];
	for (const [index, ok] of [5, 9, 7, 0, 8].entries()) {
		const bytes = Buffer.from(`ombt-t-RPCServer-host-${index % 2}-${index}-${'1ed8947f'.repeat(4)}`);
		origins.find(bytes, 0, bytes.length);
		collector.begin(bytes, 0, bytes.length, origins.host);
		collector.add(ok, index);
	}

	const {host, ok, means, busiest} = collector.figures();
	expect([origins.hosts, [...host], [...ok], [...means]]).toEqual([['host-0', 'host-1'], [0, 1, 0, 1, 0], [5, 9, 7, 0, 8], [0, 1, 2, 3, 4]]);
	expect(busiest.map(agent => [parseAgentName(agent.name)?.pid, agent.ok])).toEqual([[1, 9], [4, 8], [2, 7]]);
});
