import {graphemesOf, widthOf} from './cells.js';

/**
 * Text from a file, safe to print: whole escape sequences (also 8-bit and unterminated ones) and invisible direction marks
 * are dropped, newlines and tabs become spaces, other control characters `?`.
 */
export function cleanText(text: string): string {
	return needsCleaning.test(text)
		? text
			.replaceAll(controlStrings, '')
			.replaceAll(controlSequences, '')
			.replaceAll(otherEscapes, '')
			.replaceAll(/\r\n|[\n\t]/gv, ' ')
			.replaceAll(/[\0-\u{1F}\u{7F}-\u{9F}]/gv, '?')
			.replaceAll(invisible, '')
		: text;
}

const needsCleaning = /[\0-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/v;
// OSC, DCS, SOS, PM and APC run to their terminator, or to the end where they have none.
const controlStrings = /(?:\u{1B}[\]PX^_]|[\u{9D}\u{90}\u{98}\u{9E}\u{9F}])[\s\S]*?(?:\u{7}|\u{1B}\\|\u{9C}|$)/gv;
const controlSequences = /(?:\u{1B}\[|\u{9B})[\u0030-\u003F]*[\u0020-\u002F]*(?:[\u0040-\u007E]|$)/gv;
const otherEscapes = /\u{1B}[\u0020-\u002F]*[\u0030-\u007E]?/gv;
const invisible = /[\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/gv;

/** Clean text in ASCII alone: each character beyond it, however many code points it is made of, becomes `?`. */
export const asciiText = (text: string): string => isAscii.test(text)
	? text
	: graphemesOf(text).map(character => isAscii.test(character) ? character : '?').join('');

/** Text in ASCII alone that takes as many cells: each character beyond it becomes a `?` for each of its cells. */
export const asciiCells = (text: string): string => isAscii.test(text)
	? text
	: graphemesOf(text).map(character => isAscii.test(character) ? character : '?'.repeat(widthOf(character))).join('');

const isAscii = /^[\0-\u{7F}]*$/v;
