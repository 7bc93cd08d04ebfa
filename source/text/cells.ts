import stringWidth from 'string-width';

/**
 * Cells that a text takes; colour codes take none. Most of what is drawn is ASCII, Latin letters, box lines, blocks and simple
 * shapes, of one cell each: counting those takes a hundredth of the time that telling graphemes apart does.
 */
export function widthOf(text: string): number {
	if (isAscii.test(text)) {
		return text.length;
	}

	const plain = text.includes('\u{1B}') ? text.replaceAll(colourCodes, '') : text;
	return hasNarrowCells(plain) ? plain.length : stringWidth(text);
}

/** Whether each character of a text without colour codes takes one cell, in every terminal. */
export const hasNarrowCells = (text: string): boolean => isNarrow.test(text);

const isAscii = /^[ -~]*$/v;
const isNarrow = /^[ -~\u{A1}-\u{AC}\u{AE}-\u{2AF}σ‐-‧›←-↓−√∞≈≠-≥─-◼✕]*$/v;
const colourCodes = /\u{1B}\[[\d;]*m/gv;

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for the characters of a text, however many code points each is made of. */
export function graphemesOf(text: string): readonly string[] {
	// Made when it is first needed: most runs never do, and it takes 10 ms.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/** The text, cut to at most `width` cells; what is cut shows as the ellipsis. For plain text and for text in colours. */
export function cutEnd(text: string, width: number, ellipsis = '…'): string {
	return widthOf(text) <= width ? text : (width < 1 ? '' : takeCells(text, width - widthOf(ellipsis)) + ellipsis);
}

/** As `cutEnd`, in the middle: for names that their ends tell apart. Plain text only. */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) {
		return text;
	}

	const room = Math.max(0, width - widthOf(ellipsis));
	const tail = [...graphemes(text)].reverse();
	const end: string[] = [];
	let used = 0;
	for (const grapheme of tail) {
		const cells = widthOf(grapheme);
		if (used + cells > Math.floor(room / 2)) {
			break;
		}

		used += cells;
		end.unshift(grapheme);
	}

	return takeCells(text, room - used) + ellipsis + end.join('');
}

/** Blanks after the text up to `width` cells; a longer text stays as it is. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Blanks before the text up to `width` cells; a longer text stays as it is. */
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

const isPlain = (text: string): boolean => /^[\u0020-\u007E]*$/v.test(text);

// An escape code is passed on whole: colours stay balanced when text is cut.
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
