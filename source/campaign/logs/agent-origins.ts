import type {Buffer} from 'node:buffer';
import {HashIndex, InternedTexts} from './interned-texts.js';
import {
	hostEnd, hostStart, isProcess, topicEnd,
} from './name-bytes.js';
import {TopicSums} from './topic-sums.js';

/** The prefix of an agent's name before its second-to-last dash: the position of that dash, and a 64-bit hash of the prefix. */
export type NamePrefix = {
	readonly prefixEnd: number;
	readonly prefixA: number;
	readonly prefixB: number;
};

/** More hosts than any site has. */
const maxHosts = 10_000;
/** Maximum length of a host name in bytes. */
const maxHostBytes = 256;
/** Maximum number of prefixes remembered: topics times hosts. */
const maxPrefixes = 65_536;

/**
 * The topics and hosts of a side's agents, `ombt-TOPIC-RPCClient-HOST-PID-HEX`. The part before `-PID-HEX` is the same for all agents of a topic
 * on a host, so that a lookup of its hash, computed when the name was scanned, replaces parsing.
 */
export class AgentOrigins {
	readonly topics = new TopicSums();
	/** The last agent found: the index of its topic in `topics`, and of its host in `hosts`; −1 for none. */
	topic = -1;
	host = -1;
	private readonly hostNames = new InternedTexts(maxHosts);
	private readonly prefixes = new HashIndex();
	/** By index of the prefix. */
	private readonly topicOf: number[] = [];
	private readonly hostOf: number[] = [];

	/** Host names by index. */
	get hosts(): readonly string[] {
		return this.hostNames.texts;
	}

	/** Determines topic and host of the agent whose name is in these bytes. */
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
