import {actionOf, type ActionId} from './actions.js';
import type {Mode, ScreenId, State} from './state/state.js';

export type KeyRow = {
	readonly keys: readonly string[];
	/** As people read it. */
	readonly shown: string;
	readonly action: ActionId;
};

/** The keys of each mode; the first row whose action applies answers a key. Footer and help are printed from it. */
export const keymap: Readonly<Record<Mode, readonly KeyRow[]>> = {
	browse: [
		{keys: ['1'], shown: '1', action: 'show-iterations'},
		{keys: ['2'], shown: '2', action: 'show-table'},
		{keys: ['3'], shown: '3', action: 'show-latency'},
		{keys: ['4'], shown: '4', action: 'show-trends'},
		{keys: ['5'], shown: '5', action: 'show-metrics'},
		{keys: ['6'], shown: '6', action: 'show-agents'},
		{keys: ['7'], shown: '7', action: 'show-problems'},
		{keys: ['tab'], shown: 'Tab', action: 'next-screen'},
		{keys: ['shift-tab'], shown: 'Shift-Tab', action: 'previous-screen'},
		{keys: ['enter'], shown: 'Enter', action: 'open-latency'},
		{keys: ['enter'], shown: 'Enter', action: 'open-agent'},
		{keys: ['enter'], shown: 'Enter', action: 'open-problem'},
		{keys: ['enter'], shown: 'Enter', action: 'show-distribution'},
		{keys: ['x'], shown: 'x', action: 'dismiss-message'},
		{keys: ['escape'], shown: 'Esc', action: 'close-agent'},
		{keys: ['escape'], shown: 'Esc', action: 'clear-filter'},
		{keys: ['escape'], shown: 'Esc', action: 'clear-marks'},
		{keys: ['escape'], shown: 'Esc', action: 'back-to-list'},
		{keys: ['escape'], shown: 'Esc', action: 'back-to-campaigns'},
		{keys: ['down', 'j'], shown: '↓ j', action: 'next'},
		{keys: ['up', 'k'], shown: '↑ k', action: 'previous'},
		{keys: ['pagedown', 'ctrl-f', 'ctrl-d'], shown: 'PgDn ^F ^D', action: 'page-down'},
		{keys: ['pageup', 'ctrl-b', 'ctrl-u'], shown: 'PgUp ^B ^U', action: 'page-up'},
		{keys: ['g', 'home'], shown: 'g Home', action: 'first'},
		{keys: ['G', 'end'], shown: 'G End', action: 'last'},
		{keys: ['right', 'l'], shown: '→ l', action: 'columns-right'},
		{keys: ['left', 'h'], shown: '← h', action: 'columns-left'},
		{keys: ['right', 'l'], shown: '→ l', action: 'next-group'},
		{keys: ['left', 'h'], shown: '← h', action: 'previous-group'},
		{keys: ['right', 'l'], shown: '→ l', action: 'next-iteration'},
		{keys: ['left', 'h'], shown: '← h', action: 'previous-iteration'},
		{keys: ['J'], shown: 'J', action: 'detail-down'},
		{keys: ['K'], shown: 'K', action: 'detail-up'},
		{keys: ['m'], shown: 'm', action: 'open-metric'},
		{keys: ['X'], shown: 'X', action: 'next-trend-x'},
		{keys: ['X'], shown: 'X', action: 'next-latency-x'},
		{keys: ['%'], shown: '%', action: 'next-measure'},
		{keys: ['T'], shown: 'T', action: 'next-call-type'},
		{keys: ['L'], shown: 'L', action: 'toggle-trend-log'},
		{keys: ['space'], shown: 'Space', action: 'toggle-mark'},
		{keys: ['t'], shown: 't', action: 'toggle-groups'},
		{keys: ['/'], shown: '/', action: 'open-filter'},
		{keys: ['s'], shown: 's', action: 'open-sort'},
		{keys: ['S'], shown: 'S', action: 'reverse-sort'},
		{keys: ['c'], shown: 'c', action: 'next-side'},
		{keys: ['v'], shown: 'v', action: 'next-view'},
		{keys: ['L'], shown: 'L', action: 'toggle-log'},
		{keys: ['r'], shown: 'r', action: 'reload'},
		{keys: ['?'], shown: '?', action: 'open-help'},
		{keys: ['q'], shown: 'q ^C', action: 'quit'},
	],
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
		{keys: ['enter'], shown: 'Enter', action: 'take-pick'},
		{keys: ['escape'], shown: 'Esc', action: 'leave-picker'},
	],
	help: [
		{keys: ['down', 'j'], shown: '↓ j', action: 'help-down'},
		{keys: ['up', 'k'], shown: '↑ k', action: 'help-up'},
		{keys: ['pagedown', 'ctrl-f', 'ctrl-d', 'space'], shown: 'PgDn', action: 'help-page-down'},
		{keys: ['pageup', 'ctrl-b', 'ctrl-u'], shown: 'PgUp', action: 'help-page-up'},
		{keys: ['g', 'home'], shown: 'g', action: 'help-top'},
		{keys: ['/'], shown: '/', action: 'search-help'},
		{keys: ['escape', '?', 'q', 'enter'], shown: 'Esc', action: 'leave-help'},
	],
	search: [
		{keys: ['down'], shown: '↓', action: 'help-down'},
		{keys: ['up'], shown: '↑', action: 'help-up'},
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
