import type {SideSums} from '../logs/side-sums.js';
import {kindsOf} from './error-kinds.js';
import type {Distribution, Side, Spread} from './iteration.js';
import {outliersOf} from './outliers.js';

/** If there are more distinct error texts than this, only their kinds are kept: a failing run writes one text per failed message. */
export const maxErrors = 1000;

/** Aggregates a side's sums as the notebook does (campaign format, "Aggregates"). */
export function aggregate(side: SideSums, {everyError = false} = {}): Side {
	const {agents, idle, distribution, errors} = side;
	const [start, stop] = [side.min('start'), side.max('stop')];
	const [ok, failed] = [side.sum('ok'), side.sum('failed')];
	const [total, count, sumOfSquares] = [side.sum('total'), side.sum('count'), side.sum('sumOfSquares')];
	return {
		agents,
		idle,
		start,
		stop,
		ok,
		failed,
		rate: rateOf(ok + failed, start, stop),
		latency: {
			min: side.min('min'),
			max: side.max('max'),
			total,
			count,
			sumOfSquares,
			mean: count === 0 ? 0 : total / count,
			stdev: standardDeviation({count, total, sumOfSquares}),
			distribution: binCounts(distribution),
		},
		perAgentOk: spreadOf(side, 'ok'),
		perAgentFailed: spreadOf(side, 'failed'),
		fairness: fairnessFrom(ok, side.okSquares, agents),
		outliers: outliersOf({...side.figures.figures(), hosts: side.origins.hosts}),
		errorKinds: kindsOf(errors),
		errors: everyError || errors.size <= maxErrors ? Object.fromEntries(errors) : null,
	};
}

/** messages/s; null if the duration is unknown or zero. Never −0, which JSON does not keep: clocks may make a duration negative. */
const rateOf = (messages: number, start: number | null, stop: number | null): number | null =>
	start === null || stop === null || stop === start ? null : (messages / (stop - start)) + 0;

/** Over all samples, from their sums (ms): sqrt(Σx²/n − mean²); −1 without samples; rounding below zero counts as 0. */
export const standardDeviation = ({count, total, sumOfSquares}: {count: number; total: number; sumOfSquares: number}): number =>
	count === 0 ? -1 : Math.sqrt(Math.max(0, sumOfSquares / count - (total / count) ** 2));

/** Jain's index (Σx)² / (n·Σx²), see `jainIndex`; null if all are 0, or too large to be squared. */
function fairnessFrom(sum: number, squares: number, agents: number): number | null {
	const index = sum ** 2 / (agents * squares);
	return Number.isFinite(index) ? Math.min(1, index) : null;
}

const spreadOf = (side: SideSums, name: 'ok' | 'failed'): Spread =>
	({mean: side.agents === 0 ? null : side.sum(name) / side.agents, min: side.min(name), max: side.max(name)});

const binCounts = (distribution: SideSums['distribution']): Distribution =>
	[...distribution].sort(([a], [b]) => a - b).map(([decade, counts]) => ({decade, counts}));
