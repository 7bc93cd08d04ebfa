import {
	contains, parseFilterFor, type Predicate, type Vocabulary,
} from '../query/filter.js';
import {agentColumnNamed, agentColumns, type AgentColumnId} from './agent-columns.js';
import {rowSortKeys} from './agent-sort-keys.js';
import type {AgentTable} from './agent-table.js';

/** An agent as the row of a filter. */
export type AgentRow = {readonly table: AgentTable; readonly row: number};

/**
 * Parses a filter over agents in the language of `parseFilter`: `latency_mean>10 & shard=1`; plain words match the name. Throws a usage error
 * with a caret under the mistake.
 */
export const parseAgentFilter = (expression: string): Predicate<AgentRow> => parseFilterFor(expression, vocabulary);

/** The rows (all by default) that match, in their order. */
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

/** A sort order of agents. */
export type AgentSorting = {readonly column: AgentColumnId; readonly descending: boolean};

/** All rows in log order. */
export const allAgents = ({rows}: AgentTable): Uint32Array => Uint32Array.from({length: rows}, (_, row) => row);

/**
 * The rows (all by default) sorted by a column: stable, with missing values last in both directions, names in natural order. Sorts row indexes
 * only, so that 100,000 agents take a moment.
 */
export function sortAgents(table: AgentTable, {column, descending}: AgentSorting, rows: Uint32Array = allAgents(table)): Uint32Array {
	const values = rowSortKeys(table, column);
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

/** The rows of the `count` agents with the highest mean latency, slowest first; agents without samples are excluded. */
export const slowestAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	firstRows(table.columns.latency_mean, rows, count, (a, b) => a > b);

/** The rows of the `count` agents with the fewest ok messages, fewest first. */
export const fewestOkAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	firstRows(table.columns.ok, rows, count, (a, b) => a < b);

/** The first rows in sort order, in one pass; rows without a value are excluded. */
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
