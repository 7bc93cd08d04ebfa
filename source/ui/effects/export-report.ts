import {Buffer} from 'node:buffer';
import {homedir} from 'node:os';
import path from 'node:path';
import {AppError, errorLine} from '../../system/errors.js';
import {openOutputFile} from '../../system/output-file.js';
import {exists} from '../../system/paths.js';
import {trackWait} from '../../system/waiting.js';
import {FileExistsError} from '../../system/staged-file.js';
import {formatBytes} from '../../text/numbers.js';
import {formatReport} from '../../reports/report.js';
import {askReplace, exportName} from '../overlays/export/state.js';
import {notify} from '../state/messages.js';
import {
	closeOverlay, currentScreen, sequence, type Change, type Effect, type State,
} from '../state/state.js';
import type {EffectContext} from './effect-context.js';

type ExportEffect = Extract<Effect, {kind: 'export'}>;

/** Writes the shown report to a file outside the campaign. Asks before replacing a file. The change is a message: the path of the file, or the error. */
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
		return sequence(askReplace(name), notify({kind: 'info', text: 'is there already: Enter replaces it'}));
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
