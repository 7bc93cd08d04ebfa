import {messageLine} from '../../components/message-line.js';
import type {Overlay} from '../../definitions.js';
import {
	editFile, exporting, fileMistake, leaveExport, nextFormat, writeExport,
} from './state.js';

/** Edits the name of the file to export to. */
export const exportOverlay: Overlay = {
	keys: [
		{
			id: 'write-export', keys: ['enter'], help: 'write the file', group: 'Program', hint: 'write', blocked: fileMistake, run: writeExport,
		},
		{
			id: 'next-format', keys: ['tab'], help: 'next format: txt, csv, json', group: 'Look', hint: 'format', run: nextFormat,
		},
		{
			id: 'leave-export', keys: ['escape'], help: 'write nothing', group: 'Program', hint: 'cancel', run: leaveExport,
		},
	],
	field: {
		prompt: 'file: ', edit: editFile, text: state => exporting.get(state).file, note: state => messageLine(state),
	},
};
