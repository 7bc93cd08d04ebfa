/** What is asked for a size: a stream of a terminal. */
type Sized = {readonly columns?: number; readonly rows?: number};
type Environment = Readonly<Record<string, string | undefined>>;

const defaultSize = {columns: 80, rows: 24};

/**
 * Columns and rows of a terminal. One that nobody has sized (docker exec, expect) says 0×0, which means unknown: COLUMNS and LINES of
 * the environment count then, else 80×24.
 */
export function terminalSize({columns, rows}: Sized, environment: Environment): {readonly columns: number; readonly rows: number} {
	return {
		columns: firstPositive(columns, Number(environment.COLUMNS), defaultSize.columns),
		rows: firstPositive(rows, Number(environment.LINES), defaultSize.rows),
	};
}

/** Columns for the text of a command: those of the terminal or of COLUMNS, else the default. A stream that is no terminal has none. */
export const textColumns = ({columns}: Sized, environment: Environment, fallback: number): number =>
	firstPositive(columns, Number(environment.COLUMNS), fallback);

const firstPositive = (...sizes: ReadonlyArray<number | undefined>): number =>
	sizes.find(size => size !== undefined && Number.isInteger(size) && size > 0) ?? 1;
