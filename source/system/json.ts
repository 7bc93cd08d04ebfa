import {Buffer} from 'node:buffer';
import {parse as parseLosslessly} from 'lossless-json';
import {jsonMistake} from './json-mistake.js';

/** Text that is not JSON; `byte` is the offset of the first invalid byte in UTF-8. */
export class NotJsonError extends Error {
	override readonly name = 'NotJsonError';
	readonly byte: number;

	constructor(byte: number) {
		super(`not JSON at byte ${byte}`);
		this.byte = byte;
	}
}

/** Parses JSON, with doubles for all numbers; throws NotJsonError. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new NotJsonError(Math.max(0, jsonMistake(Buffer.from(text))));
	}
}

/** Like `parseJson`, but integers that a double cannot hold become bigints. Slower: for params.json and huge counts. */
export function parseExactJson(text: string): unknown {
	const value = parseJson(text);
	return /\d{16}/v.test(text) ? parseLosslessly(text, undefined, {parseNumber: exactNumber, onDuplicateKey: ({newValue}) => newValue}) : value;
}

/** Replacements for the numbers that Python writes but JSON lacks. */
type NonFinite = {readonly nan: string; readonly infinity: string; readonly minusInfinity: string};

/** Replaces NaN, Infinity and -Infinity outside strings; replacements are padded to at least the original length. */
export function strictJson(text: string, {nan, infinity, minusInfinity}: NonFinite): string {
	if (!/NaN|Infinity/v.test(text)) {
		return text;
	}

	const replacements: Readonly<Record<string, string>> = {NaN: nan, Infinity: infinity, '-Infinity': minusInfinity};
	const pieces: string[] = [];
	for (let index = 0; index < text.length;) {
		const quote = text.indexOf('"', index);
		const end = quote === -1 ? text.length : quote;
		pieces.push(text.slice(index, end).replaceAll(/-?\bInfinity\b|\bNaN\b/gv, found => (replacements[found] ?? found).padEnd(found.length)));
		index = stringEnd(text, end);
		pieces.push(text.slice(end, index));
	}

	return pieces.join('');
}

/** The end of the string that starts at the index: after its closing unescaped quote, or the end of the text. */
function stringEnd(text: string, start: number): number {
	for (let index = start + 1; index < text.length; index++) {
		const character = text[index];
		if (character === '"') {
			return index + 1;
		}

		index += character === '\\' ? 1 : 0;
	}

	return text.length;
}

/** Whether a JSON value is an object, not an array or null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const exactNumber = (digits: string): number | bigint => {
	const value = Number(digits);
	return Number.isSafeInteger(value) || !/^-?\d+$/v.test(digits) ? value : BigInt(digits);
};
