import type {SkipCode} from '../../../source/campaign/errors.js';
import type {
	ConsoleFacts, FanoutCounts, LoadedIteration, Side, SkippedIteration,
} from '../../../source/campaign/model/iteration.js';

/** A side with 10 agents that sent 1,000 messages from second 1,000 to 1,010 without problems, with these changes. */
export const side = (facts: Partial<Side> = {}): Side => ({
	agents: 10,
	idle: 0,
	start: 1000,
	stop: 1010,
	ok: 1000,
	failed: 0,
	rate: 100,
	latency: {
		min: 1,
		max: 9,
		total: 5000,
		count: 1000,
		sumOfSquares: 26_000,
		mean: 5,
		stdev: 1,
		distribution: [{decade: 0, counts: [0, 0, 0, 0, 0, 1000, 0, 0, 0, 0]}],
	},
	perAgentOk: {mean: 100, min: 100, max: 100},
	perAgentFailed: {mean: 0, min: 0, max: 0},
	fairness: 1,
	outliers: {busy: null, slow: null},
	errorKinds: [],
	errors: {},
	...facts,
});

type Facts = {
	readonly id?: string | null;
	readonly index?: number;
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly backupDir?: string | null;
	readonly driver?: string;
	readonly callType?: string;
	readonly clients?: Partial<Side>;
	readonly servers?: Partial<Side>;
	readonly duplicateAgents?: number;
	readonly runs?: readonly string[];
	readonly shards?: number;
	/** What ran, if that differs from the call type. */
	readonly ranAs?: string;
	readonly evidence?: LoadedIteration['evidence'];
	readonly fanout?: FanoutCounts | null;
	readonly consoles?: ConsoleFacts;
};

const entryOf = ({index = 1, id = `A-${index - 1}`, parameters = {}, backupDir = null, driver = 'broker', callType = 'rpc-call'}: Facts) => ({
	index, label: id ?? `#${index}`, title: id ?? `#${index}`, iterationId: id, backupDir, driver, callType, ranAs: callType, parameters,
});

/** A loaded iteration without problems, with these changes; servers start a little after clients. */
export const iteration = (facts: Facts = {}): LoadedIteration => ({
	...entryOf(facts),
	status: 'loaded',
	clients: side(facts.clients),
	servers: side({start: 1000.01, ...facts.servers}),
	duplicateAgents: facts.duplicateAgents ?? 0,
	runs: facts.runs ?? [],
	shards: facts.shards ?? 1,
	fanout: facts.fanout ?? null,
	consoles: facts.consoles ?? {callType: null, lossReports: []},
	evidence: facts.evidence ?? 'parameters',
	...facts.ranAs !== undefined && {ranAs: facts.ranAs},
});

export const skipped = (reason: string, {code = 'log-empty', ...facts}: Facts & {readonly code?: SkipCode} = {}): SkippedIteration => ({
	...entryOf(facts), status: 'skipped', code, reason, consoleEnd: null,
});
