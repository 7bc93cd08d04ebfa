import {
	padEnd, padStart, graphemesOf, widthOf,
} from './cells.js';

/** Numbers one below the other, their points in one column; what is no number (a dash) ends where whole parts end. */
export function alignPoints(texts: readonly string[]): readonly string[] {
	const parts = texts.map(text => {
		const [whole = '', ...rest] = text.split('.');
		return {whole, fraction: rest.length === 0 ? '' : `.${rest.join('.')}`};
	});
	const wholeWidth = widest(parts.map(({whole}) => whole));
	const fractionWidth = widest(parts.map(({fraction}) => fraction));
	return parts.map(({whole, fraction}) => padStart(whole, wholeWidth) + padEnd(fraction, fractionWidth));
}

/** Cells of the widest text; 0 without any. */
export const widest = (texts: readonly string[]): number => texts.reduce((width, text) => Math.max(width, widthOf(text)), 0);

/** A text cut into lines of at most `width` cells between words; a longer word has a line of its own. */
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

/** As `wrapWords`; a word that is longer than a line goes on in the next one. */
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
