import {Buffer} from 'node:buffer';

/** Conventional limit of terminals: bytes of text. */
export const maxCopied = 74_994;

const escape = '\u001B';
/** Maximum length of a string that GNU screen passes through. */
const pieceLength = 768;

/** The program that forwards sequences to the terminal; `terminal` for none. */
export type Multiplexer = 'terminal' | 'tmux' | 'screen';

/** The multiplexer between the program and the terminal, if any. */
export function multiplexerOf(env: Readonly<Record<string, string | undefined>>): Multiplexer {
	return env.TMUX ? 'tmux' : (env.STY ? 'screen' : 'terminal');
}

/** The bytes that put a text on the terminal's clipboard (OSC 52), wrapped for multiplexers. Undefined if the text exceeds the limit: it is never truncated. */
export function clipboardBytes(text: string, multiplexer: Multiplexer): string | undefined {
	const bytes = Buffer.from(text);
	return bytes.length > maxCopied ? undefined : wrappers[multiplexer](`${escape}]52;c;${bytes.toString('base64')}\u0007`);
}

const wrappers: Readonly<Record<Multiplexer, (sequence: string) => string>> = {
	terminal: sequence => sequence,
	// With set-clipboard tmux handles the plain sequence, with allow-passthrough it forwards the wrapped one.
	tmux: sequence => `${sequence}${escape}Ptmux;${sequence.replaceAll(escape, escape + escape)}${escape}\\`,
	screen: sequence =>
		Array.from(
			{length: Math.ceil(sequence.length / pieceLength)},
			(_, index) => `${escape}P${sequence.slice(index * pieceLength, (index + 1) * pieceLength)}${escape}\\`,
		).join(''),
};
