import {Buffer} from 'node:buffer';

/** Figures of each agent of a side, in log order. */
export type AgentFigures = {
	readonly ok: Float64Array;
	/** Mean latencies in ms; not finite without samples. */
	readonly means: Float64Array;
	/** Indexes into the host names; −1 if the name does not contain a host. */
	readonly host: Int32Array;
	/** The agents with the most ok messages, highest first. */
	readonly busiest: readonly BusyAgent[];
};

/** The name of an agent, and the number of its ok messages. */
export type BusyAgent = {readonly name: string; readonly ok: number};

const firstSize = 1024;
/** Maximum number of bytes kept of a name. */
const maxName = 256;
/** Number of agents listed by name. */
const maxBusiest = 3;

/** Collects a few numbers per agent while a side is read: outliers can be found only when all are known. */
export class FigureCollector {
	private ok = new Float64Array(firstSize);
	private means = new Float64Array(firstSize);
	private host = new Int32Array(firstSize);
	private size = 0;
	private busiest: readonly BusyAgent[] = [];
	/** Agents must exceed this number of ok messages to be among the busiest. */
	private busyLimit = 0;
	/** Position of the current agent's name. */
	private bytes: Buffer = Buffer.alloc(0);
	private from = 0;
	private to = 0;

	/** Starts the next agent, whose name is in these bytes; `host` is the index of its host. */
	begin(bytes: Buffer, from: number, to: number, host: number): void {
		if (this.size === this.ok.length) {
			this.grow();
		}

		this.host[this.size] = host;
		this.bytes = bytes;
		this.from = from;
		this.to = to;
	}

	/** Adds the current agent. */
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
