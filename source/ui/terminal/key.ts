/**
One key press. `name` is 'up', 'enter', 'ctrl-c', 'alt-x' …, or the character itself; `text` is what it adds to a text field, if
anything. A paste is one key of the name 'paste' with the whole text.
*/
export type Key = {
	readonly name: string;
	readonly text: string | undefined;
	readonly paste: boolean;
};

/** What stands at the start of the input: `length` bytes, with a key or without one; undefined: more must come first. */
export type Token = {readonly length: number; readonly key: Key | undefined} | undefined;

export const namedKey = (name: string): Key => ({name, text: undefined, paste: false});

const controls = new Map([
	['\t', 'tab'],
	['\n', 'enter'],
	['\r', 'enter'],
	['\b', 'backspace'],
	['\u007F', 'backspace'],
]);

/** A key that is no escape sequence, from bytes in a latin1 string. */
export function readCharacter(bytes: string): Token {
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

	const isText = !/[\p{Cc}\uFFFD]/v.test(character);
	return isText ? {name: character === ' ' ? 'space' : character, text: character, paste: false} : undefined;
}

/** Bytes of the UTF-8 character that starts with this byte. */
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
