import {Buffer} from 'node:buffer';
import type {FanoutCounts} from '../model/iteration.js';
import {InternedTexts} from './interned-texts.js';
import {topicEnd} from './name-bytes.js';

/** What the agents of a side and a topic come to. */
export type TopicCounts = {agents: number; ok: number; failed: number};

/** Campaigns have up to some hundred topics. */
const maxTopics = 10_000;

/**
 * The agents of a side by topic, which their names begin with: `ombt-TOPIC-RPCClient-…`. Agents that are not named so have one topic
 * together. No strings are made: a log may have 100,000 agents.
 */
export class TopicSums {
	private readonly names = new InternedTexts(maxTopics);
	private readonly topics: TopicCounts[] = [];

	/** Whether every agent was counted: false where there were too many topics. */
	get isComplete(): boolean {
		return this.names.isComplete;
	}

	/** The counts to which the agent is to be added whose topic stands in these bytes. */
	of(bytes: Buffer, from: number, to: number): TopicCounts {
		const index = this.names.index(bytes, from, to);
		const counts = this.topics[index] ?? {agents: 0, ok: 0, failed: 0};
		if (index === this.topics.length) {
			this.topics.push(counts);
		}

		return counts;
	}

	/** As `of`, by the name of the agent. */
	named(name: string): TopicCounts {
		const bytes = Buffer.from(name);
		return this.of(bytes, 0, topicEnd(bytes, 0, bytes.length));
	}

	/** By what the names of a topic's agents begin with. */
	counts(): ReadonlyMap<string, TopicCounts> {
		return new Map(this.names.texts.map((name, index) => [name, this.topics[index] ?? {agents: 0, ok: 0, failed: 0}]));
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
