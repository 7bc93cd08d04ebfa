import {stringify} from 'lossless-json';
import {formatCount} from '../text/numbers.js';
import {asciiText, cleanText} from '../text/clean.js';

/** `1 agent`, `1,000 agents`. */
export const amountOf = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;

/** Lines for people; where the terminal has ASCII alone, so have they. */
export const page = (lines: readonly string[], {ascii}: {readonly ascii: boolean}): string =>
	lines.map(line => `${(ascii ? asciiText(line) : line).trimEnd()}\n`).join('');

/** A value as JSON, full precision. */
export const json = (value: unknown): string => `${escapeControls((isPlain(value) ? JSON.stringify(value, null, 2) : stringify(value, null, 2)) ?? 'null')}\n`;

/** JSON whose texts hold no character that a terminal would act on: 8-bit controls and direction marks are escaped, and stay what they are. */
export const escapeControls = (text: string): string =>
	text.replaceAll(/[\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gv, character =>
		`\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);

// Only numbers that no double holds need the library, which takes ten times as long.
function isPlain(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) {
		return typeof value !== 'bigint';
	}

	return Array.isArray(value)
		? value.every(item => isPlain(item))
		: Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(item => isPlain(item));
}

/** Who reads a CSV: a program by default. */
export type CsvReader = {
	/** A terminal: its texts are cleaned. */
	readonly isTerminal?: boolean;
	/** A spreadsheet: texts that it would run are prefixed with an apostrophe. */
	readonly isSpreadsheet?: boolean;
};

/** Rows as CSV (RFC 4180), full precision, nothing for null. */
export async function csv(rows: ReadonlyArray<Readonly<Record<string, unknown>>>, columns: readonly string[], reader: CsvReader = {}): Promise<string> {
	const {stringify: stringifyCsv} = await import('csv-stringify/sync');
	return stringifyCsv(rows.map(row => columns.map(column => csvCell(row[column], reader))), {
		header: true, columns: [...columns], record_delimiter: 'windows', quoted_match: /[\n\r]/v,
	});
}

const csvCell = (value: unknown, reader: CsvReader): string =>
	value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))
		? ''
		: (typeof value === 'string'
			? csvText(value, reader)
			: (stringify(value) ?? ''));

function csvText(text: string, {isTerminal, isSpreadsheet}: CsvReader): string {
	const shown = isTerminal ? cleanText(text) : text;
	// A number with a sign is a number to a spreadsheet, too.
	return isSpreadsheet && /^[=+\-@\t\r]/v.test(shown) && !Number.isFinite(Number(shown)) ? `'${shown}` : shown;
}
