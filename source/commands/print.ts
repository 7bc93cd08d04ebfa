import process from 'node:process';
import {
	asciiGlyphs, createTheme, unicodeGlyphs, type Look,
} from '../reports/theme.js';
import type {CsvReader} from '../reports/formats.js';
import {shownText} from '../system/shown-paths.js';
import {asciiText, cleanText} from '../text/clean.js';
import type {Invocation} from './command.js';

/** How a command's pictures look: as those of the explorer. */
export const lookOf = ({hasColour, ascii}: Invocation): Look => ({theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs});

/** Whether standard output is a terminal that can show the explorer. */
export const hasTerminal = (): boolean => process.stdout.isTTY && process.env.TERM !== 'dumb';

/** Says one line on standard error, whatever text from files it holds. */
export function note({ascii}: {readonly ascii: boolean}, text: string): void {
	const clean = cleanText(shownText(text));
	process.stderr.write(`${ascii ? asciiText(clean) : clean}\n`);
}

/** Who reads the CSV of a command: a terminal, a spreadsheet where the user says so, else a program. */
export const csvReader = ({flags}: Invocation): CsvReader => ({isTerminal: process.stdout.isTTY, isSpreadsheet: flags.spreadsheet === true});

/** Prints lines to standard output, and returns the status of a command with that many usable iterations. */
export async function print(text: string, usable: number): Promise<number> {
	await write(text);
	return usable > 0 ? 0 : 1;
}

/** Resolves when standard output has taken the text, so that no more is made than is read. */
export const write = async (text: string): Promise<void> => new Promise(resolve => {
	process.stdout.write(text, () => {
		resolve();
	});
});
