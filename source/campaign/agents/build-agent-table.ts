import {naturalOrder} from '../../text/natural-order.js';
import {standardDeviation} from '../model/aggregate.js';
import type {Bin} from '../model/distribution.js';
import {createEstimator} from '../model/percentiles.js';
import {kindsOf} from '../model/error-kinds.js';
import type {DistributionRow, ErrorKind} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import {
	agentNumbers, allocateColumns, type AgentNumber, type AgentTable,
} from './agent-table.js';
import {SparseRowsBuilder} from './sparse-rows.js';

/** What a log says of one agent, and the number of the log. Loading has checked it: what is no number is unknown here. */
export type AgentRecord = {readonly result: Readonly<Record<string, unknown>>; readonly shard: number};

/** The compact columns of a side's agents; `earliest` is the time (Unix seconds) that start offsets count from. */
export function buildAgentTable(records: ReadonlyMap<string, AgentRecord>, earliest: number): AgentTable {
	const names = [...records.keys()];
	const columns = allocateColumns(names.length);
	const bins = new SparseRowsBuilder();
	const errorKinds = new Map<number, readonly ErrorKind[]>();
	let row = 0;
	for (const {result, shard} of records.values()) {
		const latency = isObject(result.latency) ? result.latency : {};
		const distribution = distributionFrom(latency.distribution);
		const errors = errorsFrom(result.errors);
		const numbers: Readonly<Record<AgentNumber, number>> = {
			...countsOf(result, earliest), ...latencyOf(latency, distribution), shard, errors: totalOf(errors.values()), agents: 1, fairness: Number.NaN,
		};
		for (const name of agentNumbers) {
			columns[name][row] = numbers[name];
		}

		addBins(bins, distribution);
		if (errors.size > 0) {
			errorKinds.set(row, kindsOf(errors));
		}

		row++;
	}

	return {
		by: 'agent', rows: row, names, nameRanks: ranksOf(names), columns, bins: bins.build(), errorKinds,
	};
}

/** The first start (Unix seconds) of all; NaN where none is known. */
export function earliestStart(records: readonly AgentRecord[]): number {
	let earliest = Number.NaN;
	for (const {result} of records) {
		const start = secondsOrNaN(result.start_time);
		earliest = start < earliest || Number.isNaN(earliest) ? start : earliest;
	}

	return earliest;
}

function countsOf(result: AgentRecord['result'], earliest: number) {
	const [start, stop] = [secondsOrNaN(result.start_time), secondsOrNaN(result.stop_time)];
	const [ok, failed] = [numberOrNaN(result.msgs_ok), numberOrNaN(result.msgs_fail)];
	const duration = stop - start;
	return {
		ok, failed, rate: duration > 0 ? (ok + failed) / duration : Number.NaN, start_offset: start - earliest, duration,
	};
}

// An agent without samples has no mean, rather than the fastest.
function latencyOf(latency: Readonly<Record<string, unknown>>, distribution: readonly DistributionRow[]) {
	const [total, count, sumOfSquares] = [numberOrNaN(latency.total), numberOrNaN(latency.count), numberOrNaN(latency.sum_of_squares)];
	const [min, max] = [numberOrNaN(latency.min), numberOrNaN(latency.max)];
	const bins = filledBinsOf(distribution);
	const limits = {min: Number.isNaN(min) ? null : min, max: Number.isNaN(max) ? null : max};
	// Without the sums: there may be 100,000 agents, and fitting takes ten times as long as the rest.
	const estimator = createEstimator({
		...limits, bins, total: Number.NaN, sumOfSquares: Number.NaN,
	});
	const percentile = (percent: number) => estimator.percentile(percent)?.value ?? Number.NaN;
	return {
		latency_mean: count > 0 ? total / count : Number.NaN,
		latency_stdev: count > 0 ? standardDeviation({count, total, sumOfSquares}) : Number.NaN,
		latency_min: min,
		latency_max: max,
		latency_p50: percentile(50),
		latency_p95: percentile(95),
		latency_p99: percentile(99),
	};
}

function distributionFrom(value: unknown): readonly DistributionRow[] {
	const rows: DistributionRow[] = [];
	for (const [decade, counts] of Object.entries(isObject(value) ? value : {})) {
		if (/^(?:\d|1[0-5])$/v.test(decade) && Array.isArray(counts)) {
			rows.push({decade: Number(decade), counts: counts.slice(0, 10).map(count => numberOrNaN(count) || 0)});
		}
	}

	return rows.sort((a, b) => a.decade - b.decade);
}

// As `binsOf` but for the empty ones, which no percentile needs: several times as fast, and there are 10,000 agents to do.
function filledBinsOf(distribution: readonly DistributionRow[]): readonly Bin[] {
	const bins: Bin[] = [];
	for (const {decade, counts} of distribution) {
		const unit = 10 ** decade;
		for (let index = 0; index < counts.length; index++) {
			const count = Number(counts[index]);
			const last = bins.at(-1);
			if (count > 0 && index === 0 && decade > 0 && last?.to === unit) {
				bins[bins.length - 1] = {...last, count: last.count + count};
			} else if (count > 0) {
				bins.push(index === 0 && decade > 0 ? {from: 9 * (unit / 10), to: unit, count} : {from: index * unit, to: (index + 1) * unit, count});
			}
		}
	}

	return bins;
}

function addBins(bins: SparseRowsBuilder, distribution: readonly DistributionRow[]): void {
	for (const {decade, counts} of distribution) {
		for (const [index, count] of counts.entries()) {
			bins.add(decade * 10 + index, Number(count));
		}
	}

	bins.endRow();
}

const errorsFrom = (value: unknown): ReadonlyMap<string, number> =>
	new Map(Object.entries(isObject(value) ? value : {}).map(([text, count]) => [text, numberOrNaN(count) || 0]));

/** The position of each name in the natural order of all. */
export function ranksOf(names: readonly string[]): Float64Array {
	const ranks = new Float64Array(names.length);
	const order = names.map((name, row) => ({name, row})).sort((a, b) => naturalOrder(a.name, b.name));
	for (const [rank, {row}] of order.entries()) {
		ranks[row] = rank;
	}

	return ranks;
}

const numberOrNaN = (value: unknown): number =>
	typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? Number(value) : Number.NaN;

// To the notebook a time of 0 is no time.
const secondsOrNaN = (value: unknown): number => numberOrNaN(value) || Number.NaN;

const totalOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);

