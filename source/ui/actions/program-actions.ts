import {requestEffect} from '../state/effects.js';
import {exportAs, openExport} from '../state/exporting.js';
import {openHelp} from '../state/helping.js';
import {
	askAgain, canAskAgain, isLoadingMetrics, stopMetrics,
} from '../state/metrics-view.js';
import {openPicker} from '../state/picking.js';
import {isMessageCut, readMessages} from '../state/reading.js';
import {shownIterations} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {dismiss} from '../state/viewing.js';
import type {Action} from './action.js';

const hasMessage = ({messages}: State): boolean => messages.length > 0;

/** What the program does beside showing. */
export const programActions = {
	'dismiss-message': {
		help: 'dismiss the message', group: 'Program', hint: 'dismiss', applies: hasMessage, change: dismiss,
	},
	'stop-metrics': {
		help: 'stop asking for metrics', group: 'Program', screens: ['metrics'], hint: 'stop', applies: isLoadingMetrics, change: stopMetrics,
	},
	'ask-again': {
		help: 'ask again for the metrics that failed', group: 'Program', screens: ['metrics'], hint: 'ask again', applies: canAskAgain, change: askAgain,
	},
	'open-export': {
		help: 'export what is shown: txt, csv or json',
		group: 'Program',
		hint: 'export',
		blocked: state => shownIterations(state).length > 0 ? undefined : 'there is nothing here to export',
		change: openExport,
	},
	'export-txt': {help: 'export text: what is shown, as it is shown', group: 'Program', change: exportAs('txt')},
	'export-csv': {help: 'export csv: the numbers of what is shown', group: 'Program', change: exportAs('csv')},
	'export-json': {help: 'export json: the numbers of what is shown', group: 'Program', change: exportAs('json')},
	copy: {
		help: 'copy what is shown to the terminal\'s clipboard', group: 'Program', hint: 'copy', change: requestEffect({kind: 'copy'}),
	},
	inspect: {help: 'where this comes from: files and formulas', group: 'Program', change: requestEffect({kind: 'inspect'})},
	'open-palette': {
		help: 'find any action, column or iteration by some letters', group: 'Program', hint: 'palette', change: openPicker('palette'),
	},
	'read-messages': {
		help: 'read the whole message', group: 'Program', hint: 'whole message', applies: isMessageCut, change: readMessages,
	},
	reload: {help: 'read the campaign again', group: 'Program', change: requestEffect({kind: 'reload'})},
	'open-help': {
		help: 'this help', group: 'Program', hint: 'help', isKept: true, change: openHelp,
	},
	redraw: {help: 'draw again', group: 'Program', change: requestEffect({kind: 'redraw'})},
	suspend: {help: 'suspend; fg comes back', group: 'Program', change: requestEffect({kind: 'suspend'})},
	quit: {
		help: 'quit', group: 'Program', hint: 'quit', isKept: true, change: requestEffect({kind: 'quit'}),
	},
} as const satisfies Readonly<Record<string, Action>>;
