import {
	contains, parseFilterFor, type Predicate, type Vocabulary,
} from '../query/filter.js';
import {memoizeEach} from '../../system/memoize.js';
import {naturalOrder} from '../../text/natural-order.js';
import {agentColumnNamed, agentColumns, type AgentColumnId} from './agent-columns.js';
import type {AgentNumber, AgentTable} from './agent-table.js';

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

export type AgentSorting = {readonly column: AgentColumnId; readonly descending: boolean};

/** Every row, in the order of the logs. */
export const allAgents = ({rows}: AgentTable): Uint32Array => Uint32Array.from({length: rows}, (_, row) => row);

/**
 * The rows (all, or those of a filter) by a column: alike ones in the order of the logs, what has no value last in both
 * directions, names in natural order. Moves row numbers alone, so that 10,000 agents take milliseconds.
 */
export function sortAgents(table: AgentTable, {column, descending}: AgentSorting, rows: Uint32Array = allAgents(table)): Uint32Array {
	const values = valuesOf(table, column);
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

/** What rows are sorted by; NaN where a row has no value. Texts by their places in natural order. */
const valuesOf = (table: AgentTable, column: AgentColumnId): Float64Array =>
	column === 'name' ? table.nameRanks : (column in table.columns ? table.columns[column as AgentNumber] : ranksIn(table)(column));

const ranksIn = memoizeEach((table: AgentTable) => {
	const known = new Map<AgentColumnId, Float64Array>();
	return (id: AgentColumnId): Float64Array => {
		const column = agentColumnNamed(id);
		const ranks = known.get(id) ?? rankTexts(Array.from({length: table.rows}, (_, row) => column?.value(table, row) ?? null));
		known.set(id, ranks);
		return ranks;
	};
});

function rankTexts(texts: ReadonlyArray<string | number | null>): Float64Array {
	const ordered = [...new Set(texts)].filter(text => text !== null).map(String).sort(naturalOrder);
	const ranks = new Map(ordered.map((text, rank) => [text, rank]));
	return Float64Array.from(texts, text => text === null ? Number.NaN : ranks.get(String(text)) ?? Number.NaN);
}

/** The rows of the `count` agents with the greatest mean latency, the slowest first; those without samples are not slow. */
export function slowestAgents(table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array {
	const known = rows.filter(row => !Number.isNaN(table.columns.latency_mean[row] ?? Number.NaN));
	return sortAgents(table, {column: 'latency_mean', descending: true}, known).subarray(0, count);
}

/** The rows of the `count` agents with the fewest messages that went well, the quietest first. */
export const quietestAgents = (table: AgentTable, count: number, rows: Uint32Array = allAgents(table)): Uint32Array =>
	sortAgents(table, {column: 'ok', descending: false}, rows).subarray(0, count);
