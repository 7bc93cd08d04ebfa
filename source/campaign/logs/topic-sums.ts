import type {Buffer} from 'node:buffer';
import type {FanoutCounts} from '../model/iteration.js';
import {InternedTexts} from './interned-texts.js';

/** Totals of the agents of a side and topic. */
export type TopicCounts = {readonly agents: number; readonly ok: number; readonly failed: number};

/** Campaigns have up to a few hundred topics. */
const maxTopics = 10_000;
const firstTopics = 64;

/** Values per topic: agents, ok and failed messages. */
const numbers = 3;

/**
 * The agents of a side by topic, which their names start with: `ombt-TOPIC-RPCClient-…`. All agents with other names share one topic. Creates no
 * strings: a log may have 100,000 agents.
 */
export class TopicSums {
	private readonly names = new InternedTexts(maxTopics);
	private sums = new Float64Array(numbers * firstTopics);

	/** Whether every agent was counted: false if there were too many topics. */
	get isComplete(): boolean {
		return this.names.isComplete;
	}

	/** The index of the topic in these bytes; −1 if there are too many. */
	index(bytes: Buffer, from: number, to: number): number {
		const index = this.names.index(bytes, from, to);
		if ((index + 1) * numbers > this.sums.length) {
			const {sums} = this;
			this.sums = new Float64Array(sums.length * 2);
			this.sums.set(sums);
		}

		return index;
	}

	/** Adds an agent to a topic; ignored if the index is −1. */
	add(index: number, ok: number, failed: number): void {
		const {sums} = this;
		const first = index * numbers;
		if (first >= 0) {
			sums[first]!++;
			sums[first + 1]! += ok;
			sums[first + 2]! += failed;
		}
	}

	/** By the prefix of the agents' names. */
	counts(): ReadonlyMap<string, TopicCounts> {
		return new Map(this.names.texts.map((name, index) => {
			const [agents = 0, ok = 0, failed = 0] = this.sums.subarray(index * numbers);
			return [name, {agents, ok, failed}];
		}));
	}
}

/** The clients' messages times the servers of their topics; null if there are too many topics to count. */
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
