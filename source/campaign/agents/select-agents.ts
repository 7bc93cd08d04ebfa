import {
	contains, parseFilterFor, type Predicate, type Vocabulary,
} from '../query/filter.js';
import {agentColumnNamed, agentColumns, type AgentColumnId} from './agent-columns.js';
import {sortKeys} from './agent-sort-keys.js';
import type {AgentTable} from './agent-table.js';

/** One agent, as a filter sees it. */
export type AgentRow = {readonly table: AgentTable; readonly row: number};

/**
 * The language of `parseFilter` over agents: `latency_mean>10 & shard=1`; plain words match the name. Throws a usage error with
 * a caret under the mistake.
 */
export const parseAgentFilter = (expression: string): Predicate<AgentRow> => parseFilterFor(expression, vocabulary);

/** Those of the rows (all by default) that match, in their order. */
export const filterAgents = (table: AgentTable, predicate: Predicate<AgentRow>, rows: Uint32Array = allAgents(table)): Uint32Array =>
	rows.filter(row => predicate({table, row}));

const vocabulary: Vocabulary<AgentRow> = {
	names: agentColumns.map(({id}) => id),
	reader(name) {
		const column = agentColumnNamed(name);
		return column && (({table, row}) => column.value(table, row));
	},
	matches: ({table, row}, word) => contains(table.names[row] ?? '', word),
};

export type AgentSorting = {readonly column: AgentColumnId; readonly descending: boolean};

/** Every row, in the order of the logs. */
export const allAgents = ({rows}: AgentTable): Uint32Array => Uint32Array.from({length: rows}, (_, row) => row);

/**
 * The rows (all, or those of a filter) by a column: alike ones in the order of the logs, what has no value last in both
 * directions, names in natural order. Moves row numbers alone, so that 100,000 agents take a moment.
 */
export function sortAgents(table: AgentTable, {column, descending}: AgentSorting, rows: Uint32Array = allAgents(table)): Uint32Array {
	const values = sortKeys(table, column);
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

/** The rows of the `count` agents with the greatest mean latency, the slowest first; those without samples are not slow. */
export const slowestAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	firstRows(table.columns.latency_mean, rows, count, (a, b) => a > b);

/** The rows of the `count` agents with the fewest messages that went well, the quietest first. */
export const quietestAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	firstRows(table.columns.ok, rows, count, (a, b) => a < b);

/** The first of the rows that sorting would give, in one pass; rows without a value are left out. */
function firstRows(values: Float64Array, rows: Uint32Array, count: number, isBefore: (a: number, b: number) => boolean): Uint32Array {
	const first: number[] = [];
	for (const row of rows) {
		const value = values[row]!;
		if (!Number.isNaN(value) && (first.length < count || isBefore(value, values[first.at(-1)!]!))) {
			const index = first.findIndex(other => isBefore(value, values[other]!));
			first.splice(index === -1 ? first.length : index, 0, row);
			first.length = Math.min(first.length, count);
		}
	}

	return Uint32Array.from(first);
}
