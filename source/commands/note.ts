import process from 'node:process';
import {asciiText, cleanText} from '../text/clean.js';

/** Says one line on standard error, whatever text from files it holds. */
export function note({ascii}: {readonly ascii: boolean}, text: string): void {
	const clean = cleanText(text);
	process.stderr.write(`${ascii ? asciiText(clean) : clean}\n`);
}
