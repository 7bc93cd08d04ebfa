import {Buffer} from 'node:buffer';
import type {FanoutCounts} from '../model/iteration.js';

/** What the agents of a side and a topic come to. */
export type TopicCounts = {agents: number; ok: number; failed: number};

type Topic = {readonly bytes: Uint8Array; readonly counts: TopicCounts; readonly next: Topic | undefined};

/** Campaigns have up to some hundred topics; a log whose agents have a topic each must not fill the memory. */
const maxTopics = 10_000;
/** Bytes of a name that are searched for its topic. */
const maxBytes = 256;

const [dash, r, p, c] = [...Buffer.from('-RPC')] as [number, number, number, number];

/**
 * The agents of a side by topic, which their names begin with: `ombt-TOPIC-RPCClient-…`. Agents that are not named so have one topic
 * together. No strings are made: a log may have 100,000 agents.
 */
export class TopicSums {
	/** Whether every agent was counted: false where there were too many topics. */
	isComplete = true;
	private size = 0;
	private readonly byHash = new Map<number, Topic>();

	/** The counts to which the agent is to be added whose name stands in these bytes. */
	of(bytes: Uint8Array, from: number, to: number): TopicCounts {
		let hash = 0;
		let end = from;
		const last = Math.min(to, from + maxBytes) - 3;
		for (let at = from; at < last; at++) {
			const byte = bytes[at]!;
			if (byte === dash && bytes[at + 1] === r && bytes[at + 2] === p && bytes[at + 3] === c) {
				end = at;
				break;
			}

			hash = Math.imul(hash ^ byte, 0x01_00_01_93);
		}

		return this.find(end === from ? 0 : hash, bytes, from, end);
	}

	/** As `of`, by its name. */
	named(name: string): TopicCounts {
		const bytes = Buffer.from(name);
		return this.of(bytes, 0, bytes.length);
	}

	/** By what the names of a topic's agents begin with. */
	counts(): ReadonlyMap<string, TopicCounts> {
		const counts = new Map<string, TopicCounts>();
		for (const first of this.byHash.values()) {
			for (let topic: Topic | undefined = first; topic; topic = topic.next) {
				counts.set(Buffer.from(topic.bytes).toString(), topic.counts);
			}
		}

		return counts;
	}

	private find(hash: number, bytes: Uint8Array, from: number, end: number): TopicCounts {
		const first = this.byHash.get(hash);
		for (let topic = first; topic; topic = topic.next) {
			if (isSame(topic.bytes, bytes, from, end)) {
				return topic.counts;
			}
		}

		const counts = {agents: 0, ok: 0, failed: 0};
		this.isComplete &&= this.size < maxTopics;
		if (this.isComplete) {
			this.size++;
			this.byHash.set(hash, {bytes: Uint8Array.from(bytes.subarray(from, end)), counts, next: first});
		}

		return counts;
	}
}

function isSame(topic: Uint8Array, bytes: Uint8Array, from: number, end: number): boolean {
	let index = 0;
	while (index < topic.length && topic[index] === bytes[from + index]) {
		index++;
	}

	return index === topic.length && index === end - from;
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
