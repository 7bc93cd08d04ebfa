import {groupBy} from '../../system/lists.js';
import {percentileOf} from '../model/percentiles.js';
import type {ErrorKind} from '../model/iteration.js';
import {
	agentLatency, agentNumber, allocateColumns, errorsOf, sampleCount, type AgentTable, type GroupedBy,
} from './agent-table.js';
import {jainIndex} from './fairness.js';
import {SparseRowsBuilder} from './sparse-rows.js';

/** The group of agents whose names contain neither host nor topic. */
const unnamedGroup = '(other names)';

/** The agents of one host or topic. */
type Group = {readonly name: string; readonly rows: Uint32Array};

/** The agents by host or topic, in order of first appearance; those whose names cannot be parsed come last. */
export function groupsOfAgents({rows, parts}: AgentTable, by: GroupedBy): readonly Group[] {
	const names = [...parts?.[`${by}s`] ?? [], unnamedGroup];
	const members = names.map((): number[] => []);
	for (let row = 0; row < rows; row++) {
		members.at(parts?.[by][row] ?? -1)?.push(row);
	}

	return names.map((name, index) => ({name, rows: Uint32Array.from(members[index] ?? [])})).filter(group => group.rows.length > 0);
}

/**
 * One row per host or topic: counts, bins and errors are sums, mean and σ those of all samples, rate = (ok + failed) / (last stop − first start),
 * fairness is Jain's index of the ok messages of its agents.
 */
export function groupAgents(table: AgentTable, by: GroupedBy): AgentTable {
	const groups = groupsOfAgents(table, by);
	const columns = allocateColumns(groups.length);
	const bins = new SparseRowsBuilder();
	const errorKinds = new Map<number, readonly ErrorKind[]>();
	for (const [index, {rows: members}] of groups.entries()) {
		const counts = binCounts(table, members);
		for (const [position, count] of counts) {
			bins.add(position, count);
		}

		bins.endRow();
		const errors = errorsIn(table, members);
		if (errors.length > 0) {
			errorKinds.set(index, errors);
		}

		for (const [name, value] of Object.entries({...countsIn(table, members), ...latencyIn(table, members)})) {
			columns[name as keyof typeof columns][index] = value;
		}
	}

	const grouped: AgentTable = {
		by, rows: groups.length, names: groups.map(({name}) => name), parts: undefined, columns, bins: bins.build(), errorKinds,
	};
	for (let row = 0; row < grouped.rows; row++) {
		const latency = agentLatency(grouped, row);
		for (const percent of [50, 95, 99] as const) {
			columns[`latency_p${percent}`][row] = percentileOf(latency, percent)?.value ?? Number.NaN;
		}
	}

	return grouped;
}

/** The samples of some agents by bin, ascending. */
function binCounts({bins: {starts, positions, counts}}: AgentTable, rows: Uint32Array): ReadonlyArray<readonly [position: number, count: number]> {
	const sums = new Float64Array(256);
	for (const row of rows) {
		for (let index = starts[row] ?? 0; index < (starts[row + 1] ?? 0); index++) {
			sums[positions[index]!] = sums[positions[index]!]! + counts[index]!;
		}
	}

	return [...sums.entries()].filter(([, count]) => count > 0);
}

/** The errors of some agents by kind, most frequent first. */
const errorsIn = (table: AgentTable, rows: Uint32Array): readonly ErrorKind[] =>
	[...groupBy([...rows].flatMap(row => errorsOf(table, row)), ({kind}) => kind)].map(([kind, alike]): ErrorKind => ({
		kind,
		count: alike.reduce((sum, {count}) => sum + count, 0),
		distinct: alike.reduce((sum, {distinct}) => sum + distinct, 0),
		example: alike[0]?.example ?? '',
	})).sort((a, b) => b.count - a.count);

function countsIn(table: AgentTable, rows: Uint32Array) {
	const {columns} = table;
	const sum = (name: 'ok' | 'failed' | 'errors') => rows.reduce((total, row) => total + (agentNumber(table, row, name) ?? 0), 0);
	const started = rows.filter(row => agentNumber(table, row, 'duration') !== null);
	const start = started.reduce((earliest, row) => Math.min(earliest, columns.start_offset[row]!), Infinity);
	const stop = started.reduce((latest, row) => Math.max(latest, columns.start_offset[row]! + columns.duration[row]!), -Infinity);
	const [ok, failed, duration] = [sum('ok'), sum('failed'), started.length === 0 ? Number.NaN : stop - start];
	return {
		ok,
		failed,
		rate: duration > 0 ? (ok + failed) / duration : Number.NaN,
		start_offset: started.length === 0 ? Number.NaN : start,
		duration,
		shard: rows.every(row => columns.shard[row] === columns.shard[rows[0]!]) ? columns.shard[rows[0]!]! : Number.NaN,
		errors: sum('errors'),
		agents: rows.length,
		fairness: jainIndex(Float64Array.from(rows, row => agentNumber(table, row, 'ok') ?? 0)) ?? Number.NaN,
	};
}

/** The combined latency of some agents, from their means and deviations. */
function latencyIn(table: AgentTable, rows: Uint32Array) {
	let [count, total, sumOfSquares] = [0, 0, 0];
	let [min, max] = [Infinity, -Infinity];
	for (const row of rows) {
		const [samples, mean, stdev] = [sampleCount(table, row), agentNumber(table, row, 'latency_mean'), agentNumber(table, row, 'latency_stdev')];
		count += samples;
		total += samples * (mean ?? 0);
		sumOfSquares += samples * ((mean ?? 0) ** 2 + (stdev ?? 0) ** 2);
		min = Math.min(min, agentNumber(table, row, 'latency_min') ?? min);
		max = Math.max(max, agentNumber(table, row, 'latency_max') ?? max);
	}

	const mean = count > 0 ? total / count : Number.NaN;
	return {
		latency_mean: mean,
		latency_stdev: Math.sqrt(Math.max(0, sumOfSquares / count - mean ** 2)),
		latency_min: Number.isFinite(min) ? min : Number.NaN,
		latency_max: Number.isFinite(max) ? max : Number.NaN,
	};
}
