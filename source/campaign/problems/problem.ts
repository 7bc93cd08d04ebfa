/** A problem of a campaign, and its remedy. */
export type Problem = {
	readonly kind: ProblemKind;
	readonly severity: Severity;
	/** 1-based positions in params.json of the affected iterations, ascending; empty for a folder that is not listed there. */
	readonly iterations: readonly number[];
	/** Number of failed or lost messages, errors, agents, iterations; 1 for a skipped iteration or a clock. */
	readonly count: number;
	/** Severity among problems of the same kind: a share of messages or agents, number of iterations with the name, seconds between clocks. */
	readonly weight: number;
	/** What is wrong, without the iteration's name. Contains text from files: not cleaned. */
	readonly sentence: string;
	/** What the user can do about it. */
	readonly remedy: string;
	/** For errors: one full text. */
	readonly example?: string;
	/** Name of a console and a line of it as evidence. Foreign text: not cleaned. */
	readonly quote?: string;
};

/** Worst first. */
export const severities = ['error', 'warning'] as const;
type Severity = (typeof severities)[number];

/** If one message in a hundred fails or is lost, the figures of the others are unreliable too. */
export const severeShare = 0.01;

/** Kinds of problems, in the order they are listed at equal severity. */
export const problemKinds = [
	'skipped',
	'failed-messages',
	'lost-messages',
	'missing-agents',
	'idle-agents',
	'error-kind',
	'busy-servers',
	'slow-hosts',
	'duplicate-messages',
	'duplicate-agents',
	'call-type',
	'same-ids',
	'same-folders',
	'several-runs',
	'unlisted-folders',
	'clocks',
	'not-finite',
	'console-complaints',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Heading of each kind in a list by kind. */
export const problemTitles: Readonly<Record<ProblemKind, string>> = {
	skipped: 'skipped iterations',
	'failed-messages': 'failed messages',
	'lost-messages': 'messages that were not processed',
	'missing-agents': 'agents other than requested',
	'idle-agents': 'agents that did nothing',
	'error-kind': 'errors',
	'busy-servers': 'servers that handled most of the messages',
	'slow-hosts': 'hosts whose agents are slow together',
	'duplicate-messages': 'messages processed more than once',
	'duplicate-agents': 'agent names used twice',
	'call-type': 'call types other than in params.json',
	'same-ids': 'iteration_ids used twice',
	'same-folders': 'runs that are listed twice',
	'several-runs': 'logs of several runs in one folder',
	'unlisted-folders': 'folders that params.json does not name',
	clocks: 'clocks that disagree',
	'not-finite': 'numbers that are NaN or infinite',
	'console-complaints': 'missing messages reported by consoles only',
};
