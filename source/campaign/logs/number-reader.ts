import {Buffer} from 'node:buffer';

/** 10⁰ … 10²², each exact in a double. */
const powersOfTen = Float64Array.from({length: 23}, (_, power) => Number(`1e${power}`));

/** The factor of Dekker's splitting into halves of 26 bits, whose products are exact. */
const splitter = (2 ** 27) + 1;

/**
 * The double nearest to (high · scale + low) / divisor, as `Number` of the decimal text would return; NaN if the rounding is too close to call.
 * `high` is an integer up to 2⁵³, `low` one below `scale`, a power of ten up to 10¹⁵ (10⁹ if `high` has more than 15 digits); `divisor` is a
 * power of ten up to 10²². Error-free transformations after T. J. Dekker (1971): the quotient in twice the precision of a double.
 */
function nearestQuotient(high: number, scale: number, low: number, divisor: number): number {
	const product = high * scale;
	const rest = productError(high, scale, product) + low;
	const sum = product + rest;
	if (sum <= Number.MAX_SAFE_INTEGER) {
		return sum / divisor;
	}

	const sumError = rest - (sum - product);
	const quotient = sum / divisor;
	const back = quotient * divisor;
	const remainder = (sum - back) - productError(quotient, divisor, back) + sumError;
	const correction = remainder / divisor;
	const nearest = quotient + (correction * (1 - (2 ** -50)));
	return nearest === quotient + (correction * (1 + (2 ** -50))) ? nearest : Number.NaN;
}

/** a · b − product, exactly, where `product` is the rounded a · b. */
function productError(a: number, b: number, product: number): number {
	const spreadA = a * splitter;
	const highA = spreadA - (spreadA - a);
	const lowA = a - highA;
	const spreadB = b * splitter;
	const highB = spreadB - (spreadB - b);
	const lowB = b - highB;
	return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** Matches texts that differ only in their numbers, byte by byte, and reads the numbers in the same pass. */
export class NumberTemplate {
	/** Number of numbers. */
	readonly size: number;
	private readonly text: Buffer;
	/** The position of each number in `text`, and the end of the text. */
	private readonly stops: Int32Array;
	private readonly reader = new NumberReader();

	/** `parts` is the text before, between and after the numbers. */
	constructor(parts: readonly string[]) {
		this.size = parts.length - 1;
		this.text = Buffer.from(parts.join(''));
		let stop = 0;
		this.stops = Int32Array.from(parts, part => {
			stop += Buffer.byteLength(part);
			return stop;
		});
	}

	/** Writes the numbers of the text at `start` into `values` from index `first`; returns the end of the text, −1 if it does not match. */
	match(bytes: Uint8Array, start: number, values: Float64Array, first: number): number {
		const {text, stops, size, reader} = this;
		let at = start;
		let index = 0;
		for (let number = 0; number <= size; number++) {
			const stop = stops[number] ?? 0;
			while (index < stop) {
				if (bytes[at] !== text[index]) {
					return -1;
				}

				at++;
				index++;
			}

			if (number < size) {
				const value = reader.read(bytes, at);
				if (Number.isNaN(value)) {
					return -1;
				}

				values[first + number] = value;
				at = reader.at;
			}
		}

		return at;
	}
}

const minus = 45;
const zero = 48;
/** Bytes XORed with `0`: exactly the digits are below ten. */
const point = 46 ^ zero;
const maxDigits = 15;
const digitsOfHalf = 9;

/** Reads numbers in common formats at the speed of their bytes. */
export class NumberReader {
	/** Offset after the last number read. */
	at = 0;

	/**
	 * The number at `start`, bit-identical to `JSON.parse`: an optional minus, up to 15 digits, an optional decimal point with up to 18 digits.
	 * NaN for anything else, number or not; the caller must check what follows.
	 */
	read(bytes: Uint8Array, start: number): number {
		const isNegative = bytes[start] === minus;
		const first = isNegative ? start + 1 : start;
		let at = first;
		let whole = 0;
		let digit = (bytes[at] ?? 0) ^ zero;
		while (digit < 10) {
			whole = whole * 10 + digit;
			digit = (bytes[++at] ?? 0) ^ zero;
		}

		this.at = at;
		if (at === first || at - first > maxDigits || (at > first + 1 && bytes[first] === zero)) {
			return Number.NaN;
		}

		const value = digit === point ? this.readFraction(bytes, at + 1, whole) : whole;
		return isNegative ? -value : value;
	}

	// In two halves of nine digits, each of which fits a 32-bit integer.
	private readFraction(bytes: Uint8Array, start: number, whole: number): number {
		let at = start;
		let half = 0;
		let digit = (bytes[at] ?? 0) ^ zero;
		while (digit < 10 && at < start + digitsOfHalf) {
			half = half * 10 + digit;
			digit = (bytes[++at] ?? 0) ^ zero;
		}

		const middle = at;
		let rest = 0;
		while (digit < 10 && at < middle + digitsOfHalf) {
			rest = rest * 10 + digit;
			digit = (bytes[++at] ?? 0) ^ zero;
		}

		this.at = at;
		if (at === start || digit < 10) {
			return Number.NaN;
		}

		const divisor = powersOfTen[at - start] ?? 1;
		const scale = powersOfTen[middle - start] ?? 1;
		if (at === middle) {
			return nearestQuotient(whole, scale, half, divisor);
		}

		const high = whole * scale + half;
		return high <= Number.MAX_SAFE_INTEGER ? nearestQuotient(high, powersOfTen[at - middle] ?? 1, rest, divisor) : Number.NaN;
	}
}
