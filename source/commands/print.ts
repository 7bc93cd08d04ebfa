import process from 'node:process';
import {
	asciiGlyphs, createTheme, unicodeGlyphs, type Look,
} from '../reports/theme.js';
import {formatOutput, type Output} from '../reports/report.js';
import {replaceAliases} from '../system/paths.js';
import {asciiText, cleanText} from '../text/clean.js';
import {textFlag, type Invocation} from './command.js';

/** The theme and glyphs of a command's pictures, same as in the explorer. */
export const lookOf = ({hasColour, ascii}: Invocation): Look => ({theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs});

/** Whether standard output is a terminal that can show the explorer. */
export const hasTerminal = (): boolean => process.stdout.isTTY && process.env.TERM !== 'dumb';

/** Prints one line to standard error, with text from files cleaned. */
export function note({ascii}: {readonly ascii: boolean}, text: string): void {
	const clean = cleanText(replaceAliases(text));
	process.stderr.write(`${ascii ? asciiText(clean) : clean}\n`);
}

/** Prints output in the format of `--format`, and returns the exit status for this number of usable iterations. */
export async function print(output: Output, usable: number, invocation: Invocation): Promise<number> {
	// The reader of a csv is a terminal, a spreadsheet if the user says so, otherwise a program.
	const reader = {isTerminal: process.stdout.isTTY, isSpreadsheet: invocation.flags.spreadsheet === true};
	await write(await formatOutput(output, textFlag(invocation, 'format'), reader));
	return usable > 0 ? 0 : 1;
}

/** Writes to standard output and resolves when the text has been accepted (backpressure). */
export const write = async (text: string): Promise<void> => new Promise(resolve => {
	process.stdout.write(text, () => {
		resolve();
	});
});
