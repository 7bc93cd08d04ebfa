import {parseStyledLine, type StyledLine} from './styled-line.js';

/** Fewer unchanged cells than this between two changes are sent again: moving the cursor takes as many bytes. */
const worthJumping = 8;

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
