import {openChoice} from '../state/effects.js';
import {
	exportMistake, leaveExport, nextFormat, writeExport,
} from '../state/exporting.js';
import {cancelFilter, keepFilter} from '../state/filtering.js';
import {clearSearch, leaveHelp} from '../state/helping.js';
import {choose, pageOf, scrollText} from '../state/moving.js';
import {setMode} from '../state/viewing.js';
import type {Action} from './action.js';

/** What can be done above a screen: in help, texts, filters, file names, and in the choice of a campaign. */
export const modeActions = {
	'text-down': {
		help: 'down', group: 'Move', hint: 'scroll', change: scrollText(1),
	},
	'text-up': {help: 'up', group: 'Move', change: scrollText(-1)},
	'text-page-down': {help: 'a page down', group: 'Move', change: state => scrollText(pageOf(state))(state)},
	'text-page-up': {help: 'a page up', group: 'Move', change: state => scrollText(-pageOf(state))(state)},
	'text-top': {help: 'to the top', group: 'Move', change: scrollText(-Infinity)},

	'search-help': {
		help: 'search the help', group: 'Look', hint: 'search', change: setMode('search'),
	},
	'keep-search': {
		help: 'keep the search', group: 'Look', hint: 'keep', change: setMode('help'),
	},
	'clear-search': {
		help: 'clear the search', group: 'Look', hint: 'clear', change: clearSearch,
	},
	'leave-help': {
		help: 'close', group: 'Program', hint: 'close', change: leaveHelp,
	},

	'next-campaign': {
		help: 'next campaign', group: 'Move', hint: 'choose', change: choose(1),
	},
	'previous-campaign': {help: 'campaign before', group: 'Move', change: choose(-1)},
	'first-campaign': {help: 'first', group: 'Move', change: choose(-Infinity)},
	'last-campaign': {help: 'last', group: 'Move', change: choose(Infinity)},
	'open-campaign': {
		help: 'open the campaign', group: 'Screens', hint: 'open', change: openChoice,
	},

	'write-export': {
		help: 'write the file', group: 'Program', hint: 'write', blocked: exportMistake, change: writeExport,
	},
	'next-format': {
		help: 'next format: txt, csv, json', group: 'Look', hint: 'format', change: nextFormat,
	},
	'leave-export': {
		help: 'write nothing', group: 'Program', hint: 'cancel', change: leaveExport,
	},

	'leave-reading': {
		help: 'close', group: 'Program', hint: 'close', change: setMode('browse'),
	},

	'keep-filter': {
		help: 'keep the filter', group: 'Look', hint: 'keep', change: keepFilter,
	},
	'cancel-filter': {
		help: 'the filter as it was', group: 'Look', hint: 'cancel', change: cancelFilter,
	},
} as const satisfies Readonly<Record<string, Action>>;
