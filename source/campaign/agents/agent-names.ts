import {memoizeEach} from '../../system/memoize.js';
import {parseAgentName, type AgentName} from '../model/agent-name.js';
import type {AgentTable} from './agent-table.js';

/** The parts of the names of a table: parsed when they are asked for, each once, as there may be 100,000. */
const partsIn = memoizeEach((_: AgentTable) => new Map<number, AgentName | undefined>());

/** What the name of an agent says; undefined where it is not named as ombt names its agents, and for a host or topic. */
export function agentParts(table: AgentTable, row: number): AgentName | undefined {
	if (table.by !== 'agent') {
		return undefined;
	}

	const known = partsIn(table);
	if (!known.has(row)) {
		known.set(row, parseAgentName(table.names[row] ?? ''));
	}

	return known.get(row);
}

/** What an agent is called where room is short: `paravance-37 · topic-3 · 14807`; its whole name where that cannot be taken apart. Not clean. */
export function shortAgentName(table: AgentTable, row: number, {ascii}: {readonly ascii: boolean}): string {
	const parts = agentParts(table, row);
	return parts ? [parts.host.split('.')[0] ?? '', parts.topic, String(parts.pid)].join(ascii ? ' / ' : ' · ') : table.names[row] ?? '';
}

/** How many agents have names that cannot be taken apart: they belong to no host or topic. */
export const unnamedAgents = memoizeEach((table: AgentTable): number => {
	let count = 0;
	for (let row = 0; row < table.rows; row++) {
		count += agentParts(table, row) ? 0 : 1;
	}

	return count;
});
