import type {Action} from './actions/action.js';
import {actions} from './actions/actions.js';
import {modeActions} from './actions/mode-actions.js';
import {pickerActions} from './actions/picker-actions.js';
import {browseKeys, type Keys} from './browse-keys.js';
import type {Mode, ScreenId, State} from './state/state.js';

const allActions = {...actions, ...modeActions, ...pickerActions};

export type ActionId = keyof typeof allActions;

/** An action by its name. */
export const actionOf = (id: ActionId): Action => allActions[id];

export type KeyRow = Keys & {readonly action: ActionId};

/** The keys of each mode; the first row whose action applies answers a key. Footer and help are printed from it. */
export const keymap: Readonly<Record<Mode, readonly KeyRow[]>> = {
	browse: browseKeys,
	filter: [
		{keys: ['enter'], shown: 'Enter', action: 'keep-filter'},
		{keys: ['escape'], shown: 'Esc', action: 'cancel-filter'},
		{keys: ['down'], shown: '↓', action: 'next'},
		{keys: ['up'], shown: '↑', action: 'previous'},
	],
	pick: [
		{keys: ['down', 'ctrl-n'], shown: '↓', action: 'pick-down'},
		{keys: ['up', 'ctrl-p'], shown: '↑', action: 'pick-up'},
		{keys: ['pagedown', 'ctrl-f'], shown: 'PgDn', action: 'pick-page-down'},
		{keys: ['pageup', 'ctrl-b'], shown: 'PgUp', action: 'pick-page-up'},
		{keys: ['enter', 'space'], shown: 'Enter Space', action: 'toggle-pick'},
		{keys: ['escape'], shown: 'Esc', action: 'close-picker'},
		{keys: ['enter'], shown: 'Enter', action: 'take-pick'},
		{keys: ['escape'], shown: 'Esc', action: 'leave-picker'},
	],
	export: [
		{keys: ['enter'], shown: 'Enter', action: 'write-export'},
		{keys: ['tab'], shown: 'Tab', action: 'next-format'},
		{keys: ['escape'], shown: 'Esc', action: 'leave-export'},
	],
	read: [
		{keys: ['down', 'j'], shown: '↓ j', action: 'text-down'},
		{keys: ['up', 'k'], shown: '↑ k', action: 'text-up'},
		{keys: ['pagedown', 'ctrl-f', 'ctrl-d', 'space'], shown: 'PgDn', action: 'text-page-down'},
		{keys: ['pageup', 'ctrl-b', 'ctrl-u'], shown: 'PgUp', action: 'text-page-up'},
		{keys: ['g', 'home'], shown: 'g', action: 'text-top'},
		{keys: ['y'], shown: 'y', action: 'copy'},
		{keys: ['escape', 'enter', 'q', 'i'], shown: 'Esc', action: 'leave-reading'},
	],
	help: [
		{keys: ['down', 'j'], shown: '↓ j', action: 'text-down'},
		{keys: ['up', 'k'], shown: '↑ k', action: 'text-up'},
		{keys: ['pagedown', 'ctrl-f', 'ctrl-d', 'space'], shown: 'PgDn', action: 'text-page-down'},
		{keys: ['pageup', 'ctrl-b', 'ctrl-u'], shown: 'PgUp', action: 'text-page-up'},
		{keys: ['g', 'home'], shown: 'g', action: 'text-top'},
		{keys: ['/'], shown: '/', action: 'search-help'},
		{keys: ['escape', '?', 'q', 'enter'], shown: 'Esc', action: 'leave-help'},
	],
	search: [
		{keys: ['down'], shown: '↓', action: 'text-down'},
		{keys: ['up'], shown: '↑', action: 'text-up'},
		{keys: ['enter'], shown: 'Enter', action: 'keep-search'},
		{keys: ['escape'], shown: 'Esc', action: 'clear-search'},
	],
	choose: [
		{keys: ['down', 'j'], shown: '↓ j', action: 'next-campaign'},
		{keys: ['up', 'k'], shown: '↑ k', action: 'previous-campaign'},
		{keys: ['g', 'home'], shown: 'g', action: 'first-campaign'},
		{keys: ['G', 'end'], shown: 'G', action: 'last-campaign'},
		{keys: ['enter', 'right', 'l'], shown: 'Enter', action: 'open-campaign'},
		{keys: ['?'], shown: '?', action: 'open-help'},
		{keys: ['q'], shown: 'q ^C', action: 'quit'},
	],
};

/** Keys that mean the same whatever takes the others. */
export const everywhere: readonly KeyRow[] = [
	{keys: ['ctrl-c'], shown: '^C', action: 'quit'},
	{keys: ['ctrl-l'], shown: '^L', action: 'redraw'},
	{keys: ['ctrl-z'], shown: '^Z', action: 'suspend'},
];

/** The row that answers a key now; undefined where the key means nothing. */
export const rowFor = (state: State, key: string): KeyRow | undefined =>
	[...everywhere, ...keymap[state.mode]].find(row => row.keys.includes(key) && isActive(row, state));

/** Whether a row is about this screen and has something to do. */
export function isActive(row: KeyRow, state: State): boolean {
	const {applies} = actionOf(row.action);
	return isAbout(row, state.screen) && (!applies || applies(state));
}

/** Whether a row is about a screen. */
export const isAbout = ({action}: KeyRow, screen: ScreenId): boolean => actionOf(action).screens?.includes(screen) ?? true;
