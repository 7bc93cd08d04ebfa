/**
How many leading cells two lines have in common, counted over plain ASCII only.
The last of them is not counted: what follows it may be a mark that combines with it.
*/
export function commonStart(name: string, other: string): number {
	let length = 0;
	while (length < name.length && name[length] === other[length] && isPlain(name.codePointAt(length))) {
		length++;
	}

	return Math.max(0, length - 1);
}

/** Whether every terminal agrees on how many cells the characters of a styled line take. */
export const hasSureWidth = (line: string): boolean => /^(?:[ -~\u00A0-\u02AF\u2010-\u27BF]|\u001B\[[\d;:]*m)*$/v.test(line);

const isPlain = (code: number | undefined): boolean => code !== undefined && code >= 0x20 && code <= 0x7E;
