import type {AgentFigures, BusyAgent} from '../logs/agent-figures.js';

/** Agents of a side that handled far more messages than most, and hosts whose agents are slow together; null where there are none. */
export type Outliers = {readonly busy: BusyAgents | null; readonly slow: SlowHosts | null};

export type BusyAgents = {
	/** The median of the ok messages of all agents. */
	readonly median: number;
	/** How many agents have more than four times that. */
	readonly count: number;
	/** Up to three of them, first the one with the most. */
	readonly agents: readonly BusyAgent[];
};

type SlowHosts = {
	/** The median of the mean latencies of all agents (ms). */
	readonly median: number;
	readonly count: number;
	/** Up to three of them, the slowest first. */
	readonly hosts: readonly SlowHost[];
};

/** A host, how many of its agents have samples, and the median of their mean latencies (ms). */
type SlowHost = {readonly host: string; readonly agents: number; readonly median: number};

/** The rules, for the code and for those who ask. */
export const outlierRules = {
	busyFactor: 4,
	/** With fewer messages, chance alone makes such differences. */
	busyMessages: 50,
	/** Agents, for that their median says anything. */
	busyAgents: 3,
	slowFactor: 1.5,
	slowHosts: 3,
	slowAgents: 3,
	/** How probable it may be, for an iteration whose agents are alike, that a host seems slow by chance. */
	slowChance: 0.01,
} as const;

const maxNamed = 3;

/** The agents of a side, and the names of the hosts. */
type AgentsOfHosts = AgentFigures & {readonly hosts: readonly string[]};

/** What is unusual among the agents of a side. */
export const outliersOf = (figures: AgentsOfHosts): Outliers => ({busy: busyAgents(figures), slow: slowHosts(figures)});

function busyAgents({ok, busiest}: AgentFigures): BusyAgents | null {
	const most = busiest[0]?.ok ?? 0;
	// First what rules most iterations out in one pass: nobody has four times what half of them have.
	if (ok.length < outlierRules.busyAgents || most <= outlierRules.busyMessages || countBelow(ok, most / outlierRules.busyFactor) < ok.length / 2) {
		return null;
	}

	const median = medianOf(ok.toSorted());
	const limit = Math.max(outlierRules.busyFactor * median, outlierRules.busyMessages);
	return most > limit
		? {median, count: ok.length - countBelow(ok, limit, {orAt: true}), agents: busiest.filter(agent => agent.ok > limit)}
		: null;
}

function countBelow(values: Float64Array, limit: number, {orAt = false} = {}): number {
	let count = 0;
	for (const value of values) {
		count += value < limit || (orAt && value === limit) ? 1 : 0;
	}

	return count;
}

/**
 * A host is slow where the median of its agents' means is at least 1.5 times that of all agents, and where so many of its agents (all,
 * or seven in eight where there are eight) are slower than that median, and so far among the slowest, that this would be chance in less
 * than one of a hundred iterations whose agents are alike. Of such agents any n of N are as probable as any others, so that the number of
 * a host's agents among the slowest r has a hypergeometric distribution, whatever that of their latencies is; the agents of other hosts with
 * such a median are left out, so that several may be slow; the chance is multiplied by the hosts (Bonferroni).
 */
function slowHosts({means, host, hosts}: AgentsOfHosts): SlowHosts | null {
	// Sorted by the engine itself: quicker than any loop of ours before that is compiled.
	const known = finiteOf(means.toSorted());
	if (known.length === 0) {
		return null;
	}

	const median = medianOf(known);
	const {agents, above} = countByHost({means, host, hosts}, median);
	const judged = agents.reduce((count, size) => count + (size >= outlierRules.slowAgents ? 1 : 0), 0);
	const isSuspect = (_: string, index: number) => agents[index]! >= outlierRules.slowAgents && above[index]! >= agents[index]! - tolerated(agents[index]!);
	const suspects = judged < outlierRules.slowHosts ? [] : hosts.map((name, index) => ({name, index})).filter(({name, index}) => isSuspect(name, index));
	const raised = suspects
		.map(({name, index}) => ({host: name, means: means.filter((mean, agent) => host[agent] === index && Number.isFinite(mean)).toSorted()}))
		.map(suspect => ({...suspect, median: medianOf(suspect.means)}))
		.filter(suspect => suspect.median >= outlierRules.slowFactor * median);
	const slow = raised
		.filter(suspect => chanceOf(suspect.means, known, raised.filter(other => other !== suspect)) * judged <= outlierRules.slowChance)
		.sort((one, other) => other.median - one.median);
	return slow.length === 0
		? null
		: {
			median, count: slow.length, hosts: slow.slice(0, maxNamed).map(({host, means, median}) => ({host, agents: means.length, median})),
		};
}

/** The finite ones of sorted numbers, behind which NaN stands. */
function finiteOf(sorted: Float64Array): Float64Array {
	const first = sorted.findIndex(value => Number.isFinite(value));
	return first === -1 ? sorted.subarray(0, 0) : sorted.subarray(first, sorted.findLastIndex(value => Number.isFinite(value)) + 1);
}

/** Of each host the agents that have samples, and how many of them are slower than the limit. */
function countByHost({means, host, hosts}: Pick<AgentsOfHosts, 'means' | 'host' | 'hosts'>, limit: number) {
	const agents = new Uint32Array(hosts.length);
	const above = new Uint32Array(hosts.length);
	for (let agent = 0; agent < means.length; agent++) {
		const mean = means[agent]!;
		const index = host[agent]!;
		if (index !== -1 && Number.isFinite(mean)) {
			agents[index]!++;
			above[index]! += mean > limit ? 1 : 0;
		}
	}

	return {agents, above};
}

/** Of so many agents of a host those that may be as fast as any: one of eight. */
const tolerated = (agents: number): number => Math.floor(agents / 8);

/**
 * How probable it is that the agents of a host (by their means, sorted) are so far among the slowest of all, but for those that are tolerated, and
 * for the agents of other hosts that may be slow.
 */
function chanceOf(means: Float64Array, known: Float64Array, others: ReadonlyArray<{readonly means: Float64Array}>): number {
	const fastest = means[tolerated(means.length)]!;
	const all = others.reduce((size, other) => size - other.means.length, known.length);
	const slowest = others.reduce((size, other) => size - countFrom(other.means, fastest), countFrom(known, fastest));
	let chance = 0;
	for (let among = means.length - tolerated(means.length); among <= Math.min(means.length, slowest); among++) {
		chance += Math.exp(logChoose(slowest, among) + logChoose(all - slowest, means.length - among) - logChoose(all, means.length));
	}

	return chance;
}

const countFrom = (values: Float64Array, limit: number): number => values.length - countBelow(values, limit);

/** The logarithm of the number of ways to choose k of n. */
const logChoose = (n: number, k: number): number => k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

const logFactorials = [0];
function logFactorial(n: number): number {
	for (let next = logFactorials.length; next <= n; next++) {
		logFactorials.push(logFactorials[next - 1]! + Math.log(next));
	}

	return logFactorials[n]!;
}

/** Of one sorted number or more. */
function medianOf(sorted: Float64Array): number {
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
