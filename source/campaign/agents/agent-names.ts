import {memoizeEach} from '../../system/memoize.js';
import {parseAgentName, type AgentName} from '../model/agent-name.js';
import type {AgentTable, NameParts} from './agent-table.js';

/** Parses agent names. */
export function parseAgentNames(names: readonly string[]): NameParts {
	const [hosts, topics] = [new Map<string, number>(), new Map<string, number>()];
	const [host, topic] = [new Int32Array(names.length).fill(-1), new Int32Array(names.length).fill(-1)];
	const pid = new Float64Array(names.length).fill(Number.NaN);
	for (const [row, name] of names.entries()) {
		const parts = parseAgentName(name);
		if (parts) {
			host[row] = indexIn(hosts, parts.host);
			topic[row] = indexIn(topics, parts.topic);
			pid[row] = parts.pid;
		}
	}

	return {
		hosts: [...hosts.keys()], topics: [...topics.keys()], host, topic, pid,
	};
}

function indexIn(known: Map<string, number>, text: string): number {
	const index = known.get(text) ?? known.size;
	known.set(text, index);
	return index;
}

/** The parts of an agent's name; undefined if it does not follow ombt's pattern, and for hosts and topics. */
export function agentParts({parts}: AgentTable, row: number): Pick<AgentName, 'host' | 'topic' | 'pid'> | undefined {
	const host = parts?.hosts[parts.host[row] ?? -1];
	const topic = parts?.topics[parts.topic[row] ?? -1];
	return parts && host !== undefined && topic !== undefined ? {host, topic, pid: parts.pid[row] ?? Number.NaN} : undefined;
}

/**
 * A short name for a row: `paravance-37 · topic-3 · 14807` for an agent, with the first digits of its id where these are ambiguous (processes in
 * containers often have the same pid); `paravance-37` for a host unless ambiguous; the whole name if it cannot be parsed. Not cleaned.
 */
export function shortAgentName(table: AgentTable, row: number, {ascii}: {readonly ascii: boolean}): string {
	const parts = agentParts(table, row);
	const name = table.names[row] ?? '';
	if (parts) {
		const id = haveOwnPids(table) ? [] : [name.slice(name.lastIndexOf('-') + 1).slice(0, idDigits)];
		return [shortHost(parts.host), parts.topic, String(parts.pid), ...id].join(ascii ? ' / ' : ' · ');
	}

	return table.by === 'host' && areShortNamesUnique(table) ? shortHost(name) : name;
}

const shortHost = (host: string): string => host.split('.')[0] ?? '';

const areShortNamesUnique = memoizeEach(({names}: AgentTable): boolean => new Set(names.map(name => shortHost(name))).size === names.length);

const idDigits = 4;

/** Whether host, topic and pid tell the agents of a table apart. */
const haveOwnPids = memoizeEach(({parts}: AgentTable): boolean => {
	if (!parts) {
		return true;
	}

	const seen = new Set<number>();
	return parts.pid.every((pid, row) => {
		const key = (((parts.host[row]! * parts.topics.length) + parts.topic[row]!) * pids) + pid;
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew || Number.isNaN(pid);
	});
});

/** More than any pid that a name can have. */
const pids = 1e10;

/** The number of agents whose names cannot be parsed: they belong to no host or topic. */
export const unnamedAgents = memoizeEach(({parts}: AgentTable): number => parts ? parts.host.reduce((count, host) => count + (host === -1 ? 1 : 0), 0) : 0);
