import stringWidth from 'string-width';
import {concat, type Span, type StyledText} from './styled-text.js';

/**
 * The width of a text in cells. Most of what is drawn is ASCII, Latin letters, box lines, blocks and simple shapes, all one cell wide: counting
 * these takes a hundredth of the time of segmenting graphemes.
 */
export function widthOf(text: StyledText): number {
	if (typeof text !== 'string') {
		return text.spans.reduce((width, span) => width + widthOf(span.text), 0);
	}

	return isAscii.test(text) || hasNarrowCells(text) ? text.length : stringWidth(text);
}

/** Whether every character of a text is one cell wide in every terminal. */
export const hasNarrowCells = (text: string): boolean => isNarrow.test(text);

const isAscii = /^[ -~]*$/v;
const isNarrow = /^[ -~\u{A1}-\u{AC}\u{AE}-\u{2AF}σ‐-‧›←-↓−√∞≈≠-≥─-◼✕✱]*$/v;

let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters (grapheme clusters) of a text. */
export function graphemesOf(text: string): readonly string[] {
	// Created lazily: it takes 10 ms, and most runs never need it.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

/** The mark for cut text; `~` where only ASCII can be shown. */
export const ellipsisFor = (ascii: boolean): string => ascii ? '~' : '…';

/** Truncates to at most `width` cells, with an ellipsis if anything was cut. */
export function cutEnd(text: string, width: number, ellipsis?: string): string;
export function cutEnd(text: StyledText, width: number, ellipsis?: string): StyledText;
export function cutEnd(text: StyledText, width: number, ellipsis = '…'): StyledText {
	if (widthOf(text) <= width) {
		return text;
	}

	const available = width - widthOf(ellipsis);
	return width < 1 ? '' : (typeof text === 'string' ? takeCells(text, available) + ellipsis : concat([takeSpans(text.spans, available), ellipsis]));
}

/** Like `cutEnd`, but cuts in the middle: for names that differ at their ends. */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) {
		return text;
	}

	const available = Math.max(0, width - widthOf(ellipsis));
	const tail = [...graphemesOf(text)].reverse();
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
export function padEnd(text: string, width: number): string;
export function padEnd(text: StyledText, width: number): StyledText;
export function padEnd(text: StyledText, width: number): StyledText {
	return concat([text, spaces(width - widthOf(text))]);
}

/** Pads with spaces on the left to `width` cells; a longer text is returned unchanged. */
export function padStart(text: string, width: number): string;
export function padStart(text: StyledText, width: number): StyledText;
export function padStart(text: StyledText, width: number): StyledText {
	return concat([spaces(width - widthOf(text)), text]);
}

const spaces = (count: number): string => ' '.repeat(Math.max(0, count));

function takeSpans(spans: readonly Span[], width: number): StyledText {
	const taken: Span[] = [];
	let used = 0;
	for (const {text, style} of spans) {
		const part = takeCells(text, width - used);
		taken.push({text: part, style});
		used += widthOf(part);
		if (part.length < text.length) {
			break;
		}
	}

	return {spans: taken.filter(({text}) => text !== '')};
}

function takeCells(text: string, width: number): string {
	if (isAscii.test(text)) {
		return text.slice(0, Math.max(0, width));
	}

	let result = '';
	let used = 0;
	for (const grapheme of graphemesOf(text)) {
		used += widthOf(grapheme);
		if (used > width) {
			break;
		}

		result += grapheme;
	}

	return result;
}
