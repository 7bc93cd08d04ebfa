const named = new Map([
	['Up', '\u001B[A'],
	['Down', '\u001B[B'],
	['Right', '\u001B[C'],
	['Left', '\u001B[D'],
	['Home', '\u001B[H'],
	['End', '\u001B[F'],
	['PageUp', '\u001B[5~'],
	['PageDown', '\u001B[6~'],
	['Enter', '\r'],
	['Escape', '\u001B'],
	['Space', ' '],
	['Tab', '\t'],
	['Shift-Tab', '\u001B[Z'],
	['Backspace', '\u007F'],
	['Delete', '\u001B[3~'],
]);

/** The bytes that a terminal sends for a key; text that is not the name of a key is sent unchanged. */
export function bytesOf(key: string): string {
	const letter = /^Ctrl-(?<letter>[A-Za-z])$/v.exec(key)?.groups?.letter;
	return letter ? String.fromCodePoint((letter.toLowerCase().codePointAt(0) ?? 0) - 0x60) : named.get(key) ?? key;
}
