/** Rows [top, bottom) whose lines moved up by `by` rows (down if negative). */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

// Key repeat moves a list by a few rows between two frames.
const distances = [1, -1, 2, -2, 3, -3] as const;
const worthScrolling = 6;
/** Compares only the start of lines, because a pane next to the list may change at the same time. */
const compared = 48;

/** A block of rows that moved together, detected by the start of their lines. The caller must check whether scrolling saves bytes. */
export function findScroll(before: readonly string[], after: readonly string[]): Scroll | undefined {
	const changed = after.flatMap((line, row) => line === before[row] ? [] : [row]);
	if (changed.length < worthScrolling) {
		return undefined;
	}

	const starts = before.map(line => line.slice(0, compared));
	let best: {readonly rows: readonly number[]; readonly by: number} = {rows: [], by: 0};
	for (const by of distances) {
		const rows = changed.filter(row => starts[row + by] !== undefined && after[row]?.slice(0, compared) === starts[row + by]);
		best = rows.length > best.rows.length ? {rows, by} : best;
	}

	const [first, last] = [best.rows[0], best.rows.at(-1)];
	return first === undefined || last === undefined || best.rows.length < worthScrolling
		? undefined
		: {top: first + Math.min(0, best.by), bottom: last + 1 + Math.max(0, best.by), by: best.by};
}

/** The bytes that make the terminal scroll these rows; new rows are blank. */
export const scrollBytes = ({top, bottom, by}: Scroll): string => `\u{1B}[${top + 1};${bottom}r\u{1B}[${Math.abs(by)}${by > 0 ? 'S' : 'T'}\u{1B}[r`;

/** The lines on the terminal after the scroll. */
export const scrolled = (lines: readonly string[], {top, bottom, by}: Scroll): readonly string[] => lines.map((line, row) => {
	const from = row + by;
	return row < top || row >= bottom ? line : (from < top || from >= bottom ? '' : lines[from] ?? '');
});
