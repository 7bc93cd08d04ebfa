import {graphemesOf} from '../../text/cells.js';
/**
 * A key press. `name` is 'up', 'enter', 'ctrl-c', 'alt-x' …, or the character itself; `text` is what it inserts into a text field, if anything. A
 * paste is a single key named 'paste' with the whole text.
 */
export type Key = {
	readonly name: string;
	readonly text: string | undefined;
	readonly paste: boolean;
};

/** The next `length` bytes of the input, with or without a key; undefined if more bytes are needed. */
export type KeyToken = {readonly length: number; readonly key: Key | undefined} | undefined;

/** A key that inserts no text. */
export const namedKey = (name: string): Key => ({name, text: undefined, paste: false});

const altPrefix = 'alt-';

/** The key pressed together with Alt: `x` for `alt-x`; undefined for a key without Alt. */
export function withoutAlt({name}: Key): Key | undefined {
	if (!name.startsWith(altPrefix)) {
		return undefined;
	}

	const plain = name.slice(altPrefix.length);
	return {name: plain, text: plain === 'space' ? ' ' : (graphemesOf(plain).length === 1 ? plain : undefined), paste: false};
}

/** A key of the CSI u protocol: its code point, and the modifiers minus one (1 Shift, 2 Alt, 4 Ctrl). Undefined if it has no name here. */
export function codedKey(code: number, modifiers: number): Key | undefined {
	if (code > 0x10_FF_FF || modifiers > 7) {
		return undefined;
	}

	const key = code === 27 ? namedKey('escape') : characterKey(String.fromCodePoint(code));
	if (!key) {
		return undefined;
	}

	if (modifiers >= 4) {
		return /^[a-z]$/v.test(key.name) ? namedKey(`ctrl-${key.name}`) : undefined;
	}

	if (modifiers >= 2) {
		return namedKey(`${altPrefix}${key.name}`);
	}

	return modifiers === 1 && key.name === 'tab' ? namedKey('shift-tab') : key;
}

const controls = new Map([
	['\t', 'tab'],
	['\n', 'enter'],
	['\r', 'enter'],
	['\b', 'backspace'],
	['\u007F', 'backspace'],
]);

/** Reads a key that is not an escape sequence, from bytes as a latin1 string. */
export function readCharacter(bytes: string): KeyToken {
	const first = bytes.codePointAt(0) ?? 0;
	const length = characterLength(first);
	if (bytes.length < length && isContinued(bytes, bytes.length)) {
		return undefined;
	}

	if (!isContinued(bytes, length)) {
		return {length: 1, key: undefined};
	}

	return {length, key: characterKey(Buffer.from(bytes.slice(0, length), 'latin1').toString())};
}

function characterKey(character: string): Key | undefined {
	const name = controls.get(character);
	if (name) {
		return namedKey(name);
	}

	const code = character.codePointAt(0) ?? 0;
	if (code >= 1 && code <= 26) {
		return namedKey(`ctrl-${String.fromCodePoint(code + 0x60)}`);
	}

	const isText = !/[\p{Cc}\p{Cs}\p{Co}\uFFFD]/v.test(character);
	return isText ? {name: character === ' ' ? 'space' : character, text: character, paste: false} : undefined;
}

/** Length in bytes of the UTF-8 character with this first byte. */
function characterLength(first: number): number {
	if (first >= 0xF0) {
		return 4;
	}

	if (first >= 0xE0) {
		return 3;
	}

	return first >= 0xC0 ? 2 : 1;
}

const isContinued = (bytes: string, length: number): boolean => /^[\u0080-\u00BF]*$/v.test(bytes.slice(1, length));
