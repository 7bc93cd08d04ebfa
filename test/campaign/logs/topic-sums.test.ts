import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {topicEnd} from '../../../source/campaign/logs/name-bytes.js';
import {fanoutCounts, TopicSums} from '../../../source/campaign/logs/topic-sums.js';
import {readLogs} from '../../../source/campaign/logs/read-logs.js';
import {agent, logOf, writeFiles} from '../../campaign-builder.js';

const id = '1ed8947f476c4389a665e916af89a76a';
const nameOf = (topic: string, role: string, pid: number) => `ombt-${topic}-RPC${role}-host-${pid}-${id}`;

/** The index of an agent's topic. */
function indexIn(sums: TopicSums, name: string): number {
	const bytes = Buffer.from(name);
	return sums.index(bytes, 0, topicEnd(bytes, 0, bytes.length));
}

type Counts = {readonly topic: string; readonly ok: number; readonly failed: number};
function sumsOf(role: string, agents: readonly Counts[]): TopicSums {
	const sums = new TopicSums();
	for (const [index, {topic, ok, failed}] of agents.entries()) {
		sums.add(indexIn(sums, nameOf(topic, role, index)), ok, failed);
	}

	return sums;
}

const agents = fc.array(fc.record({topic: fc.constantFrom('topic-0', 'topic-1', 'topic-10', 'x'), ok: fc.nat(1000), failed: fc.nat(10)}));

test('expects each client’s messages on every server of its topic in a fan-out', () => {
	fc.assert(fc.property(agents, agents, (clients, servers) => {
		const receivers = (topic: string) => servers.filter(server => server.topic === topic).length;
		const sum = (count: (client: Counts) => number) => clients.reduce((total, client) => total + count(client) * receivers(client.topic), 0);
		expect(fanoutCounts(sumsOf('Client', clients), sumsOf('Server', servers))).toEqual({ok: sum(({ok}) => ok), sent: sum(({ok, failed}) => ok + failed)});
	}));
});

test('agents with foreign names share one topic', () => {
	const sums = new TopicSums();
	expect(indexIn(sums, 'client-0')).toBe(indexIn(sums, 'client-1'));
	expect(indexIn(sums, 'client-0')).toBe(indexIn(sums, 'x'.repeat(100_000)));
	expect(indexIn(sums, 'client-0')).not.toBe(indexIn(sums, nameOf('topic-0', 'Client', 1)));
	expect(sums.counts().size).toBe(2);
});

test('does not count more than 10,000 topics', () => {
	const [clients, servers] = [new TopicSums(), new TopicSums()];
	for (let topic = 0; topic <= 10_000; topic++) {
		clients.add(indexIn(clients, nameOf(`topic-${topic}`, 'Client', 1)), 1, 0);
	}

	expect(clients.counts().size).toBe(10_000);
	expect(fanoutCounts(clients, servers)).toBeNull();
});

test('scanner and parser return the same counts', () => {
	const side = (role: string, count: number, more: Readonly<Record<string, unknown>> = {}) =>
		Object.fromEntries(Array.from({length: count}, (_, index) => [nameOf(`topic-${index % 3}`, role, index), agent(more)]));
	const clients = side('Client', 9, {msgs_fail: 1});
	const folder = writeFiles({
		'scanned.log': logOf(clients, side('Server', 6)),
		// A number that the scanner leaves to the parser.
		'parsed.log': logOf(clients, {...side('Server', 5), [nameOf('topic-2', 'Server', 5)]: agent({note: 'é'})}).replace('"note":"é"', '"note":12345678901234567890'),
	});
	const [scanned, parsed] = ['scanned', 'parsed'].map(name => readLogs([`${folder}/${name}.log`]));
	expect(scanned).toMatchObject({status: 'loaded', shards: 1, fanout: {ok: 9 * 5 * 2, sent: 9 * 6 * 2}});
	expect(parsed).toMatchObject({fanout: {ok: 9 * 5 * 2, sent: 9 * 6 * 2}});
});
