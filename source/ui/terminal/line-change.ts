import {parseStyledLine, type StyledLine} from './styled-line.js';

/** Between two changes, fewer unchanged cells than this are sent again rather than jumped over: a jump costs as many bytes. */
const worthJumping = 8;

/**
 * The bytes that turn a line on the screen into another, changed cells alone; undefined where the cells of a line are not known
 * for sure. `row` counts from 1. Before and after them the terminal writes in its own style.
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
			if (last && cell - last.end < worthJumping) {
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

/** Cells up to the last that is more than a blank in the terminal's own style. */
function contentLength({characters, styles}: StyledLine): number {
	let {length} = characters;
	while (length > 0 && characters[length - 1] === ' ' && styles[length - 1] === '') {
		length--;
	}

	return length;
}

/**
How many leading cells two lines have in common, counted over plain ASCII only.
The last of them is not counted: what follows it may be a mark that combines with it.
*/
export function commonStart(name: string, other: string): number {
	let length = 0;
	while (length < name.length && name[length] === other[length] && isPlain(name.codePointAt(length))) {
		length++;
	}

	return Math.max(0, length - 1);
}

/** Whether every terminal agrees on how many cells the characters of a styled line take. */
export const hasSureWidth = (line: string): boolean => /^(?:[ -~\u00A0-\u02AF\u2010-\u27BF]|\u001B\[[\d;:]*m)*$/v.test(line);

const isPlain = (code: number | undefined): boolean => code !== undefined && code >= 0x20 && code <= 0x7E;
