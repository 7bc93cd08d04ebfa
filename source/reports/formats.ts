import {stringify} from 'lossless-json';
import {formatCount} from '../text/numbers.js';
import {asciiText} from '../text/clean.js';

/** `1 agent`, `1,000 agents`. */
export const amountOf = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;

/** Lines for people; where the terminal has ASCII alone, so have they. */
export const page = (lines: readonly string[], {ascii}: {readonly ascii: boolean}): string =>
	lines.map(line => `${(ascii ? asciiText(line) : line).trimEnd()}\n`).join('');

/** A value as JSON, full precision. */
export const json = (value: unknown): string => `${(isPlain(value) ? JSON.stringify(value, null, 2) : stringify(value, null, 2)) ?? 'null'}\n`;

// Only numbers that no double holds need the library, which takes ten times as long.
function isPlain(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) {
		return typeof value !== 'bigint';
	}

	return Array.isArray(value)
		? value.every(item => isPlain(item))
		: Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(item => isPlain(item));
}

/** Rows as CSV (RFC 4180), full precision, nothing for null. */
export async function csv(rows: ReadonlyArray<Readonly<Record<string, unknown>>>, columns: readonly string[]): Promise<string> {
	const {stringify: stringifyCsv} = await import('csv-stringify/sync');
	return stringifyCsv(rows.map(row => columns.map(column => cellOf(row[column]))), {
		header: true, columns: [...columns], record_delimiter: 'windows', quoted_match: /[\n\r]/v,
	});
}

const cellOf = (value: unknown): string =>
	value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))
		? ''
		: (typeof value === 'string'
			? value
			: (stringify(value) ?? ''));
