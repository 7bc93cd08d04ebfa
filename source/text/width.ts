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
const isNarrow = /^[ -~\u{A1}-\u{AC}\u{AE}-\u{2AF}σ‐-‧›←-↓─-◼✕]*$/v;
const colourCodes = /\u{1B}\[[\d;]*m/gv;
