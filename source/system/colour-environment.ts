/**
 * Decides whether to use colours, and sets the environment for chalk (which ignores NO_COLOR) and Node (which warns if both variables are set).
 * Must run before ink or chalk is imported.
 */
export function prepareColours({noColor, env, isTTY}: {
	readonly noColor: boolean;
	readonly env: NodeJS.ProcessEnv;
	readonly isTTY: boolean;
}): boolean {
	const hasColours = !noColor && wantsColours(env, isTTY);
	env.FORCE_COLOR = hasColours ? '1' : '0';
	delete env.NO_COLOR;
	return hasColours;
}

function wantsColours(env: NodeJS.ProcessEnv, isTTY: boolean): boolean {
	if (env.NO_COLOR) {
		return false;
	}

	const forced = env.FORCE_COLOR;
	if (forced) {
		return forced !== '0' && forced !== 'false';
	}

	return isTTY && env.TERM !== 'dumb';
}

/** Whether to draw in ASCII only: on request, or because the locale or the terminal supports nothing else. */
export function wantsAscii({ascii, env}: {readonly ascii: boolean; readonly env: NodeJS.ProcessEnv}): boolean {
	return ascii || !/utf-?8/iv.test(locale(env)) || /^(?:linux|vt\d.*)$/v.test(env.TERM ?? '');
}

// An empty variable counts as not set.
const locale = (env: NodeJS.ProcessEnv): string =>
	[env.LC_ALL, env.LC_CTYPE, env.LANG].find(Boolean) ?? '';
