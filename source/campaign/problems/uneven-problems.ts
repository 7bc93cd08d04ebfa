import {formatAmount, formatCount, formatNumber} from '../../text/numbers.js';
import {parseAgentName} from '../model/agent-name.js';
import {
	isLoaded, primarySide, type Iteration, type LoadedIteration,
} from '../model/iteration.js';
import {outlierRules} from '../model/outliers.js';
import type {Problem} from './problem.js';

/** Servers that handled more than four times the median, and hosts whose agents are all slow; see `outliersOf` for the rules. */
export const unevenProblems = (iterations: readonly Iteration[]): readonly Problem[] =>
	iterations.filter(iteration => isLoaded(iteration)).flatMap(iteration => [...busyServersProblem(iteration), ...slowHostsProblem(iteration)]);

/** The rules, for the help. */
export const unevenRules: readonly string[] = [
	`A server is busy if it handled more than ${outlierRules.busyFactor} times the median of all servers, and more than ${outlierRules.busyMessages} messages; checked with ${outlierRules.busyAgents} servers or more.`,
	`A host is slow if the median of its agents' mean latencies is at least ${outlierRules.slowFactor} times that of all agents (of the primary side), and if all of its agents (7 in 8 from 8 agents on) are so far among the slowest that chance alone does it in at most 1 of 100 iterations. Checked with ${outlierRules.slowHosts} hosts or more that have ${outlierRules.slowAgents} agents or more.`,
];

function busyServersProblem({index, servers: {agents, outliers: {busy}}}: LoadedIteration): readonly Problem[] {
	if (busy === null) {
		return [];
	}

	return [{
		kind: 'busy-servers',
		severity: 'warning',
		iterations: [index],
		count: busy.count,
		weight: (busy.agents[0]?.ok ?? 0) / Math.max(1, busy.median),
		sentence: busy.count === 1 && busy.agents[0]
			? `${agentLabel(busy.agents[0].name)} handled ${formatCount(busy.agents[0].ok)} messages, ${ofServers(agents, busy.median)}`
			: `${formatCount(busy.count)} servers handled more than ${outlierRules.busyFactor} times the median, ${ofServers(agents, busy.median)}: `
				+ named(busy.agents.map(({name, ok}) => `${agentLabel(name)} ${formatCount(ok)}`), busy.count),
		remedy: 'see them on screen 6 (c, then s ok): messages were not spread evenly, so latency and rate are those of a few servers',
	}];
}

function slowHostsProblem(iteration: LoadedIteration): readonly Problem[] {
	const side = primarySide(iteration);
	const {slow} = iteration[side].outliers;
	if (slow === null) {
		return [];
	}

	return [{
		kind: 'slow-hosts',
		severity: 'warning',
		iterations: [iteration.index],
		count: slow.count,
		weight: (slow.hosts[0]?.median ?? 0) / slow.median,
		sentence: `${named(slow.hosts.map(({host}) => host), slow.count)}: `
			+ slow.hosts.map(({agents, median}) => `${formatAmount(agents, side.slice(0, -1))} with a median of ${formatNumber(median)}`).join(', ')
			+ ` ms, slow together; that of all ${side} is ${formatNumber(slow.median)} ms`,
		remedy: `see the hosts on screen 6 (t): look at their load and network${side === 'servers' ? '; a clock that is behind looks the same, as these latencies are between two clocks' : ''}`,
	}];
}

const ofServers = (servers: number, median: number): string => `of ${formatCount(servers)} servers the median is ${formatCount(median)}`;

/** The given names, and how many more there are. */
const named = (names: readonly string[], count: number): string => names.join(', ') + (count > names.length ? ` and ${formatCount(count - names.length)} more` : '');

/** `process 14807 on paravance-37`; the whole name if it cannot be parsed. */
function agentLabel(name: string): string {
	const parts = parseAgentName(name);
	return parts ? `process ${parts.pid} on ${parts.host.split('.')[0] ?? ''}` : name;
}
