import {Buffer} from 'node:buffer';

/** What terminals take at the most, by custom: bytes of text. */
export const maxCopied = 74_994;

const escape = '\u001B';
/** GNU screen takes no longer piece. */
const pieceLength = 768;

export type ClipboardCarrier = 'terminal' | 'tmux' | 'screen';

/** What stands between the program and the terminal. */
export function carrierOf(env: Readonly<Record<string, string | undefined>>): ClipboardCarrier {
	return env.TMUX ? 'tmux' : (env.STY ? 'screen' : 'terminal');
}

/**
 * The bytes that put a text on the terminal's clipboard (OSC 52), wrapped for what must pass them on. Undefined for more than
 * terminals take: never half of it.
 */
export function clipboardBytes(text: string, carrier: ClipboardCarrier): string | undefined {
	const bytes = Buffer.from(text);
	return bytes.length > maxCopied ? undefined : wrappers[carrier](`${escape}]52;c;${bytes.toString('base64')}\u0007`);
}

const wrappers: Readonly<Record<ClipboardCarrier, (sequence: string) => string>> = {
	terminal: sequence => sequence,
	// With set-clipboard on tmux takes the plain one, with allow-passthrough on it hands the wrapped one through.
	tmux: sequence => `${sequence}${escape}Ptmux;${sequence.replaceAll(escape, escape + escape)}${escape}\\`,
	screen: sequence =>
		Array.from(
			{length: Math.ceil(sequence.length / pieceLength)},
			(_, index) => `${escape}P${sequence.slice(index * pieceLength, (index + 1) * pieceLength)}${escape}\\`,
		).join(''),
};
