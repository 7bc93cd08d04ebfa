/** A problem of a campaign, and its remedy. */
export type Problem = {
	readonly kind: ProblemKind;
	readonly severity: Severity;
	/** The 1-based positions in params.json of the iterations it touches, ascending; never empty. */
	readonly iterations: readonly number[];
	/** Number of failed messages, errors, agents, iterations of one name; 1 for a skipped iteration or a clock. */
	readonly count: number;
	/** How bad among problems of its kind: a share of messages or agents, iterations of one name, seconds between clocks. */
	readonly weight: number;
	/** What is wrong, without the iteration's name. Holds text from files: not clean. */
	readonly sentence: string;
	/** What a person can do about it. */
	readonly remedy: string;
	/** Of errors: one whole text. */
	readonly example?: string;
};

/** From worst to least. */
export const severities = ['error', 'warning'] as const;
type Severity = (typeof severities)[number];

/** The kinds of problems; among equally severe ones they are listed in this order. */
export const problemKinds = ['skipped', 'failed-messages', 'missing-agents', 'idle-agents', 'error-kind', 'duplicate-agents', 'same-ids', 'clocks', 'not-finite'] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** The head of each kind in a list by kind. */
export const problemTitles: Readonly<Record<ProblemKind, string>> = {
	skipped: 'skipped iterations',
	'failed-messages': 'failed messages',
	'missing-agents': 'other agents than asked for',
	'idle-agents': 'agents that did nothing',
	'error-kind': 'errors',
	'duplicate-agents': 'agent names used twice',
	'same-ids': 'iteration_ids used twice',
	clocks: 'clocks that disagree',
	'not-finite': 'numbers that are NaN or infinite',
};
