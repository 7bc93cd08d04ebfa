import {
	padEnd, padStart, graphemesOf, widthOf,
} from './cells.js';
import type {StyledText} from './styled-text.js';

/** Aligns numbers at the decimal point; texts that are not numbers (a dash) end where the integer parts end. */
export function alignPoints(texts: readonly string[]): readonly string[] {
	const parts = texts.map(text => {
		const [whole = '', ...rest] = text.split('.');
		return {whole, fraction: rest.length === 0 ? '' : `.${rest.join('.')}`};
	});
	const wholeWidth = widest(parts.map(({whole}) => whole));
	const fractionWidth = widest(parts.map(({fraction}) => fraction));
	return parts.map(({whole, fraction}) => padStart(whole, wholeWidth) + padEnd(fraction, fractionWidth));
}

/** The width of the widest text in cells; 0 for an empty list. */
export const widest = (texts: readonly StyledText[]): number => texts.reduce((width, text) => Math.max(width, widthOf(text)), 0);

/** A column of a text table: its cells from the top, heads included, and how they are padded. */
type TextColumn = {readonly cells: readonly string[]; readonly pad: (text: string, width: number) => string};

/** The lines of a text table: cells are padded to the width of their column, with two spaces between columns. */
export function tableLines(columns: readonly TextColumn[]): readonly string[] {
	const padded = columns.map(({cells, pad}) => {
		const width = widest(cells);
		return cells.map(text => pad(text, width));
	});
	return (padded[0] ?? []).map((_, row) => padded.map(cells => cells[row] ?? '').join('  '));
}

/** Breaks a text between words into lines of at most `width` cells; a longer word gets a line of its own. */
export function wrapWords(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else {
			lines.push(word);
		}
	}

	return lines;
}

/** Like `wrapWords`, but words longer than a line are split. */
export const wrapText = (text: string, width: number): readonly string[] => wrapWords(text, width).flatMap(line => {
	const pieces: string[] = [];
	let piece = '';
	for (const character of widthOf(line) <= width ? [] : graphemesOf(line)) {
		if (widthOf(piece + character) > width) {
			pieces.push(piece);
			piece = '';
		}

		piece += character;
	}

	return pieces.length === 0 ? [line] : [...pieces, piece];
});
