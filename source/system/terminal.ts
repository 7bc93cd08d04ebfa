/** The environment variables. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether to use colours: not with `--no-color` or NO_COLOR, always with FORCE_COLOR (unless it is 0), otherwise in a terminal that has any. */
export function wantsColours({noColor, env, isTTY}: {
	readonly noColor: boolean;
	readonly env: Environment;
	readonly isTTY: boolean;
}): boolean {
	if (noColor || env.NO_COLOR) {
		return false;
	}

	const forced = env.FORCE_COLOR;
	if (forced) {
		return forced !== '0' && forced !== 'false';
	}

	return isTTY && env.TERM !== 'dumb';
}

/** Whether to draw in ASCII only: on request, or because the locale or the terminal supports nothing else. */
export function wantsAscii({ascii, env}: {readonly ascii: boolean; readonly env: Environment}): boolean {
	return ascii || !/utf-?8/iv.test(locale(env)) || /^(?:linux|vt\d.*)$/v.test(env.TERM ?? '');
}

// An empty variable counts as not set.
const locale = (env: Environment): string =>
	[env.LC_ALL, env.LC_CTYPE, env.LANG].find(Boolean) ?? '';

/** A stream that may be a terminal. */
type Sized = {readonly columns?: number; readonly rows?: number};

const defaultSize = {columns: 80, rows: 24};

/**
 * Columns and rows of a terminal. One without a size (docker exec, expect) reports 0×0, meaning unknown: fall back to COLUMNS and LINES of the
 * environment, then to 80×24.
 */
export function terminalSize({columns, rows}: Sized, env: Environment): {readonly columns: number; readonly rows: number} {
	return {
		columns: firstPositive(columns, Number(env.COLUMNS), defaultSize.columns),
		rows: firstPositive(rows, Number(env.LINES), defaultSize.rows),
	};
}

/** Columns for the output of a command: those of the terminal or of COLUMNS, or the default. A stream that is not a terminal has none. */
export const textColumns = ({columns}: Sized, env: Environment, fallback: number): number =>
	firstPositive(columns, Number(env.COLUMNS), fallback);

const firstPositive = (...sizes: ReadonlyArray<number | undefined>): number =>
	sizes.find(size => size !== undefined && Number.isInteger(size) && size > 0) ?? 1;

/** Values of `--theme`: here because the help of every command needs them, but no colours. */
export const themeNames = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];
