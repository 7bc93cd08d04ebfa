import {Buffer} from 'node:buffer';
import {parse as parseLosslessly} from 'lossless-json';
import {jsonMistake} from './json-mistake.js';

/** Text that is no JSON; `byte` is where it stops being JSON, counted from the start of the text in UTF-8. */
export class NotJsonError extends Error {
	override readonly name = 'NotJsonError';
	readonly byte: number;

	constructor(byte: number) {
		super(`not JSON at byte ${byte}`);
		this.byte = byte;
	}
}

/** The value that the text stands for, doubles throughout; throws NotJsonError. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new NotJsonError(Math.max(0, jsonMistake(Buffer.from(text))));
	}
}

/** As `parseJson`, but integers that a double cannot hold become bigints. Slower: for params.json and huge counts. */
export function parseExactJson(text: string): unknown {
	const value = parseJson(text);
	return /\d{16}/v.test(text) ? parseLosslessly(text, undefined, {parseNumber: exactNumber, onDuplicateKey: ({newValue}) => newValue}) : value;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const exactNumber = (digits: string): number | bigint => {
	const value = Number(digits);
	return Number.isSafeInteger(value) || !/^-?\d+$/v.test(digits) ? value : BigInt(digits);
};
