import type {Binding, Screen, ScreenKeys} from '../definitions.js';
import {hasCampaigns, openChooser} from '../overlays/campaigns/state.js';
import {exportAs, openExport} from '../overlays/export.js';
import {openHelp} from '../overlays/help/state.js';
import {openPicker} from '../overlays/picker/state.js';
import {openMessages} from '../overlays/pager.js';
import {isLoadingFigures, stopFigures} from '../figures/in-use.js';
import {
	clearIterationMarks, hasIterations, markedIterations, toggleIterationMark,
} from '../state/iterations.js';
import {dismiss, isMessageCut} from '../state/messages.js';
import {
	canClearFilter, clearFilter, movePage, moveRow,
} from '../state/rows.js';
import {
	requestEffect, show, type Change, type State,
} from '../state/state.js';
import {copyKey, filterKey} from './shared-keys.js';

/** Opens a screen by its number. */
const openScreen = ({id, title, help}: Screen, index: number): Binding => ({
	id: `show-${id}`, keys: [String(index + 1)], help: `${title}: ${help}`, group: 'Screens', run: show(id),
});

const showNeighbour = (by: number): Change => state => {
	const {screens} = state.definitions;
	const index = screens.findIndex(({id}) => id === state.screen);
	return show(screens[(index + by + screens.length) % screens.length]?.id ?? state.screen)(state);
};

const isFirstScreen = ({screen, definitions}: State): boolean => screen === definitions.screens[0]?.id;

/** Keys that work everywhere, even in overlays and text fields. */
export const globalKeys: readonly Binding[] = [
	{
		id: 'quit', keys: ['ctrl-c'], help: 'quit', group: 'Program', run: requestEffect({kind: 'quit'}),
	},
	{
		id: 'redraw', keys: ['ctrl-l'], help: 'redraw', group: 'Program', run: requestEffect({kind: 'redraw'}),
	},
	{
		id: 'suspend', keys: ['ctrl-z'], help: 'suspend; fg resumes', group: 'Program', run: requestEffect({kind: 'suspend'}),
	},
];

/** Quits the program. */
export const quitKey: Binding = {
	id: 'quit', keys: ['q'], help: 'quit', group: 'Program', hint: 'quit', isKept: true, run: requestEffect({kind: 'quit'}),
};

/** Opens the help. */
export const helpKey: Binding = {
	id: 'open-help', keys: ['?'], help: 'this help', group: 'Program', hint: 'help', isKept: true, run: openHelp,
};

const rowKeys: readonly Binding[] = [
	{
		id: 'next', keys: ['down', 'j', 'n'], help: 'next row', group: 'Move', hint: 'next', run: moveRow(1),
	},
	{
		id: 'previous', keys: ['up', 'k', 'N'], help: 'previous row', group: 'Move', run: moveRow(-1),
	},
	{
		id: 'page-down', keys: ['pagedown', 'ctrl-f', 'ctrl-d'], help: 'a page down', group: 'Move', run: movePage(1),
	},
	{
		id: 'page-up', keys: ['pageup', 'ctrl-b', 'ctrl-u'], help: 'a page up', group: 'Move', run: movePage(-1),
	},
	{
		id: 'first', keys: ['g', 'home'], help: 'first row', group: 'Move', run: moveRow(-Infinity),
	},
	{
		id: 'last', keys: ['G', 'end'], help: 'last row', group: 'Move', run: moveRow(Infinity),
	},
];

const neighbourKeys: readonly Binding[] = [
	{
		id: 'next-screen', keys: ['tab'], help: 'next screen', group: 'Screens', run: showNeighbour(1),
	},
	{
		id: 'previous-screen', keys: ['shift-tab'], help: 'previous screen', group: 'Screens', run: showNeighbour(-1),
	},
];

const openMessagesKey: Binding = {
	id: 'read-messages',
	keys: ['enter'],
	help: 'read the whole message',
	group: 'Program',
	hint: 'whole message',
	applies: isMessageCut,
	isHidden: true,
	run: openMessages,
};

const dismissKey: Binding = {
	id: 'dismiss-message',
	keys: ['x'],
	help: 'dismiss the message',
	group: 'Program',
	hint: 'dismiss',
	applies: ({messages}) => messages.length > 0,
	isHidden: true,
	run: dismiss,
};

const stopFiguresKey: Binding = {
	id: 'stop-figures', keys: ['escape'], help: 'stop loading figures of metrics', group: 'Program', hint: 'stop metrics', applies: isLoadingFigures, run: stopFigures,
};

const backKeys: readonly Binding[] = [
	{
		id: 'stop-fetching',
		keys: ['escape'],
		help: 'stop fetching the campaign',
		group: 'Program',
		hint: 'stop',
		applies: ({fetching}) => fetching !== undefined,
		exists: ({fetching}) => fetching !== undefined,
		run: requestEffect({kind: 'stopFetching'}),
	},
	{
		id: 'clear-filter', keys: ['escape'], help: 'clear the filter', group: 'View', hint: 'clear filter', applies: canClearFilter, run: clearFilter,
	},
	{
		id: 'clear-marks',
		keys: ['escape'],
		help: 'clear all marks',
		group: 'View',
		hint: 'clear marks',
		applies: state => markedIterations(state).size > 0,
		run: clearIterationMarks,
	},
	{
		id: 'back-to-list',
		keys: ['escape'],
		help: 'back to the list',
		group: 'Screens',
		hint: 'back',
		applies: state => !isFirstScreen(state),
		exists: state => !isFirstScreen(state),
		run: state => show(state.definitions.screens[0]?.id ?? state.screen)(state),
	},
	{
		id: 'back-to-campaigns',
		keys: ['escape'],
		help: 'back to the campaigns',
		group: 'Screens',
		hint: 'campaigns',
		applies: hasCampaigns,
		exists: state => hasCampaigns(state) && isFirstScreen(state),
		run: openChooser,
	},
];

const displayKeys: readonly Binding[] = [
	{
		id: 'toggle-mark', keys: ['space'], help: 'mark or unmark the iteration, for comparing', group: 'View', hint: 'mark', run: toggleIterationMark,
	},
	{
		id: 'toggle-groups', keys: ['t'], help: 'group by driver and call type, or run order', group: 'View', run: state => ({...state, grouped: !state.grouped}),
	},
	filterKey,
];

const programKeys: readonly Binding[] = [
	{
		id: 'open-export',
		keys: ['e'],
		help: 'export what is shown: txt, csv or json',
		group: 'Program',
		hint: 'export',
		blocked: state => hasIterations(state) ? undefined : 'there is nothing here to export',
		run: openExport,
	},
	copyKey,
	{
		id: 'inspect', keys: ['i'], help: 'where this comes from: files and formulas', group: 'Program', run: requestEffect({kind: 'inspect'}),
	},
	{
		id: 'reload', keys: ['r'], help: 'reload the campaign', group: 'Program', run: requestEffect({kind: 'reload'}),
	},
	{
		id: 'open-palette',
		keys: [':'],
		help: 'find an action, column or iteration by some of its letters',
		group: 'Program',
		hint: 'palette',
		isHidden: true,
		run: openPicker('palette'),
	},
	helpKey,
	quitKey,
];

/** Actions without a key, available only in the palette. */
export const keylessBindings: readonly Binding[] = [
	{
		id: 'export-txt', keys: [], help: 'export text: what is shown, as shown', group: 'Program', run: exportAs('txt'),
	},
	{
		id: 'export-csv', keys: [], help: 'export csv: the numbers of what is shown', group: 'Program', run: exportAs('csv'),
	},
	{
		id: 'export-json', keys: [], help: 'export json: the numbers of what is shown', group: 'Program', run: exportAs('json'),
	},
];

/** The keys of a screen, its own among the common ones. The first that applies wins, and comes first in the footer. */
export const screenKeys = (screens: readonly Screen[], {
	open = [], leave = [], view = [], move = [], display = [],
}: ScreenKeys): readonly Binding[] => [
	...screens.map((screen, index) => openScreen(screen, index)),
	...neighbourKeys,
	openMessagesKey,
	...open,
	dismissKey,
	...leave,
	stopFiguresKey,
	...backKeys,
	...view,
	...rowKeys,
	...move,
	...displayKeys,
	...display,
	...programKeys,
];
