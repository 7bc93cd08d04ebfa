import {Buffer} from 'node:buffer';
import {homedir} from 'node:os';
import path from 'node:path';
import type {PackedLogs} from '../../campaign/logs/packed-logs.js';
import {formatReport} from '../../reports/report.js';
import {notify} from '../state/messages.js';
import {
	currentOverlay, currentScreen, closeOverlay, sequence, type Change, type State, type Effect,
} from '../state/state.js';
import {
	multiplexerOf, clipboardBytes, maxCopied, type Multiplexer,
} from '../terminal/clipboard.js';
import {formatBytes} from '../../text/numbers.js';
import {AppError, errorLine} from '../../system/errors.js';
import {openOutputFile} from '../../system/output-file.js';
import {exists} from '../../system/paths.js';
import {trackWait} from '../../system/waiting.js';
import {FileExistsError} from '../../system/staged-file.js';
import {confirmReplace, exportName} from '../overlays/export.js';

/** What an effect may access besides the state. */
export type EffectContext = {
	/** The content between header and footer as plain text. */
	readonly picture: () => string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Sends bytes other than frames to the terminal. */
	readonly send: (bytes: string) => void;
	/** The logs, if the campaign is in an archive. */
	readonly packedLogs?: PackedLogs | undefined;
};

/** Sends the shown report to the terminal's clipboard. The message states only what was sent, because terminals do not confirm. */
export async function copyReport(state: State, {picture, env, send}: EffectContext): Promise<Change> {
	const shown = await shownText(state, picture);
	if (!shown) {
		return notify({kind: 'info', text: 'there is nothing to copy yet'});
	}

	const {text, amount} = shown;
	const size = Buffer.byteLength(text);
	const multiplexer = multiplexerOf(env);
	const bytes = clipboardBytes(text, multiplexer);
	if (bytes === undefined) {
		return notify({kind: 'info', text: `${amount}, ${formatBytes(size)}: more than the ${formatBytes(maxCopied)} that terminals copy; e writes a file`});
	}

	send(bytes);
	return notify({kind: 'info', text: `sent ${amount}, ${formatBytes(size)} to the terminal's clipboard${multiplexerNotes[multiplexer]}`});
}

const multiplexerNotes: Readonly<Record<Multiplexer, string>> = {
	terminal: '',
	tmux: '; tmux passes it on with: set -g set-clipboard on',
	screen: '; screen passes it on',
};

async function shownText(
	state: State,
	picture: EffectContext['picture'],
): Promise<{readonly text: string; readonly amount: string} | undefined> {
	const copied = currentOverlay(state)?.copied?.(state);
	if (copied) {
		return copied;
	}

	const report = currentScreen(state).report(state);
	return report && {text: await formatReport(report, 'txt', {look: state.look, picture: picture()}), amount: report.amount};
}

type ExportEffect = Extract<Effect, {kind: 'export'}>;

/**
 * Writes the shown report to a file outside the campaign; requires confirmation before it replaces a file. Returns a message: the path of the
 * file, or the error.
 */
export async function exportReport(state: State, {format, file, replace = false}: ExportEffect, {picture}: EffectContext): Promise<Change> {
	const report = currentScreen(state).report(state);
	if (!report) {
		return sequence(closeOverlay, notify({kind: 'info', text: 'there is nothing to export yet'}));
	}

	const name = file === undefined ? await freeName(exportName(state, format)) : file.replace(/^~(?=\/)/v, homedir());
	try {
		const text = await formatReport(report, format, {look: state.look, picture: picture()});
		const output = await openOutputFile(name, {campaignFolder: state.folder, label: 'this name', replace});
		try {
			await trackWait(name, async () => {
				await output.write(text);
				await output.finish();
			});
		} catch (error) {
			await output.discard();
			throw error;
		}

		return sequence(
			closeOverlay,
			notify({kind: 'info', text: `wrote ${report.amount}, ${formatBytes(Buffer.byteLength(text))} to ${path.resolve(name)}`}),
		);
	} catch (error) {
		return failure(error, file ?? name);
	}
}

function failure(error: unknown, name: string): Change {
	if (error instanceof FileExistsError) {
		return sequence(confirmReplace(name), notify({kind: 'info', text: 'exists already: Enter replaces it'}));
	}

	if (error instanceof AppError) {
		return notify({kind: 'info', text: errorLine(error)});
	}

	throw error;
}

/** The name, with a number before its extension if it is taken. */
async function freeName(name: string): Promise<string> {
	const {name: stem, ext} = path.parse(name);
	for (let number = 2, free = name; ; free = `${stem}-${number++}${ext}`) {
		if (!await exists(free)) {
			return free;
		}
	}
}
