import type {AgentColumnId} from './agent-columns.js';
import type {AgentTable} from './agent-table.js';

export type AgentSorting = {readonly column: AgentColumnId; readonly descending: boolean};

/** Every row, in the order of the logs. */
export const allAgents = ({rows}: AgentTable): Uint32Array => Uint32Array.from({length: rows}, (_, row) => row);

/**
 * The rows (all, or those of a filter) by a column: alike ones in the order of the logs, what has no value last in both
 * directions, names in natural order. Moves row numbers alone, so that 10,000 agents take milliseconds.
 */
export function sortAgents(table: AgentTable, {column, descending}: AgentSorting, rows: Uint32Array = allAgents(table)): Uint32Array {
	const values = column === 'name' ? table.nameRanks : table.columns[column];
	const isKnown = (row: number): boolean => !Number.isNaN(values[row] ?? Number.NaN);
	const sorted = rows.filter(row => isKnown(row)).sort((a, b) => {
		const order = (values[a] ?? 0) - (values[b] ?? 0);
		return (descending ? -order : order) || a - b;
	});
	const result = new Uint32Array(rows.length);
	result.set(sorted);
	result.set(rows.filter(row => !isKnown(row)).sort(), sorted.length);
	return result;
}
