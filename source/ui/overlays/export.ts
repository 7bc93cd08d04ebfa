import {Buffer} from 'node:buffer';
import path from 'node:path';
import {graphemesOf} from '../../text/cells.js';
import {exportFormats, type ExportFormat} from '../../reports/report.js';
import {itemAfter} from '../../system/lists.js';
import {selectedIteration} from '../state/iterations.js';
import {clearNotice, messageLine} from '../state/messages.js';
import {
	defineSlice, closeOverlay, currentScreen, openOverlay, requestEffect, sequence, type Change, type State,
} from '../state/state.js';
import type {Overlay} from '../definitions.js';

/** The name of the export file; `replaces` is the name of an existing file that may be replaced. */
export const exporting = defineSlice<{readonly file: string; readonly replaces: string | undefined}>('export', {file: '', replaces: undefined});

const setFile = (file: string): Change => sequence(exporting.set({file, replaces: undefined}), clearNotice);

/** Opens the dialog with a suggested file name. */
export const openExport: Change = state => sequence(setFile(exportName(state, 'csv')), openOverlay('export'))(state);

/** A file name made of the campaign, the screen, and the iteration if the screen shows just one. */
export function exportName(state: State, format: ExportFormat): string {
	const {id, isOfIteration} = currentScreen(state);
	const parts = [state.campaign, id, isOfIteration?.(state) ? selectedIteration(state)?.label : undefined];
	const name = parts.filter(part => part !== undefined && part !== '').join('-').replaceAll(/[^\p{L}\p{N}._\-]+/gv, '_');
	return `${cutBytes(name, maxNameBytes)}.${format}`;
}

/** File systems allow 255 bytes; this leaves some for an extension and a number. */
const maxNameBytes = 240;

function cutBytes(text: string, maxBytes: number): string {
	const characters = [...graphemesOf(text)];
	while (Buffer.byteLength(characters.join('')) > maxBytes) {
		characters.pop();
	}

	return characters.join('');
}

const editFile = (edit: (text: string) => string): Change => state => setFile(edit(exporting.get(state).file))(state);

/** The format by the extension of a name; undefined for other extensions. */
const formatOf = (file: string): ExportFormat | undefined => exportFormats.find(format => file.endsWith(`.${format}`));

/** Why the name is invalid, if it is. */
const fileMistake = (state: State): string | undefined =>
	formatOf(exporting.get(state).file) === undefined ? `the name must end with ${exportFormats.map(format => `.${format}`).join(', ')}: Tab chooses` : undefined;

/** The same name with the next extension. */
const nextFormat: Change = state => {
	const {file} = exporting.get(state);
	const format = formatOf(file);
	const next = format === undefined ? exportFormats[0] : itemAfter(exportFormats, format);
	const stem = format === undefined ? file.replace(path.extname(file), '') : file.slice(0, -format.length - 1);
	return setFile(`${stem}.${next}`)(state);
};

/** Writes the file; replaces an existing one only after confirmation. */
const writeExport: Change = state => {
	const {file, replaces} = exporting.get(state);
	return requestEffect({
		kind: 'export', format: formatOf(file) ?? 'txt', file, replace: replaces === file,
	})(state);
};

/** A file with that name exists: pressing Enter again replaces it. */
export const confirmReplace = (file: string): Change => sequence(exporting.set({file, replaces: file}), openOverlay('export'));

/** Cancels the export. */
const leaveExport: Change = sequence(clearNotice, closeOverlay);

/** Exports without a dialog, to a file that does not exist yet. */
export const exportAs = (format: ExportFormat): Change => requestEffect({kind: 'export', format});

/** Edits the name of the file to export to. */
export const exportOverlay: Overlay = {
	keys: [
		{
			id: 'write-export', keys: ['enter'], help: 'write the file', group: 'Program', hint: 'write', blocked: fileMistake, run: writeExport,
		},
		{
			id: 'next-format', keys: ['tab'], help: 'next format: txt, csv, json', group: 'View', hint: 'format', run: nextFormat,
		},
		{
			id: 'leave-export', keys: ['escape'], help: 'cancel', group: 'Program', hint: 'cancel', run: leaveExport,
		},
	],
	field: {
		prompt: 'file: ', edit: editFile, text: state => exporting.get(state).file, note: state => messageLine(state),
	},
};
