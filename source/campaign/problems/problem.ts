/** A problem of a campaign, and its remedy. */
export type Problem = {
	readonly kind: ProblemKind;
	readonly severity: Severity;
	/** The 1-based positions in params.json of the iterations it touches, ascending; none for a folder that params.json does not name. */
	readonly iterations: readonly number[];
	/** Number of failed or lost messages, errors, agents, iterations; 1 for a skipped iteration or a clock. */
	readonly count: number;
	/** How bad among problems of its kind: a share of messages or agents, iterations of one name, seconds between clocks. */
	readonly weight: number;
	/** What is wrong, without the iteration's name. Holds text from files: not clean. */
	readonly sentence: string;
	/** What a person can do about it. */
	readonly remedy: string;
	/** Of errors: one whole text. */
	readonly example?: string;
	/** The name of a console and a line of it that says the same. Foreign text: not clean. */
	readonly quote?: string;
};

/** From worst to least. */
export const severities = ['error', 'warning'] as const;
type Severity = (typeof severities)[number];

/** Failing or losing one message in a hundred spoils the numbers of the others too. */
export const severeShare = 0.01;

/** The kinds of problems; among equally severe ones they are listed in this order. */
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

/** The head of each kind in a list by kind. */
export const problemTitles: Readonly<Record<ProblemKind, string>> = {
	skipped: 'skipped iterations',
	'failed-messages': 'failed messages',
	'lost-messages': 'messages that were not processed',
	'missing-agents': 'other agents than asked for',
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
	'console-complaints': 'missing messages in consoles alone',
};
