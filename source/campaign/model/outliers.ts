import type {AgentFigures, BusyAgent} from '../logs/agent-figures.js';

/** Agents of a side that handled far more messages than most, and hosts whose agents are all slow; null for none. */
export type Outliers = {readonly busy: BusyAgents | null; readonly slow: SlowHosts | null};

/** The agents that handled far more messages than the median. */
export type BusyAgents = {
	/** Median of the ok messages of all agents. */
	readonly median: number;
	/** Number of agents above four times the median. */
	readonly count: number;
	/** Up to three of them, highest first. */
	readonly agents: readonly BusyAgent[];
};

type SlowHosts = {
	/** Median of the mean latencies of all agents (ms). */
	readonly median: number;
	readonly count: number;
	/** Up to three of them, slowest first. */
	readonly hosts: readonly SlowHost[];
};

/** A host, the number of its agents with samples, and the median of their mean latencies (ms). */
type SlowHost = {readonly host: string; readonly agents: number; readonly median: number};

/** The rules, for the code and for the help. */
export const outlierRules = {
	busyFactor: 4,
	/** With fewer messages, such differences occur by chance. */
	busyMessages: 50,
	/** Minimum number of agents for a meaningful median. */
	busyAgents: 3,
	slowFactor: 1.5,
	slowHosts: 3,
	slowAgents: 3,
	/** Maximum probability that some host of an iteration with equivalent agents seems slow by chance. */
	slowChance: 0.01,
} as const;

const maxNamed = 3;

/** The agents of a side, and the names of the hosts. */
type AgentsOfHosts = AgentFigures & {readonly hosts: readonly string[]};

/** The outliers among the agents of a side. */
export const outliersOf = (figures: AgentsOfHosts): Outliers => ({busy: busyAgents(figures), slow: slowHosts(figures)});

function busyAgents({ok, busiest}: AgentFigures): BusyAgents | null {
	const maxOk = busiest[0]?.ok ?? 0;
	// Rules out most iterations in one pass: nobody has four times what half of them have.
	if (ok.length < outlierRules.busyAgents || maxOk <= outlierRules.busyMessages || countBelow(ok, maxOk / outlierRules.busyFactor) < ok.length / 2) {
		return null;
	}

	const median = medianOf(ok.toSorted());
	const limit = Math.max(outlierRules.busyFactor * median, outlierRules.busyMessages);
	return maxOk > limit
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
 * A host is slow if the median of its agents' means is at least 1.5 times that of all agents, and if so many of its agents (all, or seven in
 * eight from eight on) are above the overall median and so far among the slowest that this would happen by chance in fewer than one of a hundred
 * iterations with equivalent agents. Under that null hypothesis any n of N agents are equally likely to be a host's, so the number of its agents
 * among the slowest r is hypergeometric, whatever the distribution of latencies. Agents of other hosts with such a median are left out, so that
 * several hosts may be slow; the probability is multiplied by the number of hosts (Bonferroni).
 */
function slowHosts({means, host, hosts}: AgentsOfHosts): SlowHosts | null {
	// Sorted natively: faster than a loop of ours that is not compiled yet.
	const known = finiteOf(means.toSorted());
	if (known.length === 0) {
		return null;
	}

	const median = medianOf(known);
	const {agents, above} = countByHost({means, host, hosts}, median);
	const eligible = agents.reduce((count, size) => count + (size >= outlierRules.slowAgents ? 1 : 0), 0);
	const isSuspect = (_: string, index: number) => agents[index]! >= outlierRules.slowAgents && above[index]! >= agents[index]! - tolerated(agents[index]!);
	const suspects = eligible < outlierRules.slowHosts ? [] : hosts.map((name, index) => ({name, index})).filter(({name, index}) => isSuspect(name, index));
	const raised = suspects
		.map(({name, index}) => ({host: name, means: means.filter((mean, agent) => host[agent] === index && Number.isFinite(mean)).toSorted()}))
		.map(suspect => ({...suspect, median: medianOf(suspect.means)}))
		.filter(suspect => suspect.median >= outlierRules.slowFactor * median);
	const slow = raised
		.filter(suspect => probabilityOf(suspect.means, known, raised.filter(other => other !== suspect)) * eligible <= outlierRules.slowChance)
		.sort((one, other) => other.median - one.median);
	return slow.length === 0
		? null
		: {
			median, count: slow.length, hosts: slow.slice(0, maxNamed).map(({host, means, median}) => ({host, agents: means.length, median})),
		};
}

/** The finite part of sorted numbers; NaN sorts last. */
function finiteOf(sorted: Float64Array): Float64Array {
	const first = sorted.findIndex(value => Number.isFinite(value));
	return first === -1 ? sorted.subarray(0, 0) : sorted.subarray(first, sorted.findLastIndex(value => Number.isFinite(value)) + 1);
}

/** For each host the number of agents with samples, and how many of them are slower than the limit. */
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

/** Number of a host's agents that may be fast: one in eight. */
const tolerated = (agents: number): number => Math.floor(agents / 8);

/**
 * The probability that the agents of a host (given by their sorted means) are that far among the slowest, except the tolerated ones, leaving out
 * the agents of other hosts that may be slow.
 */
function probabilityOf(means: Float64Array, known: Float64Array, others: ReadonlyArray<{readonly means: Float64Array}>): number {
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

/** The logarithm of the binomial coefficient n over k. */
const logChoose = (n: number, k: number): number => k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

const logFactorials = [0];
function logFactorial(n: number): number {
	for (let next = logFactorials.length; next <= n; next++) {
		logFactorials.push(logFactorials[next - 1]! + Math.log(next));
	}

	return logFactorials[n]!;
}

/** Median of a non-empty sorted array. */
function medianOf(sorted: Float64Array): number {
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
