import type {Buffer} from 'node:buffer';
import type {FanoutCounts} from '../model/iteration.js';
import {InternedTexts} from './interned-texts.js';

/** What the agents of a side and a topic come to. */
export type TopicCounts = {readonly agents: number; readonly ok: number; readonly failed: number};

/** Campaigns have up to some hundred topics. */
const maxTopics = 10_000;
const firstTopics = 64;

/** Numbers of a topic: agents, ok and failed messages. */
const numbers = 3;

/**
 * The agents of a side by topic, which their names begin with: `ombt-TOPIC-RPCClient-…`. Agents that are not named so have one topic
 * together. No strings are made: a log may have 100,000 agents.
 */
export class TopicSums {
	private readonly names = new InternedTexts(maxTopics);
	private sums = new Float64Array(numbers * firstTopics);

	/** Whether every agent was counted: false where there were too many topics. */
	get isComplete(): boolean {
		return this.names.isComplete;
	}

	/** The index of the topic that stands in these bytes; −1 where there are too many. */
	index(bytes: Buffer, from: number, to: number): number {
		const index = this.names.index(bytes, from, to);
		if ((index + 1) * numbers > this.sums.length) {
			const {sums} = this;
			this.sums = new Float64Array(sums.length * 2);
			this.sums.set(sums);
		}

		return index;
	}

	/** Adds an agent to a topic; to none where the index is −1. */
	add(index: number, ok: number, failed: number): void {
		const {sums} = this;
		const first = index * numbers;
		if (first >= 0) {
			sums[first]!++;
			sums[first + 1]! += ok;
			sums[first + 2]! += failed;
		}
	}

	/** By what the names of a topic's agents begin with. */
	counts(): ReadonlyMap<string, TopicCounts> {
		return new Map(this.names.texts.map((name, index) => {
			const [agents = 0, ok = 0, failed = 0] = this.sums.subarray(index * numbers);
			return [name, {agents, ok, failed}];
		}));
	}
}

/** The clients' messages times the servers of their topics; null where there are too many topics to count by. */
export function fanoutCounts(clients: TopicSums, servers: TopicSums): FanoutCounts | null {
	if (!clients.isComplete || !servers.isComplete) {
		return null;
	}

	const receivers = servers.counts();
	let [ok, sent] = [0, 0];
	for (const [topic, counts] of clients.counts()) {
		const agents = receivers.get(topic)?.agents ?? 0;
		ok += counts.ok * agents;
		sent += (counts.ok + counts.failed) * agents;
	}

	return {ok, sent};
}
