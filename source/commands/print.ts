import process from 'node:process';
import {
	asciiGlyphs, createTheme, unicodeGlyphs, type Look,
} from '../reports/theme.js';
import type {CsvReader} from '../reports/formats.js';
import {shownText} from '../system/paths.js';
import {asciiText, cleanText} from '../text/clean.js';
import type {Invocation} from './command.js';

/** The theme and glyphs of a command's pictures, same as in the explorer. */
export const lookOf = ({hasColour, ascii}: Invocation): Look => ({theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs});

/** Whether standard output is a terminal that can show the explorer. */
export const hasTerminal = (): boolean => process.stdout.isTTY && process.env.TERM !== 'dumb';

/** Prints one line to standard error, with text from files cleaned. */
export function note({ascii}: {readonly ascii: boolean}, text: string): void {
	const clean = cleanText(shownText(text));
	process.stderr.write(`${ascii ? asciiText(clean) : clean}\n`);
}

/** The consumer of a command's CSV: a terminal, a spreadsheet if the user says so, otherwise a program. */
export const csvReader = ({flags}: Invocation): CsvReader => ({isTerminal: process.stdout.isTTY, isSpreadsheet: flags.spreadsheet === true});

/** Prints text to standard output, and returns the exit status for this number of usable iterations. */
export async function print(text: string, usable: number): Promise<number> {
	await write(text);
	return usable > 0 ? 0 : 1;
}

/** Writes to standard output and resolves when the text has been accepted (backpressure). */
export const write = async (text: string): Promise<void> => new Promise(resolve => {
	process.stdout.write(text, () => {
		resolve();
	});
});
