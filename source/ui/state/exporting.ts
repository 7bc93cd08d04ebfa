import path from 'node:path';
import {exportFormats, type ExportFormat} from '../../reports/report.js';
import {requestEffect} from './effects.js';
import {selectedIteration} from './selectors.js';
import type {Change, State} from './state.js';
import {clearNotice} from './viewing.js';

/** Asks for the name of a file, with one to begin with. */
export const openExport: Change = state => clearNotice({...state, mode: 'export', exporting: {file: exportName(state, 'csv'), replaces: undefined}});

/** A name that tells what is in the file: the campaign, the screen, and the iteration where the screen is of one. */
export function exportName(state: State, format: ExportFormat): string {
	const isOfOne = state.screen === 'agents' || state.screen === 'metrics' || (state.screen === 'latency' && state.latencyView === 'distribution');
	const parts = [state.campaign, state.screen, isOfOne ? selectedIteration(state)?.label : undefined];
	return `${parts.filter(part => part !== undefined && part !== '').join('-').replaceAll(/[^\p{L}\p{N}._\-]+/gv, '_')}.${format}`;
}

export const typeExport = (edit: (text: string) => string): Change => state =>
	clearNotice({...state, exporting: {file: edit(state.exporting.file), replaces: undefined}});

/** The format that the name ends with; undefined for any other ending. */
const formatOf = (file: string): ExportFormat | undefined => exportFormats.find(format => file.endsWith(`.${format}`));

/** Why nothing can be written under the name. */
export const exportMistake = ({exporting: {file}}: State): string | undefined =>
	formatOf(file) === undefined ? `the name must end with ${exportFormats.map(format => `.${format}`).join(', ')}: Tab chooses` : undefined;

/** The same name with the next ending. */
export const nextFormat: Change = state => {
	const {file} = state.exporting;
	const format = formatOf(file);
	const index = format === undefined ? -1 : exportFormats.indexOf(format);
	const next = exportFormats[(index + 1) % exportFormats.length] ?? 'txt';
	const stem = format === undefined ? file.replace(path.extname(file), '') : file.slice(0, -format.length - 1);
	return clearNotice({...state, exporting: {file: `${stem}.${next}`, replaces: undefined}});
};

/** Writes the file; one that is there already only if it was asked about. */
export const writeExport: Change = state => {
	const {file, replaces} = state.exporting;
	const format = formatOf(file) ?? 'txt';
	return requestEffect({
		kind: 'export', format, file, replace: replaces === file,
	})(state);
};

/** A file of that name is there: Enter once more replaces it. */
export const askReplace = (file: string): Change => state => ({...state, mode: 'export', exporting: {file, replaces: file}});

/** Leaves all as it is. */
export const leaveExport: Change = state => clearNotice({...state, mode: 'browse'});

/** Exports without asking, to a name that is free. */
export const exportAs = (format: ExportFormat): Change => requestEffect({kind: 'export', format});
