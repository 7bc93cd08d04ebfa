import type {AgentColumns} from './agents.js';
import {kindsOf} from './error-kinds.js';
import type {Distribution, Side, Spread} from './iteration.js';

/** More different error texts than this are kept as kinds alone: a run in trouble writes one text per failed message. */
export const mostErrors = 1000;

/**
 * Sums the agents of a side as the notebook does (campaign format, "Aggregates"): in the order of the logs, so that even
 * the rounding is the same.
 */
export function aggregate({rows, columns, distribution, errors}: AgentColumns, {everyError = false} = {}): Side {
	const [start, stop] = [earliest(columns.start, rows), latest(columns.stop, rows)];
	const [ok, failed] = [sum(columns.ok, rows), sum(columns.failed, rows)];
	const [total, count, sumOfSquares] = [sum(columns.total, rows), sum(columns.count, rows), sum(columns.sumOfSquares, rows)];
	let idle = 0;
	for (let row = 0; row < rows; row++) {
		idle += columns.ok[row] === 0 && columns.failed[row] === 0 ? 1 : 0;
	}

	return {
		agents: rows,
		idle,
		start,
		stop,
		ok,
		failed,
		rate: rateOf(ok + failed, start, stop),
		latency: {
			min: least(columns.min, rows),
			max: most(columns.max, rows),
			total,
			count,
			sumOfSquares,
			mean: count === 0 ? 0 : total / count,
			stdev: standardDeviation({count, total, sumOfSquares}),
			distribution: rowsOf(distribution),
		},
		perAgentOk: spreadOf(columns.ok, rows, ok),
		perAgentFailed: spreadOf(columns.failed, rows, failed),
		errorKinds: kindsOf(errors),
		errors: everyError || errors.size <= mostErrors ? Object.fromEntries(errors) : null,
	};
}

/** messages/s; null where the duration is unknown or zero. */
const rateOf = (messages: number, start: number | null, stop: number | null): number | null =>
	start === null || stop === null || stop === start ? null : messages / (stop - start);

/** Of all samples, from their sums (ms): sqrt(Σx²/n − mean²); −1 without samples; rounding below zero counts as 0. */
export const standardDeviation = ({count, total, sumOfSquares}: {count: number; total: number; sumOfSquares: number}): number =>
	count === 0 ? -1 : Math.sqrt(Math.max(0, sumOfSquares / count - (total / count) ** 2));

function sum(values: Float64Array, rows: number): number {
	let result = 0;
	for (let row = 0; row < rows; row++) {
		result += values[row] ?? 0;
	}

	return result;
}

function least(values: Float64Array, rows: number): number | null {
	let result = Number.NaN;
	for (let row = 0; row < rows; row++) {
		const value = values[row] ?? Number.NaN;
		result = value < result || Number.isNaN(result) ? value : result;
	}

	return Number.isNaN(result) ? null : result;
}

function most(values: Float64Array, rows: number): number | null {
	let result = Number.NaN;
	for (let row = 0; row < rows; row++) {
		const value = values[row] ?? Number.NaN;
		result = value > result || Number.isNaN(result) ? value : result;
	}

	return Number.isNaN(result) ? null : result;
}

// To the notebook a time of 0 is no time, unless there is no other.
const earliest = (times: Float64Array, rows: number): number | null => least(withoutZeros(times, rows), rows) ?? least(times, rows);
const latest = (times: Float64Array, rows: number): number | null => most(withoutZeros(times, rows), rows) ?? most(times, rows);
const withoutZeros = (times: Float64Array, rows: number): Float64Array =>
	times.subarray(0, rows).includes(0) ? times.map(time => time === 0 ? Number.NaN : time) : times;

const spreadOf = (values: Float64Array, rows: number, total: number): Spread =>
	rows === 0 ? {mean: null, min: null, max: null} : {mean: total / rows, min: least(values, rows), max: most(values, rows)};

const rowsOf = (distribution: AgentColumns['distribution']): Distribution =>
	[...distribution].sort(([a], [b]) => a - b).map(([decade, counts]) => ({decade, counts}));
