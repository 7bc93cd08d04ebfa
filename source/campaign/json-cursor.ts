import {Buffer, isUtf8} from 'node:buffer';
import {nearestQuotient, powersOfTen} from './decimal.js';

/** Bytes of the characters that JSON is made of. */
export const character = {
	tab: 9, lineFeed: 10, carriageReturn: 13, space: 32, quote: 34, comma: 44, minus: 45, point: 46, zero: 48, colon: 58, upperE: 69, openList: 91, backslash: 92, closeList: 93, lowerE: 101, n: 110, openObject: 123, closeObject: 125,
} as const;

const nullRest = Buffer.from('ull');

/**
 * A place in the bytes of one line of JSON. Every method moves past what it reads; where it cannot, it answers false (or NaN)
 * and stays at the byte that it did not expect. A zero byte must follow the last one: no JSON has it, so nothing reads past it.
 */
export class JsonCursor {
	bytes: Buffer = Buffer.alloc(1);
	at = 0;
	// Of the number that is read.
	private digits = 0;
	private high = 0;
	private low = 0;
	private scale = 1;

	/** Passes the byte and the blanks around it. */
	take(byte: number): boolean {
		this.skipBlanks();
		if (this.bytes[this.at] !== byte) {
			return false;
		}

		this.at = passBlanks(this.bytes, this.at + 1);
		return true;
	}

	/** As `take`, but stays at the first byte that is no blank. For a byte that may be here or not. */
	takeIf(byte: number): boolean {
		const {bytes} = this;
		if (bytes[this.at] !== byte) {
			return false;
		}

		this.at = passBlanks(bytes, this.at + 1);
		return true;
	}

	skipBlanks(): void {
		this.at = passBlanks(this.bytes, this.at);
	}

	/** Passes exactly these bytes; stays where it was if others stand here, unless the bytes at hand end before they differ. */
	takeText(text: Uint8Array): boolean {
		const {bytes, at: start} = this;
		let at = start;
		for (let place = 0; place < text.length; place++) {
			const byte = bytes[at];
			if (byte !== text[place]) {
				this.at = byte === 0 ? at : start;
				return false;
			}

			at++;
		}

		this.at = at;
		return true;
	}

	/** Passes a string of ASCII characters without escapes; stays at the byte that is neither. */
	takeAsciiString(): boolean {
		const {bytes} = this;
		if (bytes[this.at] !== character.quote) {
			return false;
		}

		let at = this.at + 1;
		let byte = bytes[at] ?? 0;
		while (byte !== character.quote && byte !== character.backslash && byte >= character.space && byte < 128) {
			byte = bytes[++at] ?? 0;
		}

		this.at = at;
		if (byte !== character.quote) {
			return false;
		}

		this.at++;
		return true;
	}

	/** The number here, as `JSON.parse` would read it; NaN where there is none. */
	takeNumber(): number {
		const {bytes, at: start} = this;
		const isNegative = bytes[start] === character.minus;
		const integer = isNegative ? start + 1 : start;
		this.digits = 0;
		this.high = 0;
		this.low = 0;
		this.scale = 1;
		this.takeDigits(integer);
		if (this.at === integer || (this.at > integer + 1 && bytes[integer] === character.zero)) {
			return Number.NaN;
		}

		let decimals = 0;
		if (bytes[this.at] === character.point) {
			const fraction = this.at + 1;
			this.takeDigits(fraction);
			decimals = this.at - fraction;
			if (decimals === 0) {
				return Number.NaN;
			}
		}

		const byte = bytes[this.at];
		if (this.digits > 19 || byte === character.lowerE || byte === character.upperE) {
			return this.takeLongNumber(start);
		}

		const value = this.nearest(decimals);
		return Number.isNaN(value) ? this.takeLongNumber(start) : (isNegative ? -value : value);
	}

	/** A list of exactly `length` counts (whole numbers without sign), written into `counts` from place `first` on. */
	takeCounts(counts: Float64Array, first: number, length: number): boolean {
		if (!this.take(character.openList)) {
			return false;
		}

		const {bytes} = this;
		const last = first + length - 1;
		let {at} = this;
		for (let place = first; place <= last; place++) {
			const start = at;
			let count = 0;
			let digit = (bytes[at] ?? 0) - character.zero;
			while (digit >= 0 && digit <= 9) {
				count = count * 10 + digit;
				digit = (bytes[++at] ?? 0) - character.zero;
			}

			const isCount = at > start && (at === start + 1 || bytes[start] !== character.zero);
			at = passBlanks(bytes, at);
			if (!isCount || bytes[at] !== (place === last ? character.closeList : character.comma)) {
				this.at = at;
				return false;
			}

			counts[place] = count;
			at = passBlanks(bytes, at + 1);
		}

		this.at = at;
		return true;
	}

	/** The value of any JSON here, read by `JSON.parse`; undefined where there is none. */
	takeValue(): unknown {
		const start = this.at;
		if (!this.passValue()) {
			return undefined;
		}

		try {
			return isUtf8(this.bytes.subarray(start, this.at)) ? JSON.parse(this.bytes.toString('utf8', start, this.at)) : undefined;
		} catch {
			return undefined;
		}
	}

	/** Passes `{}` as Python prints it. */
	takeEmptyObject(): boolean {
		const {bytes, at} = this;
		const isEmpty = bytes[at] === character.openObject && bytes[at + 1] === character.closeObject;
		this.at += isEmpty ? 2 : 0;
		return isEmpty;
	}

	/** Passes `null`. */
	takeNull(): boolean {
		if (this.bytes[this.at] !== character.n) {
			return false;
		}

		this.at++;
		return this.takeText(nullRest);
	}

	// Fifteen digits fit a double with room to spare, four more are kept beside them.
	private takeDigits(start: number): void {
		const {bytes} = this;
		let at = start;
		let {high, digits} = this;
		let digit = (bytes[at] ?? 0) - character.zero;
		while (digit >= 0 && digit <= 9) {
			if (digits < 15) {
				high = high * 10 + digit;
			} else if (digits < 19) {
				this.low = this.low * 10 + digit;
				this.scale *= 10;
			}

			digits++;
			digit = (bytes[++at] ?? 0) - character.zero;
		}

		this.high = high;
		this.digits = digits;
		this.at = at;
	}

	private nearest(decimals: number): number {
		const divisor = powersOfTen[decimals] ?? 1;
		return this.digits <= 15 ? this.high / divisor : nearestQuotient(this.high, this.scale, this.low, divisor);
	}

	private takeLongNumber(start: number): number {
		let at = start;
		while (isOfNumber(this.bytes[at] ?? 0)) {
			at++;
		}

		this.at = at;
		const text = this.bytes.toString('latin1', start, at);
		return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+\-]?\d+)?$/v.test(text) ? Number(text) : Number.NaN;
	}

	// Finds the end of a value by its brackets and strings; whether it is JSON is for JSON.parse to say.
	private passValue(): boolean {
		const {bytes} = this;
		let depth = 0;
		do {
			const byte = bytes[this.at] ?? 0;
			if (byte < character.space && byte !== character.tab) {
				return false;
			}

			if (byte === character.quote) {
				if (!this.passString()) {
					return false;
				}
			} else {
				depth += byte === character.openObject || byte === character.openList ? 1 : (byte === character.closeObject || byte === character.closeList ? -1 : 0);
				this.at++;
			}
		} while (depth > 0 || !isEndOfValue(bytes[this.at] ?? 0));

		// What the bytes at hand end with may go on in the file.
		return bytes[this.at] !== 0;
	}

	private passString(): boolean {
		const {bytes} = this;
		for (;;) {
			const byte = bytes[++this.at] ?? 0;
			if (byte === 0) {
				return false;
			}

			if (byte === character.quote) {
				this.at++;
				return true;
			}

			if (byte === character.backslash && bytes[++this.at] === 0) {
				return false;
			}
		}
	}
}

function passBlanks(bytes: Uint8Array, start: number): number {
	let at = start;
	while (bytes[at] === character.space || bytes[at] === character.tab) {
		at++;
	}

	return at;
}

const isOfNumber = (byte: number): boolean => (byte >= character.zero && byte <= 57) || byte === character.minus || byte === 43
	|| byte === character.point || byte === character.lowerE || byte === character.upperE;

const isEndOfValue = (byte: number): boolean => byte === character.comma || byte === character.closeObject || byte === character.closeList
	|| byte <= character.space;
