import {Buffer} from 'node:buffer';

/** What is known of each agent of a side, in the order of the logs. */
export type AgentFigures = {
	readonly ok: Float64Array;
	/** Mean latencies in ms; not finite without samples. */
	readonly means: Float64Array;
	/** Indexes into the names of hosts; −1 where the name does not say it. */
	readonly host: Int32Array;
	/** The agents with the most ok messages, first the most. */
	readonly busiest: readonly BusyAgent[];
};

export type BusyAgent = {readonly name: string; readonly ok: number};

const firstSize = 1024;
/** Bytes of a name that are kept. */
const maxName = 256;
/** Agents that are named. */
const maxBusiest = 3;

/** Keeps a few numbers of each agent while a side is read: what is unusual can be told only when all are known. */
export class FigureCollector {
	private ok = new Float64Array(firstSize);
	private means = new Float64Array(firstSize);
	private host = new Int32Array(firstSize);
	private size = 0;
	private busiest: readonly BusyAgent[] = [];
	/** The ok messages that an agent must exceed to be among the busiest. */
	private busyLimit = 0;
	/** Where the name of the agent stands that comes. */
	private bytes: Buffer = Buffer.alloc(0);
	private from = 0;
	private to = 0;

	/** The next agent comes, whose name stands in these bytes; `host` is the index of its host. */
	begin(bytes: Buffer, from: number, to: number, host: number): void {
		if (this.size === this.ok.length) {
			this.grow();
		}

		this.host[this.size] = host;
		this.bytes = bytes;
		this.from = from;
		this.to = to;
	}

	/** Adds the agent that comes. */
	add(ok: number, mean: number): void {
		this.ok[this.size] = ok;
		this.means[this.size] = mean;
		this.size++;
		if (ok > this.busyLimit) {
			this.addBusy(ok);
		}
	}

	figures(): AgentFigures {
		const {size, busiest} = this;
		return {
			ok: this.ok.subarray(0, size), means: this.means.subarray(0, size), host: this.host.subarray(0, size), busiest,
		};
	}

	private addBusy(ok: number): void {
		const name = this.bytes.toString('utf8', this.from, Math.min(this.to, this.from + maxName));
		this.busiest = [...this.busiest, {name, ok}].sort((one, two) => two.ok - one.ok).slice(0, maxBusiest);
		this.busyLimit = this.busiest[maxBusiest - 1]?.ok ?? 0;
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
