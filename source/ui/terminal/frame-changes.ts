import {parseStyledLine, type StyledLine} from './styled-line.js';

/** Fewer unchanged cells than this between two changes are sent again: moving the cursor takes as many bytes. */
const minUnchangedRun = 8;

/**
 * The bytes that change one screen line into another, sending only changed cells; undefined if the cells of a line are not known reliably. `row`
 * is 1-based. Must be called, and returns, with the terminal in its default style.
 */
export function changedCells(before: string, after: string, row: number): string | undefined {
	const [old, next] = [parseStyledLine(before), parseStyledLine(after)];
	if (!old || !next) {
		return undefined;
	}

	const end = contentLength(next);
	let bytes = '';
	let style = '';
	const restyle = (pendingEffect: string) => {
		if (pendingEffect !== style) {
			bytes += `\u{1B}[${[style === '' ? '' : '0', pendingEffect].filter(Boolean).join(';')}m`;
			style = pendingEffect;
		}
	};

	for (const run of changedRuns(old, next, Math.max(contentLength(old), end))) {
		bytes += `\u{1B}[${row};${run.start + 1}H`;
		for (let cell = run.start; cell < Math.min(run.end, end); cell++) {
			restyle(next.styles[cell] ?? '');
			bytes += next.characters[cell] ?? ' ';
		}

		if (run.end > end) {
			restyle('');
			bytes += '\u{1B}[K';
		}
	}

	restyle('');
	return bytes;
}

type Run = {readonly start: number; readonly end: number};

function changedRuns(old: StyledLine, next: StyledLine, length: number): readonly Run[] {
	const runs: Run[] = [];
	for (let cell = 0; cell < length; cell++) {
		if (!isSameCell(old, next, cell)) {
			const last = runs.at(-1);
			if (last && cell - last.end < minUnchangedRun) {
				runs[runs.length - 1] = {start: last.start, end: cell + 1};
			} else {
				runs.push({start: cell, end: cell + 1});
			}
		}
	}

	return runs;
}

const isSameCell = (styledLine: StyledLine, other: StyledLine, cell: number): boolean =>
	(styledLine.characters[cell] ?? ' ') === (other.characters[cell] ?? ' ') && (styledLine.styles[cell] ?? '') === (other.styles[cell] ?? '');

/** Length without trailing spaces in the terminal's default style. */
function contentLength({characters, styles}: StyledLine): number {
	let {length} = characters;
	while (length > 0 && characters[length - 1] === ' ' && styles[length - 1] === '') {
		length--;
	}

	return length;
}

/** Number of leading cells that two lines have in common, considering plain ASCII only. The last one is not counted, because a combining mark may follow it. */
export function commonStart(name: string, other: string): number {
	let length = 0;
	while (length < name.length && name[length] === other[length] && isPlain(name.codePointAt(length))) {
		length++;
	}

	return Math.max(0, length - 1);
}

/** Whether all terminals agree on the width of the characters of a styled line. */
export const hasSureWidth = (line: string): boolean => /^(?:[ -~\u00A0-\u02AF\u2010-\u27BF]|\u001B\[[\d;:]*m)*$/v.test(line);

const isPlain = (code: number | undefined): boolean => code !== undefined && code >= 0x20 && code <= 0x7E;

/** Rows [top, bottom) whose lines moved up by `by` rows (down if negative). */
type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

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
