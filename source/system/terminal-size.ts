/** A stream that may be a terminal. */
type Sized = {readonly columns?: number; readonly rows?: number};
type Environment = Readonly<Record<string, string | undefined>>;

const defaultSize = {columns: 80, rows: 24};

/**
 * Columns and rows of a terminal. One without a size (docker exec, expect) reports 0×0, meaning unknown: fall back to COLUMNS and LINES of the
 * environment, then to 80×24.
 */
export function terminalSize({columns, rows}: Sized, environment: Environment): {readonly columns: number; readonly rows: number} {
	return {
		columns: firstPositive(columns, Number(environment.COLUMNS), defaultSize.columns),
		rows: firstPositive(rows, Number(environment.LINES), defaultSize.rows),
	};
}

/** Columns for the output of a command: those of the terminal or of COLUMNS, or the default. A stream that is not a terminal has none. */
export const textColumns = ({columns}: Sized, environment: Environment, fallback: number): number =>
	firstPositive(columns, Number(environment.COLUMNS), fallback);

const firstPositive = (...sizes: ReadonlyArray<number | undefined>): number =>
	sizes.find(size => size !== undefined && Number.isInteger(size) && size > 0) ?? 1;
