import type {DistributionRow} from '../model/iteration.js';

/** The numbers of an agent, in the order in which they are kept. */
export const scalarNames = ['start', 'stop', 'ok', 'failed', 'min', 'max', 'total', 'count', 'sumOfSquares'] as const;

export type ScalarName = (typeof scalarNames)[number];

/** One agent's numbers; NaN stands for null, as typed arrays have no null. */
export type AgentScalars = Readonly<Record<ScalarName, number>>;

/** What an agent has whose results leave a number out: no time, no extreme, nothing counted. */
export const absent: AgentScalars = {
	start: Number.NaN, stop: Number.NaN, ok: 0, failed: 0, min: Number.NaN, max: Number.NaN, total: 0, count: 0, sumOfSquares: 0,
};

/** What an agent reports. */
export type AgentResult = {
	readonly scalars: AgentScalars;
	readonly distribution: readonly DistributionRow[];
	readonly errors: ReadonlyArray<readonly [string, number]>;
};
