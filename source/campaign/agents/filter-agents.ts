import {
	contains, parseFilterFor, type Predicate, type Vocabulary,
} from '../query/filter.js';
import {agentColumnNamed, agentColumns} from './agent-columns.js';
import type {AgentTable} from './agent-table.js';

/** One agent, as a filter sees it. */
export type AgentRow = {readonly table: AgentTable; readonly row: number};

/**
 * The language of `parseFilter` over agents: `latency_mean>10 & shard=1`; plain words match the name. Throws a usage error with
 * a caret under the mistake.
 */
export const parseAgentFilter = (expression: string): Predicate<AgentRow> => parseFilterFor(expression, vocabulary);

/** The rows of the agents that match, in the order of the logs. */
export function filterAgents(table: AgentTable, predicate: Predicate<AgentRow>): Uint32Array {
	const matching: number[] = [];
	for (let row = 0; row < table.rows; row++) {
		if (predicate({table, row})) {
			matching.push(row);
		}
	}

	return Uint32Array.from(matching);
}

const vocabulary: Vocabulary<AgentRow> = {
	names: agentColumns.map(({id}) => id),
	reader(name) {
		const column = agentColumnNamed(name);
		return column && (({table, row}) => column.value(table, row));
	},
	matches: ({table, row}, word) => contains(table.names[row] ?? '', word),
};
