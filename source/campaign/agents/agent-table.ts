import type {
	Distribution, ErrorKind, SideName, Latency,
} from '../model/iteration.js';
import {indexesOf, type SparseRows} from './sparse-rows.js';

/** The numbers that are known of an agent, one column each. Latencies are ms, times s. */
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
] as const;

export type AgentNumber = (typeof agentNumbers)[number];

/**
 * The agents of one side of an iteration, row by row in the order of the logs, in compact columns: 10,000 agents cross from
 * a thread to another without a copy. NaN stands for null, as a typed array has no null.
 */
export type AgentTable = {
	readonly rows: number;
	readonly names: readonly string[];
	/** The position of each row's name in the natural order of names (A-2 before A-10), for sorting. */
	readonly nameRanks: Float64Array;
	readonly columns: Readonly<Record<AgentNumber, Float64Array>>;
	/** Each row's samples by bin: column 10·decade + index. */
	readonly bins: SparseRows;
	/** By row, for the rows that have errors. */
	readonly errorKinds: ReadonlyMap<number, readonly ErrorKind[]>;
};

/** A name that several logs of an iteration have; the last of them counts, as in the notebook. */
export type DuplicateAgent = {readonly side: SideName; readonly name: string; readonly shards: readonly number[]};

/** The agents of one iteration, or why there are none to show. */
export type Agents =
	| {readonly status: 'loaded'; readonly clients: AgentTable; readonly servers: AgentTable; readonly duplicates: readonly DuplicateAgent[]}
	| {readonly status: 'failed'; readonly reason: string};

/** A number of one agent; null where it is unknown. */
export function agentNumber({columns}: AgentTable, row: number, name: AgentNumber): number | null {
	const value = columns[name][row] ?? Number.NaN;
	return Number.isNaN(value) ? null : value;
}

/**
 * The latency of one agent. Its sums are unknown (NaN), so that percentiles are estimated from its bins alone, as those in the columns:
 * there may be 100,000 agents.
 */
export function agentLatency(table: AgentTable, row: number): Latency {
	const [min, max, mean, stdev] = (['latency_min', 'latency_max', 'latency_mean', 'latency_stdev'] as const).map(name => agentNumber(table, row, name));
	const distribution = distributionOf(table, row);
	const count = distribution.reduce((sum, {counts}) => counts.reduce<number>((own, value) => own + Number(value), sum), 0);
	return {
		min: min ?? null, max: max ?? null, total: Number.NaN, count, sumOfSquares: Number.NaN, mean: mean ?? 0, stdev: stdev ?? -1, distribution,
	};
}

/** The latency distribution of one agent, as `binsOf` takes it. */
export function distributionOf({bins}: AgentTable, row: number): Distribution {
	const decades = new Map<number, number[]>();
	for (const {position: index, count} of indexesOf(bins, row)) {
		const decade = Math.floor(index / 10);
		const counts = decades.get(decade) ?? Array.from({length: 10}, () => 0);
		counts[index % 10] = count;
		decades.set(decade, counts);
	}

	return [...decades].map(([decade, counts]) => ({decade, counts}));
}

/** The errors of one agent, grouped into kinds, the most frequent first. */
export const errorsOf = ({errorKinds}: AgentTable, row: number): readonly ErrorKind[] => errorKinds.get(row) ?? [];
