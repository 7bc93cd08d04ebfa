import process from 'node:process';
import packageJson from '../../package.json' with {type: 'json'};
import {AppError, errorLine, messageOf} from './errors.js';

/** Whether details were requested: with `--debug`, or with `ombt-explorer` or `*` in the list DEBUG. */
export const isDebugging = (env: NodeJS.ProcessEnv = process.env, words: readonly string[] = process.argv.slice(2)): boolean =>
	words.includes('--debug') || (env.DEBUG ?? '').split(/[\s,]+/v).some(name => name === 'ombt-explorer' || name === '*');

/**
 * What is printed for an error that ends the program: one line, then the details of a usage error. Errors other than AppError are bugs in the
 * program, and the line says so. With DEBUG, stacks follow, including those of causes.
 */
export function errorReport(error: unknown, env: NodeJS.ProcessEnv = process.env): readonly string[] {
	const known = error instanceof AppError ? error : environmentError(error);
	const lines = known ? [`ombt-explorer: ${errorLine(known)}`, ...known.detail] : [bugLine(error, isDebugging(env))];
	return isDebugging(env) ? [...lines, ...stackLines(error)] : lines;
}

/** The AppError for a problem of the process's environment, wherever it surfaces. */
function environmentError(error: unknown): AppError | undefined {
	const isFolderMissing = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
	return isFolderMissing
		? new AppError('working-folder-gone', 'the folder you are in does not exist any more', {hint: 'change to another with cd', status: 1, cause: error})
		: undefined;
}

function bugLine(error: unknown, isDebug: boolean): string {
	const next = isDebug
		? 'please report it with the stack below and the command that you ran'
		: 'DEBUG=ombt-explorer shows the stack: please report it with that and the command that you ran';
	return `ombt-explorer: ${messageOf(error)} (a bug in ombt-explorer ${packageJson.version}, Node ${process.versions.node}); ${next}`;
}

const stackLines = (error: unknown): readonly string[] => error instanceof Error
	? [...(error.stack ?? '').split('\n'), ...error.cause === undefined ? [] : ['Caused by:', ...stackLines(error.cause)]]
	: [];
