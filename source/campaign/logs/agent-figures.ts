import {Buffer} from 'node:buffer';
import {InternedTexts} from './interned-texts.js';
import {hostEnd, hostStart} from './name-bytes.js';

/** What is known of each agent of a side, in the order of the logs. */
export type AgentFigures = {
	readonly ok: Float64Array;
	/** Mean latencies in ms; not finite without samples. */
	readonly means: Float64Array;
	/** Indexes into `hosts`; −1 where the name does not say it. */
	readonly host: Int32Array;
	readonly hosts: readonly string[];
	/** The agents with the most ok messages, first the most. */
	readonly busiest: readonly BusyAgent[];
};

export type BusyAgent = {readonly name: string; readonly ok: number};

/** More hosts than a site has. */
const maxHosts = 10_000;
const firstSize = 1024;
/** Bytes of a name that are kept. */
const maxName = 256;
/** Agents that are named. */
const maxBusiest = 3;

/** Keeps a few numbers of each agent while a side is read: what is unusual can be told only when all are known. */
export class FigureCollector {
	private readonly names = new InternedTexts(maxHosts);
	private ok = new Float64Array(firstSize);
	private means = new Float64Array(firstSize);
	private host = new Int32Array(firstSize);
	private size = 0;
	private busiest: readonly BusyAgent[] = [];
	/** Where the name of the agent stands that comes. */
	private bytes: Buffer = Buffer.alloc(0);
	private from = 0;
	private to = 0;

	/** The next agent comes, whose name stands in these bytes and whose topic ends at `topicEnd`. */
	begin(bytes: Buffer, from: number, to: number, topicEnd: number): void {
		if (this.size === this.ok.length) {
			this.grow();
		}

		const start = hostStart(topicEnd);
		const end = topicEnd > from ? hostEnd(bytes, start, to) : start;
		this.host[this.size] = end > start && end - start < maxName ? this.names.index(bytes, start, end) : -1;
		this.bytes = bytes;
		this.from = from;
		this.to = to;
	}

	/** Adds the agent that comes. */
	add(ok: number, mean: number): void {
		this.ok[this.size] = ok;
		this.means[this.size] = mean;
		this.size++;
		if (ok > (this.busiest[maxBusiest - 1]?.ok ?? 0)) {
			this.addBusy(ok);
		}
	}

	figures(): AgentFigures {
		const {size, busiest} = this;
		return {
			ok: this.ok.subarray(0, size), means: this.means.subarray(0, size), host: this.host.subarray(0, size), hosts: this.names.texts, busiest,
		};
	}

	private addBusy(ok: number): void {
		const name = this.bytes.toString('utf8', this.from, Math.min(this.to, this.from + maxName));
		this.busiest = [...this.busiest, {name, ok}].sort((one, two) => two.ok - one.ok).slice(0, maxBusiest);
	}

	private grow(): void {
		const {ok, means, host, size} = this;
		this.ok = new Float64Array(size * 2);
		this.ok.set(ok);
		this.means = new Float64Array(size * 2);
		this.means.set(means);
		this.host = new Int32Array(size * 2);
		this.host.set(host);
	}
}
