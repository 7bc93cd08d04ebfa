import {hasNarrowCells} from '../../text/cells.js';
import {
	plainText, sgrOf, spansOf, type StyledText,
} from '../../text/styled-text.js';

/** A line cell by cell: its characters, and the SGR parameters of their styles. */
type Cells = {readonly characters: readonly string[]; readonly styles: readonly string[]};

/** The cells of a line; undefined if a character may not be exactly one cell wide. */
function cellsOf(line: StyledText): Cells | undefined {
	const characters: string[] = [];
	const styles: string[] = [];
	for (const {text, style} of spansOf(line)) {
		if (!hasNarrowCells(text)) {
			return undefined;
		}

		const sgr = sgrOf(style);
		for (const character of text) {
			characters.push(character);
			styles.push(sgr);
		}
	}

	return {characters, styles};
}

/** Whether two lines certainly look the same. */
export function isSameLine(line: StyledText | undefined, other: StyledText | undefined): boolean {
	if (line === other || line === undefined || other === undefined || typeof line === 'string' || typeof other === 'string') {
		return line === other;
	}

	return line.spans.length === other.spans.length
		&& line.spans.every(({text, style}, index) => other.spans[index]?.style === style && other.spans[index].text === text);
}

/**
 * The bytes that change one screen line into another, sending only changed cells; undefined if the cells of a line are not known reliably. `row`
 * is 1-based. Must be called, and returns, with the terminal in its default style.
 */
export function changedCells(before: StyledText, after: StyledText, row: number): string | undefined {
	const [old, next] = [cellsOf(before), cellsOf(after)];
	if (!old || !next) {
		return undefined;
	}

	const end = contentLength(next);
	let bytes = '';
	let style = '';
	const restyle = (sgr: string) => {
		if (sgr !== style) {
			bytes += sgr === '' ? '\u{1B}[m' : `\u{1B}[${style === '' ? '' : '0;'}${sgr}m`;
			style = sgr;
		}
	};

	let column: number | undefined;
	const moveTo = (cell: number) => {
		if (cell !== column) {
			bytes += column === undefined ? `\u{1B}[${row};${cell + 1}H` : forward(cell - column);
			column = cell;
		}
	};

	for (const run of changedRuns(old, next, Math.max(contentLength(old), end))) {
		const stop = Math.min(run.end, end);
		for (let cell = run.start; cell < stop;) {
			moveTo(cell);
			const blanks = countBlanks(next, cell, stop);
			if (blanks >= minErased) {
				restyle('');
				bytes += `\u{1B}[${blanks}X`;
				cell += blanks;
			} else {
				restyle(next.styles[cell] ?? '');
				bytes += next.characters[cell] ?? ' ';
				column = ++cell;
			}
		}

		if (run.end > end) {
			// Nothing is left behind it.
			moveTo(Math.max(run.start, end));
			restyle('');
			bytes += '\u{1B}[K';
			break;
		}
	}

	restyle('');
	return bytes;
}

/** Moves the cursor to the right, by at least one cell. */
const forward = (cells: number): string => cells === 1 ? '\u{1B}[C' : `\u{1B}[${cells}C`;

/** From this number of blanks on, erasing them and moving the cursor over them takes fewer bytes than sending them. */
const minErased = 11;

/** The number of blanks in the default style from a cell on. */
function countBlanks({characters, styles}: Cells, start: number, end: number): number {
	let cell = start;
	while (cell < end && characters[cell] === ' ' && styles[cell] === '') {
		cell++;
	}

	return cell - start;
}

type Run = {readonly start: number; readonly end: number};

/** The changed cells; those between two changes belong to a run if sending them takes no more bytes than moving the cursor over them. */
function changedRuns(old: Cells, next: Cells, length: number): readonly Run[] {
	const runs: Run[] = [];
	for (let cell = 0; cell < length; cell++) {
		if (!isSameCell(old, next, cell)) {
			const last = runs.at(-1);
			if (last && bytesOf(next, last.end, cell) <= forward(cell - last.end).length) {
				runs[runs.length - 1] = {start: last.start, end: cell + 1};
			} else {
				runs.push({start: cell, end: cell + 1});
			}
		}
	}

	return runs;
}

/** Bytes of a change of style and back, and of a block or a line. */
const [styleBytes, blockBytes] = [8, 3];

/** The approximate number of bytes for the cells [start, end), in the style of the cell before them. */
function bytesOf({characters, styles}: Cells, start: number, end: number): number {
	let bytes = 0;
	for (let cell = start; cell < end; cell++) {
		bytes += (isPlain(characters[cell]?.codePointAt(0)) ? 1 : blockBytes) + (styles[cell] === styles[cell - 1] ? 0 : styleBytes);
	}

	return bytes;
}

const isSameCell = (cells: Cells, other: Cells, index: number): boolean =>
	(cells.characters[index] ?? ' ') === (other.characters[index] ?? ' ') && (cells.styles[index] ?? '') === (other.styles[index] ?? '');

/** Length without trailing spaces in the terminal's default style. */
function contentLength({characters, styles}: Cells): number {
	let {length} = characters;
	while (length > 0 && characters[length - 1] === ' ' && styles[length - 1] === '') {
		length--;
	}

	return length;
}

/**
 * Number of leading cells that two lines have in common, considering plain ASCII in the default style only. The last one is not counted, because a
 * combining mark may follow it.
 */
export function commonStart(line: StyledText, other: StyledText): number {
	const [start, otherStart] = [unstyledStart(line), unstyledStart(other)];
	let length = 0;
	while (length < start.length && start[length] === otherStart[length] && isPlain(start.codePointAt(length))) {
		length++;
	}

	return Math.max(0, length - 1);
}

function unstyledStart(line: StyledText): string {
	const [first] = spansOf(line);
	return first && sgrOf(first.style) === '' ? first.text : '';
}

/** Whether all terminals agree on the width of the characters of a line. */
export const hasSureWidth = (line: StyledText): boolean => /^[ -~\u00A0-\u02AF\u2010-\u27BF]*$/v.test(plainText(line));

const isPlain = (code: number | undefined): boolean => code !== undefined && code >= 0x20 && code <= 0x7E;

/** Rows [top, bottom) whose lines moved up by `by` rows (down if negative). */
type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

// Key repeat moves a list by a few rows between two frames.
const distances = [1, -1, 2, -2, 3, -3] as const;
const minScrolledRows = 6;
/** Number of characters compared at the start of lines: a pane next to the list may change at the same time. */
const comparedLength = 48;

/** A block of rows that moved together, detected by the start of their lines. The caller must check whether scrolling saves bytes. */
export function findScroll(before: readonly StyledText[], after: readonly StyledText[]): Scroll | undefined {
	const changed = after.flatMap((line, row) => isSameLine(line, before[row]) ? [] : [row]);
	if (changed.length < minScrolledRows) {
		return undefined;
	}

	const [starts, newStarts] = [before, after].map(lines => lines.map(line => plainText(line).slice(0, comparedLength))) as [string[], string[]];
	let best: {readonly rows: readonly number[]; readonly by: number} = {rows: [], by: 0};
	for (const by of distances) {
		const rows = changed.filter(row => starts[row + by] !== undefined && newStarts[row] === starts[row + by]);
		best = rows.length > best.rows.length ? {rows, by} : best;
	}

	const [first, last] = [best.rows[0], best.rows.at(-1)];
	return first === undefined || last === undefined || best.rows.length < minScrolledRows
		? undefined
		: {top: first + Math.min(0, best.by), bottom: last + 1 + Math.max(0, best.by), by: best.by};
}

/** The bytes that make the terminal scroll these rows; new rows are blank. */
export const scrollBytes = ({top, bottom, by}: Scroll): string => `\u{1B}[${top + 1};${bottom}r\u{1B}[${Math.abs(by)}${by > 0 ? 'S' : 'T'}\u{1B}[r`;

/** The lines on the terminal after the scroll. */
export const scrolled = (lines: readonly StyledText[], {top, bottom, by}: Scroll): readonly StyledText[] => lines.map((line, row) => {
	const from = row + by;
	return row < top || row >= bottom ? line : (from < top || from >= bottom ? '' : lines[from] ?? '');
});
