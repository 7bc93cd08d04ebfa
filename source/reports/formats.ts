import {stringify} from 'lossless-json';
import {asciiText, cleanText} from '../text/clean.js';
import {
	mapText, terminalText, trimEnd, type StyledText,
} from '../text/styled-text.js';

/** Lines as text for a terminal or a file, reduced to ASCII if the terminal supports nothing else. */
export const textOutput = (lines: readonly StyledText[], {ascii}: {readonly ascii: boolean}): string =>
	lines.map(line => `${terminalText(trimEnd(ascii ? mapText(line, asciiText) : line))}\n`).join('');

/** A value as JSON at full precision. */
export const json = (value: unknown): string => `${escapeControls((isPlain(value) ? JSON.stringify(value, null, 2) : stringify(value, null, 2)) ?? 'null')}\n`;

/** Escapes characters in JSON text that a terminal would act on (8-bit controls, direction marks); the value stays the same. */
export const escapeControls = (text: string): string =>
	text.replaceAll(/[\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gv, character =>
		String.raw`\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);

// Only numbers that a double cannot hold need the library, which is ten times slower.
function isPlain(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) {
		return typeof value !== 'bigint';
	}

	return Array.isArray(value)
		? value.every(item => isPlain(item))
		: Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(item => isPlain(item));
}

/** Who reads a CSV; by default a program. */
export type CsvReader = {
	/** Clean the texts for a terminal. */
	readonly isTerminal?: boolean;
	/** Prefix texts that a spreadsheet would evaluate as formulas with an apostrophe. */
	readonly isSpreadsheet?: boolean;
};

/** Rows as CSV (RFC 4180) at full precision, null as an empty field. */
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
	// A spreadsheet treats a signed number as a number.
	return isSpreadsheet && /^[=+\-@\t\r]/v.test(shown) && !Number.isFinite(Number(shown)) ? `'${shown}` : shown;
}
