import {Buffer} from 'node:buffer';
import path from 'node:path';
import {graphemesOf} from '../../../text/cells.js';
import {exportFormats, type ExportFormat} from '../../../reports/report.js';
import {selectedIteration} from '../../state/iterations.js';
import {clearNotice} from '../../state/messages.js';
import {defineSlice} from '../../state/slice.js';
import {
	closeOverlay, currentScreen, openOverlay, requestEffect, sequence, type Change, type State,
} from '../../state/state.js';

/** The name of a file to write to; `replaces` is the name of one that is there and may be replaced. */
export const exporting = defineSlice<{readonly file: string; readonly replaces: string | undefined}>('export', {file: '', replaces: undefined});

const setFile = (file: string): Change => sequence(exporting.set({file, replaces: undefined}), clearNotice);

/** Asks for the name of a file, with one to begin with. */
export const openExport: Change = state => sequence(setFile(exportName(state, 'csv')), openOverlay('export'))(state);

/** A file name of the campaign, the screen, and the iteration where the screen is about one. */
export function exportName(state: State, format: ExportFormat): string {
	const {id, isOfIteration} = currentScreen(state);
	const parts = [state.campaign, id, isOfIteration?.(state) ? selectedIteration(state)?.label : undefined];
	const name = parts.filter(part => part !== undefined && part !== '').join('-').replaceAll(/[^\p{L}\p{N}._\-]+/gv, '_');
	return `${cutBytes(name, maxNameBytes)}.${format}`;
}

/** File systems permit 255 bytes, of which some are left for an ending and a number. */
const maxNameBytes = 240;

function cutBytes(text: string, maxBytes: number): string {
	const characters = [...graphemesOf(text)];
	while (Buffer.byteLength(characters.join('')) > maxBytes) {
		characters.pop();
	}

	return characters.join('');
}

export const editFile = (edit: (text: string) => string): Change => state => setFile(edit(exporting.get(state).file))(state);

/** The format that the name ends with; undefined for any other ending. */
const formatOf = (file: string): ExportFormat | undefined => exportFormats.find(format => file.endsWith(`.${format}`));

/** Why nothing can be written under the name. */
export const fileMistake = (state: State): string | undefined =>
	formatOf(exporting.get(state).file) === undefined ? `the name must end with ${exportFormats.map(format => `.${format}`).join(', ')}: Tab chooses` : undefined;

/** The same name with the next ending. */
export const nextFormat: Change = state => {
	const {file} = exporting.get(state);
	const format = formatOf(file);
	const index = format === undefined ? -1 : exportFormats.indexOf(format);
	const next = exportFormats[(index + 1) % exportFormats.length] ?? 'txt';
	const stem = format === undefined ? file.replace(path.extname(file), '') : file.slice(0, -format.length - 1);
	return setFile(`${stem}.${next}`)(state);
};

/** Writes the file; one that is there already only if it was asked about. */
export const writeExport: Change = state => {
	const {file, replaces} = exporting.get(state);
	return requestEffect({
		kind: 'export', format: formatOf(file) ?? 'txt', file, replace: replaces === file,
	})(state);
};

/** A file of that name is there: Enter once more replaces it. */
export const askReplace = (file: string): Change => sequence(exporting.set({file, replaces: file}), openOverlay('export'));

/** Leaves all as it is. */
export const leaveExport: Change = sequence(clearNotice, closeOverlay);

/** Exports without asking, to a name that is free. */
export const exportAs = (format: ExportFormat): Change => requestEffect({kind: 'export', format});
