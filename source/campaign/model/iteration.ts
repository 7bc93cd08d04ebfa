import type {SkipReason} from '../errors.js';
import type {Outliers} from './outliers.js';

/** An entry of params.json as written: known keys, unknown keys, nulls. Numbers beyond a double's precision are bigints. */
export type Parameters = Readonly<Record<string, unknown>>;

/** An exact sum of counts: a bigint if a double cannot hold it. */
export type Count = number | bigint;

/** Ten counts of one decade: `counts[i]` samples are in [i·10^decade, (i+1)·10^decade) ms; index 0 is used by decade 0 only. */
export type DistributionRow = {readonly decade: number; readonly counts: readonly Count[]};

/** Rows in ascending order of decade, each decade at most once. */
export type Distribution = readonly DistributionRow[];

/** Latency over all agents of a side, in ms (ms² for the squares). */
export type Latency = {
	readonly min: number | null;
	readonly max: number | null;
	readonly total: number;
	readonly count: number;
	readonly sumOfSquares: number;
	/** total / count; 0 without samples, as in the notebook. */
	readonly mean: number;
	/** −1 without samples, as in the notebook. */
	readonly stdev: number;
	readonly distribution: Distribution;
};

/** The spread of a count over the agents of a side; null without agents. */
export type Spread = {readonly mean: number | null; readonly min: number | null; readonly max: number | null};

/** Errors that differ only in ids, addresses and numbers, under one masked text. */
export type ErrorKind = {readonly kind: string; readonly count: number; readonly distinct: number; readonly example: string};

/** The aggregated results of one side in an iteration. Times are Unix seconds. */
export type Side = {
	readonly agents: number;
	/** Agents that neither sent nor received anything, ok or failed. */
	readonly idle: number;
	readonly start: number | null;
	readonly stop: number | null;
	readonly ok: number;
	readonly failed: number;
	/** messages/s over the side's duration; null if the duration is unknown or zero. */
	readonly rate: number | null;
	readonly latency: Latency;
	readonly perAgentOk: Spread;
	readonly perAgentFailed: Spread;
	/** Jain's index of ok messages over the agents: 1 if all are equal, 1/n if one of n has all; null if there are none. */
	readonly fairness: number | null;
	readonly outliers: Outliers;
	readonly errorKinds: readonly ErrorKind[];
	/** Every error text with its count; null if there are too many to keep (the kinds remain). */
	readonly errors: Readonly<Record<string, number>> | null;
};

export type SideName = 'clients' | 'servers';

/** The tests of ombt: answered calls, unanswered casts, casts to every server of a topic. */
export type CallType = 'rpc-call' | 'rpc-cast' | 'rpc-fanout';

/** Number of messages handled if each server of a topic receives every message of the topic's clients. */
export type FanoutCounts = {
	/** Counting messages sent ok. */
	readonly ok: number;
	/** Counting all messages, ok and failed. */
	readonly sent: number;
};

/** Facts from the controllers' consoles that the results lack. */
export type ConsoleFacts = {
	/** The test according to the consoles; null if none mentions it, or if they disagree. */
	readonly callType: CallType | null;
	/** Lines that report missing messages, one per console. Foreign text: not cleaned. */
	readonly lossReports: ReadonlyArray<{readonly file: string; readonly line: string}>;
};

/** The last lines of a console. Foreign text: not cleaned. */
export type ConsoleEnd = {readonly file: string; readonly lines: readonly string[]};

/** What is known about an iteration from params.json alone. */
export type Entry = {
	/** 1-based position in params.json. */
	readonly index: number;
	/** Unique name: `iteration_id`, with the index if the id is repeated (`A-1 #27`), or just the index without an id (`#3`). */
	readonly label: string;
	/** Name for plots: the label; without an id, with the swept parameters (`#3 delay 10 ms, loss 0.5 %`). */
	readonly title: string;
	readonly iterationId: string | null;
	readonly backupDir: string | null;
	readonly driver: string | null;
	/** As in params.json: what was configured, not always what ran. */
	readonly callType: string | null;
	readonly parameters: Parameters;
};

/** Common to usable and skipped iterations. */
type IterationBase = Entry & {
	/** The call type that actually ran (`ran-as.ts`); as in params.json if nothing else is known. */
	readonly ranAs: string | null;
};

/** An iteration with usable results. */
export type LoadedIteration = IterationBase & {
	readonly status: 'loaded';
	readonly clients: Side;
	readonly servers: Side;
	/** Agents that appear in more than one shard; the last one wins, as in the notebook. */
	readonly duplicateAgents: number;
	/** Number of controllers that left a log. */
	readonly shards: number;
	/** Ids of the run in the names of its logs; several if a restarted run left its logs next to the first one's. */
	readonly runs: readonly string[];
	/** Null if there are too many topics to count. */
	readonly fanout: FanoutCounts | null;
	readonly consoles: ConsoleFacts;
	/** The source of `ranAs`. */
	readonly evidence: 'counts' | 'console' | 'parameters';
};

/** An iteration without usable results; `reason` names the file and what is wrong with it. */
export type SkippedIteration = IterationBase & SkipReason & {readonly status: 'skipped'; readonly consoleEnd: ConsoleEnd | null};

export type Iteration = LoadedIteration | SkippedIteration;

/** Whether an iteration has usable results. */
export const isLoaded = (iteration: Iteration): iteration is LoadedIteration => iteration.status === 'loaded';

/** The side by which an iteration's latency is judged: clients for calls, servers for tests without answers. */
export const primarySide = ({ranAs}: Pick<Iteration, 'ranAs'>): SideName => ranAs === 'rpc-call' ? 'clients' : 'servers';

/** A parameter as in params.json; null if absent. */
export const rawParameter = ({parameters}: Pick<Entry, 'parameters'>, name: string): unknown => parameters[name] ?? null;
