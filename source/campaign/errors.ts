import {AppError, errorFactory, messageOf} from '../system/errors.js';

const copyAgain = 'copy it again from the frontend';

/** Creates errors of a campaign's own files, mainly params.json. */
export const campaignError = errorFactory({
	'campaign-missing': {hint: 'give the folder that holds params.json', status: 1},
	'campaign-not-folder': {hint: 'give the folder that holds params.json, not a file', status: 1},
	'parameters-missing': {hint: 'give the folder that holds params.json', status: 1},
	'parameters-not-file': {hint: 'params.json must be a file', status: 1},
	'parameters-forbidden': {hint: 'ask its owner for permission to read it', status: 1},
	'parameters-not-text': {hint: 'restore it as ombt-orchestrator wrote it', status: 1},
	'parameters-unreadable': {hint: 'check the file', status: 1},
	'parameters-empty': {hint: 'it is empty: has an iteration finished yet?', status: 1},
	'parameters-not-json': {hint: 'a running campaign rewrites it: try again, or restore it', status: 1},
	'parameters-not-list': {hint: 'give the folder that ombt-orchestrator wrote', status: 1},
	'command-unknown': {hint: '', status: 1},
	'iteration-skipped': {hint: 'the reason is above', status: 1},
});

const runAgain = 'the *_docker.log beside it may say why; run the iteration again';

/** Why an iteration has no usable results, with the remedy for each. */
export const skipHints = {
	'folder-missing': 'copy the iteration’s folder into the campaign; its backup may have failed',
	'folder-not-folder': 'put the iteration’s folder where this file stands',
	'folder-unknown': 'correct that entry of params.json',
	'log-missing': `its controller wrote no results, or they were not fetched: ${runAgain}`,
	'log-empty': `its controller ended before it wrote results: ${runAgain}`,
	'log-without-servers': `its controller ended before the servers’ results were in: ${runAgain}`,
	'log-not-json': `the log is cut short or damaged: ${copyAgain}`,
	'log-not-text': `the log is damaged: ${copyAgain}`,
	'log-unreadable': `ask its owner for permission to read it; a broken link or disk: ${copyAgain}`,
	'log-not-file': 'move or rename it: it is named like a log but is not one',
	'log-not-ombt': 'this is not what ombt writes: has the log been edited, or come from another version?',
	'reading-failed': 'probably out of memory: free some and reload',
} as const;

/** The code of a reason to skip an iteration. */
export type SkipCode = keyof typeof skipHints;

/** Why an iteration is skipped: a code, and a sentence that names the file and the mistake. */
export type SkipReason = {readonly code: SkipCode; readonly reason: string};

/** Creates an error for an unusable log: the code tells why the iteration is skipped, the message names the file. */
export const logError = (
	code: SkipCode,
	message: string,
	details: {readonly file?: string; readonly offset?: number; readonly cause?: unknown} = {},
): AppError => new AppError(code, message, {hint: skipHints[code], status: 1, ...details});

/** The reason to skip an iteration, for anything thrown while reading a log of that name. */
export const skipReasonOf = (error: unknown, logName: string): SkipReason =>
	error instanceof AppError && isSkipCode(error.code)
		? {code: error.code, reason: error.message}
		: {code: 'reading-failed', reason: `${logName}: ${messageOf(error)}`};

const isSkipCode = (code: string): code is SkipCode => Object.hasOwn(skipHints, code);
