import type {Buffer} from 'node:buffer';
import {HashIndex, InternedTexts} from './interned-texts.js';
import {
	hostEnd, hostStart, isProcess, topicEnd,
} from './name-bytes.js';
import {TopicSums} from './topic-sums.js';

/** What an agent's name begins with, up to its second dash from the end: where that dash stands, and 64 bits of the hash of all before it. */
export type NamePrefix = {
	readonly prefixEnd: number;
	readonly prefixA: number;
	readonly prefixB: number;
};

/** More hosts than a site has. */
const maxHosts = 10_000;
/** Bytes of a host's name that are kept. */
const maxHostBytes = 256;
/** Prefixes of names that are known: topics times hosts. */
const maxPrefixes = 65_536;

/**
 * The topics and hosts of a side's agents, `ombt-TOPIC-RPCClient-HOST-PID-HEX`. All before `-PID-HEX` comes again for each agent of a topic and
 * host: its hash, which is known where the name was passed, is looked up alone.
 */
export class AgentOrigins {
	readonly topics = new TopicSums();
	/** Of the agent that was found last: the index of its topic in `topics`, and of its host in `hosts`; −1 where there is none. */
	topic = -1;
	host = -1;
	private readonly hostNames = new InternedTexts(maxHosts);
	private readonly prefixes = new HashIndex();
	/** By the indexes of prefixes. */
	private readonly topicOf: number[] = [];
	private readonly hostOf: number[] = [];

	/** The names of the hosts, by their indexes. */
	get hosts(): readonly string[] {
		return this.hostNames.texts;
	}

	/** Finds the topic and host of the agent whose name stands in these bytes. */
	find(bytes: Buffer, from: number, to: number, prefix?: NamePrefix): void {
		if (!prefix || prefix.prefixEnd <= from || !isProcess(bytes, prefix.prefixEnd, to)) {
			this.parse(bytes, from, to);
			return;
		}

		const index = this.prefixes.indexOf(prefix.prefixA, prefix.prefixB);
		if (index !== -1) {
			this.topic = this.topicOf[index]!;
			this.host = this.hostOf[index]!;
			return;
		}

		this.parse(bytes, from, to);
		if (this.topicOf.length < maxPrefixes) {
			this.prefixes.add(prefix.prefixA, prefix.prefixB);
			this.topicOf.push(this.topic);
			this.hostOf.push(this.host);
		}
	}

	private parse(bytes: Buffer, from: number, to: number): void {
		const topic = topicEnd(bytes, from, to);
		const start = hostStart(topic);
		const end = topic > from ? hostEnd(bytes, start, to) : start;
		this.topic = this.topics.index(bytes, from, topic);
		this.host = end > start && end - start < maxHostBytes ? this.hostNames.index(bytes, start, end) : -1;
	}
}
