import {memoizeEach} from '../../system/memoize.js';
import {naturalOrder} from '../../text/names.js';
import type {AgentColumnId} from './agent-columns.js';
import type {AgentTable, NameParts} from './agent-table.js';

/** Sort keys of the rows of a table: the numbers of a column, or the ranks of texts in natural order (A-2 before A-10); NaN if there is no value. */
export function rowSortKeys(table: AgentTable, column: AgentColumnId): Float64Array {
	switch (column) {
		case 'name': {
			return nameRanks(table);
		}

		case 'host':
		case 'topic': {
			return partRanks(table)[column];
		}

		case 'pid': {
			return table.parts?.pid ?? new Float64Array(table.rows).fill(Number.NaN);
		}

		default: {
			return table.columns[column];
		}
	}
}

/** The rank of each row's host and topic in natural order; NaN if the name does not contain one. */
const partRanks = memoizeEach(({rows, parts}: AgentTable) => {
	const ranksOf = (by: 'host' | 'topic'): Float64Array => {
		const ranks = ranksOfTexts(parts?.[`${by}s`] ?? []);
		return Float64Array.from({length: rows}, (_, row) => ranks[parts?.[by][row] ?? -1] ?? Number.NaN);
	};

	return {host: ranksOf('host'), topic: ranksOf('topic')};
});

/** Ranks by name as displayed: by host, topic and process, then names that cannot be parsed. */
const nameRanks = memoizeEach((table: AgentTable): Float64Array => {
	const {parts, names} = table;
	if (!parts) {
		return ranksOfTexts(names);
	}

	const {host, topic} = partRanks(table);
	const all = Uint32Array.from(names, (_, row) => row);
	const named = all.filter(row => isNamed(parts, row)).sort((a, b) => host[a]! - host[b]! || topic[a]! - topic[b]! || parts.pid[a]! - parts.pid[b]! || a - b);
	const others = all.filter(row => !isNamed(parts, row));
	const otherRanks = ranksOfTexts(Array.from(others, row => names[row] ?? ''));
	const ranks = new Float64Array(names.length);
	for (const [rank, row] of named.entries()) {
		ranks[row] = rank;
	}

	for (const [index, row] of others.entries()) {
		ranks[row] = named.length + otherRanks[index]!;
	}

	return ranks;
});

const isNamed = ({host}: NameParts, row: number): boolean => host[row] !== -1;

/** The rank of each text in natural order. */
function ranksOfTexts(texts: readonly string[]): Float64Array {
	const ranks = new Float64Array(texts.length);
	const order = [...texts.keys()].sort((a, b) => naturalOrder(texts[a]!, texts[b]!));
	for (const [rank, index] of order.entries()) {
		ranks[index] = rank;
	}

	return ranks;
}
