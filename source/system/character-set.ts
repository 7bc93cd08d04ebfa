/** Whether to draw with ASCII alone: because it was asked for, or because the locale or the terminal has no more. */
export function wantsAscii({ascii, env}: {readonly ascii: boolean; readonly env: NodeJS.ProcessEnv}): boolean {
	return ascii || !/utf-?8/iv.test(locale(env)) || /^(?:linux|vt\d.*)$/v.test(env.TERM ?? '');
}

// An empty variable counts as not set.
const locale = (env: NodeJS.ProcessEnv): string =>
	[env.LC_ALL, env.LC_CTYPE, env.LANG].find(Boolean) ?? '';
