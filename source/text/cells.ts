import stringWidth from 'string-width';

/**
 * The width of a text in cells, not counting colour codes. Most of what is drawn is ASCII, Latin letters, box lines, blocks and simple shapes,
 * all one cell wide: counting these takes a hundredth of the time of segmenting graphemes.
 */
export function widthOf(text: string): number {
	if (isAscii.test(text)) {
		return text.length;
	}

	const plain = text.includes('\u{1B}') ? text.replaceAll(colourCodes, '') : text;
	return hasNarrowCells(plain) ? plain.length : stringWidth(text);
}

/** Whether every character of a text without colour codes is one cell wide in every terminal. */
export const hasNarrowCells = (text: string): boolean => isNarrow.test(text);

const isAscii = /^[ -~]*$/v;
const isNarrow = /^[ -~\u{A1}-\u{AC}\u{AE}-\u{2AF}σ‐-‧›←-↓−√∞≈≠-≥─-◼✕✱]*$/v;
const colourCodes = /\u{1B}\[[\d;]*m/gv;

let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters (grapheme clusters) of a text. */
export function graphemesOf(text: string): readonly string[] {
	// Created lazily: it takes 10 ms, and most runs never need it.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/** Truncates to at most `width` cells, with an ellipsis if anything was cut. Handles colour codes. */
export function cutEnd(text: string, width: number, ellipsis = '…'): string {
	return widthOf(text) <= width ? text : (width < 1 ? '' : takeCells(text, width - widthOf(ellipsis)) + ellipsis);
}

/** Like `cutEnd`, but cuts in the middle: for names that differ at their ends. Plain text only. */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) {
		return text;
	}

	const available = Math.max(0, width - widthOf(ellipsis));
	const tail = [...graphemes(text)].reverse();
	const end: string[] = [];
	let used = 0;
	for (const grapheme of tail) {
		const cells = widthOf(grapheme);
		if (used + cells > Math.floor(available / 2)) {
			break;
		}

		used += cells;
		end.unshift(grapheme);
	}

	return takeCells(text, available - used) + ellipsis + end.join('');
}

/** Pads with spaces on the right to `width` cells; a longer text is returned unchanged. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Pads with spaces on the left to `width` cells; a longer text is returned unchanged. */
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

const isPlain = (text: string): boolean => /^[\u0020-\u007E]*$/v.test(text);

// Escape codes are yielded whole, so that colours stay balanced when a text is cut.
function * graphemes(text: string): Generator<string> {
	for (const part of text.split(/(\u{1B}\[[\d;]*m)/v)) {
		if (part.startsWith('\u{1B}')) {
			yield part;
		} else {
			yield * graphemesOf(part);
		}
	}
}

function takeCells(text: string, width: number): string {
	if (isPlain(text)) {
		return text.slice(0, Math.max(0, width));
	}

	let result = '';
	let used = 0;
	let isFull = false;
	for (const grapheme of graphemes(text)) {
		const cells = widthOf(grapheme);
		isFull ||= used + cells > width;
		if (!isFull || grapheme.startsWith('\u{1B}')) {
			result += grapheme;
			used += cells;
		}
	}

	return result;
}
