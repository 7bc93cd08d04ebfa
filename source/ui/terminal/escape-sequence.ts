import {
	codedKey, namedKey, readCharacter, type Key, type KeyToken,
} from './key.js';

/** The sequence that starts a paste; the end of the paste is not part of the token. */
export const pasteStart = '\u001B[200~';

/** The sequence that ends a paste. */
export const pasteEnd = '\u001B[201~';

// Standard final bytes, and rxvt's for keys with Shift (a–d).
const finals = new Map([
	['A', 'up'],
	['B', 'down'],
	['C', 'right'],
	['D', 'left'],
	['H', 'home'],
	['F', 'end'],
	['Z', 'shift-tab'],
	['a', 'up'],
	['b', 'down'],
	['c', 'right'],
	['d', 'left'],
]);
const numbers = new Map([
	['1', 'home'], ['7', 'home'], ['4', 'end'], ['8', 'end'], ['3', 'backspace'], ['5', 'pageup'], ['6', 'pagedown'],
]);

/** Reads a key from bytes (as a latin1 string) that start with ESC; reports and unknown sequences are tokens without a key. */
export function readEscape(bytes: string): KeyToken {
	switch (bytes[1]) {
		case undefined: {
			return undefined;
		}

		case '\u001B': {
			return {length: 1, key: namedKey('escape')};
		}

		case '[': {
			return readControl(bytes);
		}

		case 'O': {
			return readSingleShift(bytes);
		}

		case ']':
		case 'P':
		case 'X':
		case '^':
		case '_': {
			return readString(bytes);
		}

		default: {
			return readAlt(bytes);
		}
	}
}

/** The meaning of an unfinished sequence that nothing followed: Escape, Alt with a character, or nothing. Consumes all bytes. */
export function readUnfinished(bytes: string): Key | undefined {
	if (bytes === '\u001B') {
		return namedKey('escape');
	}

	return bytes.length === 2 && bytes.startsWith('\u001B') ? altKey(readCharacter(bytes.slice(1))?.key) : undefined;
}

function readControl(bytes: string): KeyToken {
	// X10 mouse: followed by three arbitrary bytes; F1 to F5 of the Linux console: followed by one letter.
	const fixed = /^\u001B\[(?:M[\s\S]{0,3}|\[[A-E]?)/v.exec(bytes)?.[0];
	if (fixed) {
		return fixed.length === (fixed[2] === 'M' ? 6 : 4) ? {length: fixed.length, key: undefined} : unfinished(bytes, fixed.length);
	}

	const {parameters = '', final = '', 0: whole = ''} = matchControl(bytes);
	if (final === '') {
		return unfinished(bytes, whole.length);
	}

	if (final === 'u' || parameters.startsWith('27;')) {
		return {length: whole.length, key: readCoded(parameters, final)};
	}

	const isNumbered = final === '~' || final === '^' || final === '@';
	const name = isNumbered ? numbers.get(parameters.split(/[;:]/v)[0] ?? '') : finals.get(final);
	// Parameters that start with one of < = > ? belong to reports.
	return {length: whole.length, key: name && !/^[<=>?]/v.test(parameters) ? namedKey(name) : undefined};
}

// `CSI code;modifiers u` (kitty, fixterms), or `CSI 27;modifiers;code ~` (xterm).
function readCoded(parameters: string, final: string): Key | undefined {
	const numbersOf = parameters.split(';').map(part => Number(part.split(':')[0] ?? ''));
	const [code = Number.NaN, modifiers = 1] = final === 'u' ? numbersOf : [numbersOf[2], numbersOf[1]];
	return Number.isInteger(code) && code > 0 && Number.isInteger(modifiers) && modifiers > 0 ? codedKey(code, modifiers - 1) : undefined;
}

function matchControl(bytes: string): Record<string, string | undefined> {
	const match = /^\u001B\[(?<parameters>[0-?]*)[ -\/]*(?<final>[@-~])?/v.exec(bytes);
	return {0: match?.[0], ...match?.groups};
}

function readSingleShift(bytes: string): KeyToken {
	const match = /^\u001BO[\d;]*(?<final>[@-~])?/v.exec(bytes);
	const whole = match?.[0] ?? '';
	const final = match?.groups?.final;
	if (final === undefined) {
		return unfinished(bytes, whole.length);
	}

	const name = final === 'M' ? 'enter' : finals.get(final);
	return {length: whole.length, key: name ? namedKey(name) : undefined};
}

/** A string response of the terminal (OSC, DCS …), up to BEL or ST. */
function readString(bytes: string): KeyToken {
	const end = /\u0007|\u001B\\/v.exec(bytes.slice(2));
	return end ? {length: 2 + end.index + end[0].length, key: undefined} : undefined;
}

function readAlt(bytes: string): KeyToken {
	const token = readCharacter(bytes.slice(1));
	return token && {length: token.length + 1, key: altKey(token.key)};
}

const altKey = (key: Key | undefined): Key | undefined => key && namedKey(`alt-${key.name}`);

/** A sequence that is incomplete at `length`: wait for more, unless the following byte cannot belong to it. */
const unfinished = (bytes: string, length: number): KeyToken => bytes.length > length ? {length, key: undefined} : undefined;
