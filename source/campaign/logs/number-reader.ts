import {nearestQuotient, powersOfTen} from './decimal.js';

const minus = 45;
const zero = 48;
/** Digits and other bytes, seen from `0`: below ten are the digits, and only they. */
const point = 46 ^ zero;
const maxDigits = 15;
const digitsOfHalf = 9;

/** Reads the numbers that programs print every day, at the speed of their bytes. */
export class NumberReader {
	/** Behind the number that was read last. */
	at = 0;

	/**
	 * The number at `start`, to the last bit the one that `JSON.parse` finds: an optional minus, up to 15 digits, an optional
	 * point with up to 18 digits behind it. NaN for anything else, be it a number or not; what follows is for the caller to see.
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

	// In two halves of nine digits, which an integer of 32 bits holds.
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
