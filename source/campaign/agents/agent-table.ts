import type {
	Distribution, ErrorKind, SideName, Latency,
} from '../model/iteration.js';
import {countsInRow, type SparseRows} from './sparse-rows.js';

/** The numeric columns of an agent. Latencies in ms, times in s. */
export const agentNumbers = [
	'ok',
	'failed',
	'rate',
	'latency_mean',
	'latency_stdev',
	'latency_min',
	'latency_max',
	'latency_p50',
	'latency_p95',
	'latency_p99',
	'start_offset',
	'duration',
	'shard',
	'errors',
	'agents',
	'fairness',
] as const;

/** The id of a numeric column. */
export type AgentNumber = (typeof agentNumbers)[number];

/** What a row of a table represents: one agent, or all agents of a host or topic. */
export const agentGroupings = ['agent', 'host', 'topic'] as const;
export type AgentGrouping = (typeof agentGroupings)[number];

/** The groupings that combine agents. */
export type GroupedBy = Exclude<AgentGrouping, 'agent'>;

/** The parsed names of some agents, row by row. */
export type NameParts = {
	/** Distinct values in order of first appearance. */
	readonly hosts: readonly string[];
	readonly topics: readonly string[];
	/** Indexes into `hosts` and `topics`; −1 for a name that cannot be parsed. */
	readonly host: Int32Array;
	readonly topic: Int32Array;
	/** NaN for a name that cannot be parsed. */
	readonly pid: Float64Array;
};

/**
 * The agents of one side of an iteration, one row each in log order, as typed arrays: 10,000 agents are transferred between threads without
 * copying. NaN stands for null, which typed arrays lack.
 */
export type AgentTable = {
	/** In tables of hosts or topics, `names` are their names. */
	readonly by: AgentGrouping;
	readonly rows: number;
	readonly names: readonly string[];
	/** The parsed agent names; undefined if rows are hosts or topics. */
	readonly parts: NameParts | undefined;
	readonly columns: Readonly<Record<AgentNumber, Float64Array>>;
	/** Samples by row and bin: position 10·decade + index. */
	readonly bins: SparseRows;
	/** By row, only for rows with errors. */
	readonly errorKinds: ReadonlyMap<number, readonly ErrorKind[]>;
};

/** Columns of zeros with that many rows. */
export const allocateColumns = (rows: number): Readonly<Record<AgentNumber, Float64Array>> =>
	Object.fromEntries(agentNumbers.map(name => [name, new Float64Array(rows)])) as Readonly<Record<AgentNumber, Float64Array>>;

/** A name found in several logs of an iteration; the last one wins, as in the notebook. */
export type DuplicateAgent = {readonly side: SideName; readonly name: string; readonly shards: readonly number[]};

/** The agents of one iteration, or why there are none to show. */
export type Agents =
	| {readonly status: 'loaded'; readonly clients: AgentTable; readonly servers: AgentTable; readonly duplicates: readonly DuplicateAgent[]}
	| {readonly status: 'failed'; readonly reason: string};

/** A number of one agent; null if unknown. */
export function agentNumber({columns}: AgentTable, row: number, name: AgentNumber): number | null {
	const value = columns[name][row] ?? Number.NaN;
	return Number.isNaN(value) ? null : value;
}

/**
 * The latency of a row. The sums of single agents are unknown (NaN), so that percentiles are estimated from bins only, consistently with the
 * columns: there may be 100,000 agents.
 */
export function agentLatency(table: AgentTable, row: number): Latency {
	const [min, max, mean, stdev] = (['latency_min', 'latency_max', 'latency_mean', 'latency_stdev'] as const).map(name => agentNumber(table, row, name));
	const count = sampleCount(table, row);
	const known = table.by === 'agent' ? Number.NaN : count;
	return {
		min: min ?? null,
		max: max ?? null,
		total: known * (mean ?? 0),
		count,
		sumOfSquares: known * ((mean ?? 0) ** 2 + (stdev ?? 0) ** 2),
		mean: mean ?? 0,
		stdev: stdev ?? -1,
		distribution: distributionOf(table, row),
	};
}

/** The number of samples of a row. */
export function sampleCount({bins: {starts, counts}}: AgentTable, row: number): number {
	let count = 0;
	for (let index = starts[row] ?? 0; index < (starts[row + 1] ?? 0); index++) {
		count += counts[index] ?? 0;
	}

	return count;
}

/** The latency distribution of one agent, as taken by `binsOf`. */
export function distributionOf({bins}: AgentTable, row: number): Distribution {
	const decades = new Map<number, number[]>();
	for (const {position: index, count} of countsInRow(bins, row)) {
		const decade = Math.floor(index / 10);
		const counts = decades.get(decade) ?? Array.from({length: 10}, () => 0);
		counts[index % 10] = count;
		decades.set(decade, counts);
	}

	return [...decades].map(([decade, counts]) => ({decade, counts}));
}

/** The errors of one agent grouped into kinds, most frequent first. */
export const errorsOf = ({errorKinds}: AgentTable, row: number): readonly ErrorKind[] => errorKinds.get(row) ?? [];
