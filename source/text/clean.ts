import {graphemesOf, widthOf} from './cells.js';

/**
 * Makes text from a file safe to print: drops whole escape sequences (also 8-bit and unterminated ones) and invisible direction marks, turns
 * newlines and tabs into spaces and other control characters into `?`.
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
// OSC, DCS, SOS, PM and APC extend to their terminator, or to the end of the text if there is none.
const controlStrings = /(?:\u{1B}[\]PX^_]|[\u{9D}\u{90}\u{98}\u{9E}\u{9F}])[\s\S]*?(?:\u{7}|\u{1B}\\|\u{9C}|$)/gv;
const controlSequences = /(?:\u{1B}\[|\u{9B})[\u0030-\u003F]*[\u0020-\u002F]*(?:[\u0040-\u007E]|$)/gv;
const otherEscapes = /\u{1B}[\u0020-\u002F]*[\u0030-\u007E]?/gv;
const invisible = /[\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/gv;

/** Reduces clean text to ASCII: each other grapheme, however many code points it has, becomes `?`. */
export const asciiText = (text: string): string => isAscii.test(text)
	? text
	: graphemesOf(text).map(character => isAscii.test(character) ? character : '?').join('');

/** Reduces text to ASCII of the same width: each other grapheme becomes one `?` per cell. */
export const asciiCells = (text: string): string => isAscii.test(text)
	? text
	: graphemesOf(text).map(character => isAscii.test(character) ? character : '?'.repeat(widthOf(character))).join('');

const isAscii = /^[\0-\u{7F}]*$/v;

/** Removes credentials from the addresses in a text: user and password before the host, and query parameters that look like them. */
export const withoutCredentials = (text: string): string => text
	.replaceAll(/(?<=\w:\/\/)\S*@/gv, '…@')
	.replaceAll(/(?<=(?:\?|&)(?:u|p|user|password|token)=)[^&\s]*/giv, '…');
