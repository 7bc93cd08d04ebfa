import process from 'node:process';

/** Whether the user asked for details: with `--debug`, or with DEBUG, a list of names with `ombt-explorer` or `*` among them. */
export const isDebugging = (env: NodeJS.ProcessEnv = process.env, words: readonly string[] = process.argv.slice(2)): boolean =>
	words.includes('--debug') || (env.DEBUG ?? '').split(/[\s,]+/v).some(name => name === 'ombt-explorer' || name === '*');
