/* Finds where a text stops being JSON (RFC 8259), in one pass and without building values: a truncated log of 50 MB needs no more memory than its bytes. */

const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const plus = 43;
const comma = 44;
const minus = 45;
const dot = 46;
const slash = 47;
const zero = 48;
const nine = 57;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
const [capitalE, capitalI, capitalN] = [69, 73, 78];
const [letterE, letterF, letterN, letterT, letterU] = [101, 102, 110, 116, 117];

const words: ReadonlyMap<number, string> = new Map([[letterT, 'true'], [letterF, 'false'], [letterN, 'null']]);
/** Additional literals that Python writes and reads; after a minus, `Infinity` again. */
const pythonWords: ReadonlyMap<number, string> = new Map([...words, [capitalN, 'NaN'], [capitalI, 'Infinity']]);
const escaped: ReadonlySet<number> = new Set([...String.raw`"\/bfnrt`].map(character => character.codePointAt(0)!));

/**
 * The index of the first byte that is not valid JSON, or the length if the text ends too early; -1 if it is valid. With `python` the numbers NaN,
 * Infinity and -Infinity are valid too.
 */
export function jsonMistake(bytes: Uint8Array, {python = false}: {readonly python?: boolean} = {}): number {
	return new JsonCheck(bytes, python ? pythonWords : words).run();
}

class JsonCheck {
	private readonly bytes: Uint8Array;
	private readonly words: ReadonlyMap<number, string>;
	private index = 0;

	constructor(bytes: Uint8Array, words: ReadonlyMap<number, string>) {
		this.bytes = bytes;
		this.words = words;
	}

	run(): number {
		const closers: number[] = [];
		for (;;) {
			if (!this.enter(closers)) {
				return this.index;
			}

			// After a value: skip everything that ends with it.
			this.skipBlanks();
			while (closers.length > 0 && this.bytes[this.index] === closers.at(-1)) {
				closers.pop();
				this.index++;
				this.skipBlanks();
			}

			if (closers.length === 0) {
				return this.index === this.bytes.length ? -1 : this.index;
			}

			if (this.bytes[this.index] !== comma) {
				return this.index;
			}

			this.index++;
			if (closers.at(-1) === closeBrace && !this.skipKey()) {
				return this.index;
			}
		}
	}

	/** Descends through nested arrays and objects to the first scalar or empty container, and past it. */
	private enter(closers: number[]): boolean {
		for (;;) {
			this.skipBlanks();
			const byte = this.bytes[this.index];
			if (byte !== openBracket && byte !== openBrace) {
				return this.skipScalar(byte);
			}

			const closer = byte === openBracket ? closeBracket : closeBrace;
			this.index++;
			this.skipBlanks();
			if (this.bytes[this.index] === closer) {
				this.index++;
				return true;
			}

			closers.push(closer);
			if (closer === closeBrace && !this.skipKey()) {
				return false;
			}
		}
	}

	private skipKey(): boolean {
		this.skipBlanks();
		if (this.bytes[this.index] !== quote || !this.skipString()) {
			return false;
		}

		this.skipBlanks();
		if (this.bytes[this.index] !== colon) {
			return false;
		}

		this.index++;
		return true;
	}

	private skipScalar(byte: number | undefined): boolean {
		if (byte === quote) {
			return this.skipString();
		}

		const word = this.words.get(byte ?? -1);
		return word === undefined ? this.skipNumber() : this.skipWord(word);
	}

	private skipWord(word: string): boolean {
		for (let position = 0; position < word.length; position++) {
			if (this.bytes[this.index] !== word.codePointAt(position)) {
				return false;
			}

			this.index++;
		}

		return true;
	}

	private skipString(): boolean {
		const {bytes} = this;
		this.index++;
		for (;;) {
			const byte = bytes[this.index];
			if (byte === undefined || byte < space) {
				return false;
			}

			this.index++;
			if (byte === quote) {
				return true;
			}

			if (byte === backslash && !this.skipEscape()) {
				return false;
			}
		}
	}

	private skipEscape(): boolean {
		const byte = this.bytes[this.index];
		if (byte === undefined || !escaped.has(byte)) {
			return byte === letterU && this.skipHexadecimal();
		}

		this.index++;
		return true;
	}

	private skipHexadecimal(): boolean {
		this.index++;
		for (let count = 0; count < 4; count++) {
			if (!/[\da-f]/iv.test(String.fromCodePoint(this.bytes[this.index] ?? 0))) {
				return false;
			}

			this.index++;
		}

		return true;
	}

	private skipNumber(): boolean {
		if (this.bytes[this.index] === minus) {
			this.index++;
			const infinity = this.bytes[this.index] === capitalI ? this.words.get(capitalI) : undefined;
			if (infinity !== undefined) {
				return this.skipWord(infinity);
			}
		}

		if (this.bytes[this.index] === zero) {
			this.index++;
		} else if (!this.skipDigits()) {
			return false;
		}

		if (this.bytes[this.index] === dot) {
			this.index++;
			if (!this.skipDigits()) {
				return false;
			}
		}

		if (this.bytes[this.index] === letterE || this.bytes[this.index] === capitalE) {
			this.index++;
			if (this.bytes[this.index] === minus || this.bytes[this.index] === plus) {
				this.index++;
			}

			return this.skipDigits();
		}

		return true;
	}

	/** At least one digit. */
	private skipDigits(): boolean {
		const start = this.index;
		for (let byte = this.bytes[this.index] ?? 0; byte > slash && byte <= nine; byte = this.bytes[this.index] ?? 0) {
			this.index++;
		}

		return this.index > start;
	}

	private skipBlanks(): void {
		const {bytes} = this;
		for (let byte = bytes[this.index]; byte === space || byte === newline || byte === carriageReturn || byte === tab; byte = bytes[this.index]) {
			this.index++;
		}
	}
}
