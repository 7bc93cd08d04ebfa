import {stringify} from 'lossless-json';
import {asciiText} from '../../text/clean.js';

/** Lines for people; where the terminal has ASCII alone, so have they. */
export const page = (lines: readonly string[], {ascii}: {readonly ascii: boolean}): string =>
	lines.map(line => `${(ascii ? asciiText(line) : line).trimEnd()}\n`).join('');

/** A value as JSON, full precision. */
export const json = (value: unknown): string => `${stringify(value, null, 2) ?? 'null'}\n`;

/** Rows as CSV (RFC 4180), full precision, nothing for null. */
export async function csv(rows: ReadonlyArray<Readonly<Record<string, unknown>>>, columns: readonly string[]): Promise<string> {
	const {stringify: stringifyCsv} = await import('csv-stringify/sync');
	return stringifyCsv(rows.map(row => columns.map(column => cellOf(row[column]))), {
		header: true, columns: [...columns], record_delimiter: 'windows', quoted_match: /[\n\r]/v,
	});
}

const cellOf = (value: unknown): string =>
	value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? '' : typeof value === 'string' ? value : stringify(value) ?? '';
