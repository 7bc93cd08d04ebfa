import type {AgentTable} from './agent-table.js';
import {allAgents, sortAgents} from './sort-agents.js';

/** The rows of the `count` agents with the greatest mean latency, the slowest first; those without samples are not slow. */
export function slowestAgents(table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array {
	const known = rows.filter(row => !Number.isNaN(table.columns.latency_mean[row] ?? Number.NaN));
	return sortAgents(table, {column: 'latency_mean', descending: true}, known).subarray(0, count);
}

/** The rows of the `count` agents with the fewest messages that went well, the quietest first. */
export const quietestAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	sortAgents(table, {column: 'ok', descending: false}, rows).subarray(0, count);
