import type {SkipReason} from '../errors.js';
import type {Outliers} from './outliers.js';

/** One entry of params.json, as written: known keys, unknown keys, nulls. Numbers beyond a double's precision are bigints. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A sum of counts: exact, so a bigint where a double could not hold it. */
export type Count = number | bigint;

/** Ten counts of one decade: `counts[i]` samples lie in [i·10^decade, (i+1)·10^decade) ms; index 0 is used by decade 0 alone. */
export type DistributionRow = {readonly decade: number; readonly counts: readonly Count[]};

/** Rows in ascending order of their decade, each decade at most once. */
export type Distribution = readonly DistributionRow[];

/** Latency over the agents of a side, in ms (ms² for the squares). */
export type Latency = {
	readonly min: number | null;
	readonly max: number | null;
	readonly total: number;
	readonly count: number;
	readonly sumOfSquares: number;
	/** total / count; 0 when there are no samples, as in the notebook. */
	readonly mean: number;
	/** −1 when there are no samples, as in the notebook. */
	readonly stdev: number;
	readonly distribution: Distribution;
};

/** How a count spreads over the agents of a side; null where there are none. */
export type Spread = {readonly mean: number | null; readonly min: number | null; readonly max: number | null};

/** Errors that differ only in ids, addresses and numbers, under one masked text. */
export type ErrorKind = {readonly kind: string; readonly count: number; readonly distinct: number; readonly example: string};

/** All that the agents of one side did in an iteration. Times are Unix seconds. */
export type Side = {
	readonly agents: number;
	/** Agents that sent or received nothing, well or badly. */
	readonly idle: number;
	readonly start: number | null;
	readonly stop: number | null;
	readonly ok: number;
	readonly failed: number;
	/** messages/s over the side's duration; null where the duration is unknown or zero. */
	readonly rate: number | null;
	readonly latency: Latency;
	readonly perAgentOk: Spread;
	readonly perAgentFailed: Spread;
	/** Jain's index of ok messages over the agents: 1 where all have the same, 1/n where one of n has all; null where there are none. */
	readonly fairness: number | null;
	readonly outliers: Outliers;
	readonly errorKinds: readonly ErrorKind[];
	/** Every error text with its count; null where there are too many to keep (the kinds remain). */
	readonly errors: Readonly<Record<string, number>> | null;
};

export type SideName = 'clients' | 'servers';

/** The tests of ombt: answered calls, casts without an answer, casts to every server of a topic. */
export type CallType = 'rpc-call' | 'rpc-cast' | 'rpc-fanout';

/** How many messages the servers would handle if each server of a topic got every message of the topic's clients. */
export type FanoutCounts = {
	/** Of those that were sent well. */
	readonly ok: number;
	/** Of all, sent well or badly. */
	readonly sent: number;
};

/** What the controllers' consoles of an iteration say beside its results. */
export type ConsoleFacts = {
	/** What they say was tested; null where none says it, or where they disagree. */
	readonly callType: CallType | null;
	/** Lines that report missing messages, one of a console. Foreign text: not clean. */
	readonly complaints: ReadonlyArray<{readonly file: string; readonly line: string}>;
};

/** The last lines of a console. Foreign text: not clean. */
export type ConsoleEnd = {readonly file: string; readonly lines: readonly string[]};

/** What params.json alone tells about an iteration. */
export type Entry = {
	/** 1-based position in params.json. */
	readonly index: number;
	/** What people call it: `iteration_id`, with its index where the id occurs again (`A-1 #27`), else the index alone (`#3`). */
	readonly label: string;
	/** What pictures call it: its label, and where it has no id the parameters that were swept (`#3 delay 10 ms, loss 0.5 %`). */
	readonly title: string;
	readonly iterationId: string | null;
	readonly backupDir: string | null;
	readonly driver: string | null;
	/** As params.json has it: what was configured, not always what ran. */
	readonly callType: string | null;
	readonly parameters: Parameters;
};

/** What every iteration has, whether it can be used or not. */
type IterationBase = Entry & {
	/** The call type by what ran (`ran-as.ts`); as params.json has it where nothing else is known. */
	readonly ranAs: string | null;
};

export type LoadedIteration = IterationBase & {
	readonly status: 'loaded';
	readonly clients: Side;
	readonly servers: Side;
	/** Agents that appear in more than one shard; the last one counts, as in the notebook. */
	readonly duplicateAgents: number;
	/** Controllers that left a log. */
	readonly shards: number;
	/** What the names of its logs call the run; more than one where a run that was started again left its logs beside the first one's. */
	readonly runs: readonly string[];
	/** Null where there are too many topics to count by. */
	readonly fanout: FanoutCounts | null;
	readonly consoles: ConsoleFacts;
	/** By what `ranAs` is known. */
	readonly evidence: 'counts' | 'console' | 'parameters';
};

/** An iteration without usable results, and why: `reason` names the file and what is wrong with it. */
export type SkippedIteration = IterationBase & SkipReason & {readonly status: 'skipped'; readonly consoleEnd: ConsoleEnd | null};

export type Iteration = LoadedIteration | SkippedIteration;

export const isLoaded = (iteration: Iteration): iteration is LoadedIteration => iteration.status === 'loaded';

/** The primary side, by which the latency of an iteration is judged: clients for calls, servers for what is not answered. */
export const primarySide = ({ranAs}: Pick<Iteration, 'ranAs'>): SideName => ranAs === 'rpc-call' ? 'clients' : 'servers';

/** A parameter as params.json has it; null where it has none. */
export const asWritten = ({parameters}: Pick<Entry, 'parameters'>, name: string): unknown => parameters[name] ?? null;
