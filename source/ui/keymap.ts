import {
	choose, chooseSort, cancelFilter, clearFilter, keepFilter, move, moveSort, nextSide, openFilter, openSort, pageOf, reverseSort, scrollColumns,
	scrollHelp, setMode, show, tell, toggleLog, type Change,
} from './state/changes.js';
import type {Mode, ScreenId, State} from './state/state.js';

/** What a key cannot do by changing state alone. */
export type Effect = 'open' | 'quit' | 'redraw' | 'suspend' | 'reload';

export type KeyRow = {
	readonly keys: readonly string[];
	/** As people read it in the help. */
	readonly shown: string;
	readonly help: string;
	readonly group: 'Screens' | 'Move' | 'Look' | 'Program';
	readonly mode: Mode;
	/** Only there; everywhere where absent. */
	readonly screens?: readonly ScreenId[];
	/** Short text for the footer; keys without one are in the help alone. */
	readonly hint?: string;
	/** Whether the key does anything now. */
	readonly applies?: (state: State) => boolean;
	readonly change?: (state: State) => State;
	readonly effect?: Effect;
};

const paging: Change = state => move(pageOf(state))(state);
const pagingBack: Change = state => move(-pageOf(state))(state);

/** Every key of the explorer; the footer and the help are printed from it. The first row that fits a key answers it. */
export const keymap: readonly KeyRow[] = [
	{
		keys: ['1'], shown: '1', help: 'Iterations: list and details', group: 'Screens', mode: 'browse', change: show('iterations'),
	},
	{
		keys: ['2'], shown: '2', help: 'Table: every column', group: 'Screens', mode: 'browse', change: show('table'),
	},
	{
		keys: ['3'], shown: '3', help: 'Latency: the distribution, large', group: 'Screens', mode: 'browse', change: show('latency'),
	},
	{
		keys: ['tab'], shown: 'Tab', help: 'next screen', group: 'Screens', mode: 'browse', change: state => show(neighbour(state.screen, 1))(state),
	},
	{
		keys: ['shift-tab'], shown: 'Shift-Tab', help: 'screen before', group: 'Screens', mode: 'browse', change: state => show(neighbour(state.screen, -1))(state),
	},
	{
		keys: ['enter'], shown: 'Enter', help: 'open the latency of the iteration', group: 'Screens', mode: 'browse', screens: ['iterations', 'table'], hint: 'latency', change: show('latency'),
	},
	{
		keys: ['escape'], shown: 'Esc', help: 'dismiss the message', group: 'Look', mode: 'browse', applies: state => state.message !== undefined, change: tell(undefined),
	},
	{
		keys: ['escape'], shown: 'Esc', help: 'clear the filter', group: 'Look', mode: 'browse', hint: 'clear filter', applies: state => state.filter !== undefined, change: clearFilter,
	},
	{
		keys: ['escape'], shown: 'Esc', help: 'back to the list', group: 'Screens', mode: 'browse', screens: ['table', 'latency'], hint: 'back', change: show('iterations'),
	},

	{
		keys: ['escape'], shown: 'Esc', help: 'back to the campaigns', group: 'Screens', mode: 'browse', screens: ['iterations'], hint: 'campaigns', applies: state => state.choices.length > 0, change: setMode('choose'),
	},

	{
		keys: ['down', 'j'], shown: '↓ j', help: 'next iteration', group: 'Move', mode: 'browse', hint: 'next', change: move(1),
	},
	{
		keys: ['up', 'k'], shown: '↑ k', help: 'iteration before', group: 'Move', mode: 'browse', change: move(-1),
	},
	{
		keys: ['pagedown', 'ctrl-f', 'ctrl-d'], shown: 'PgDn ^F ^D', help: 'a page down', group: 'Move', mode: 'browse', change: paging,
	},
	{
		keys: ['pageup', 'ctrl-b', 'ctrl-u'], shown: 'PgUp ^B ^U', help: 'a page up', group: 'Move', mode: 'browse', change: pagingBack,
	},
	{
		keys: ['g', 'home'], shown: 'g Home', help: 'first iteration', group: 'Move', mode: 'browse', change: move(-Infinity),
	},
	{
		keys: ['G', 'end'], shown: 'G End', help: 'last iteration', group: 'Move', mode: 'browse', change: move(Infinity),
	},
	{
		keys: ['right', 'l'], shown: '→ l', help: 'columns to the right', group: 'Move', mode: 'browse', screens: ['table'], hint: 'columns', change: scrollColumns(1),
	},
	{
		keys: ['left', 'h'], shown: '← h', help: 'columns to the left', group: 'Move', mode: 'browse', screens: ['table'], change: scrollColumns(-1),
	},
	{
		keys: ['right', 'l'], shown: '→ l', help: 'next iteration', group: 'Move', mode: 'browse', screens: ['latency'], change: move(1),
	},
	{
		keys: ['left', 'h'], shown: '← h', help: 'iteration before', group: 'Move', mode: 'browse', screens: ['latency'], change: move(-1),
	},

	{
		keys: ['/'], shown: '/', help: 'filter: words, driver=broker, client_fail>0, joined by & and |', group: 'Look', mode: 'browse', hint: 'filter', change: openFilter,
	},
	{
		keys: ['s'], shown: 's', help: 'sort by a column', group: 'Look', mode: 'browse', hint: 'sort', change: openSort,
	},
	{
		keys: ['S'], shown: 'S', help: 'reverse the order', group: 'Look', mode: 'browse', hint: 'reverse', applies: state => state.sort !== undefined, change: reverseSort,
	},
	{
		keys: ['c'], shown: 'c', help: 'latency of: the side that speaks, clients, servers', group: 'Look', mode: 'browse', screens: ['iterations', 'latency'], hint: 'side', change: nextSide,
	},
	{
		keys: ['L'], shown: 'L', help: 'counts on a log scale', group: 'Look', mode: 'browse', screens: ['iterations', 'latency'], hint: 'log counts', change: toggleLog,
	},

	{
		keys: ['x'], shown: 'x', help: 'dismiss the message', group: 'Program', mode: 'browse', hint: 'dismiss', applies: state => state.message !== undefined, change: tell(undefined),
	},
	{
		keys: ['r'], shown: 'r', help: 'read the campaign again', group: 'Program', mode: 'browse', effect: 'reload',
	},
	{
		keys: ['?'], shown: '?', help: 'this help', group: 'Program', mode: 'browse', hint: 'help', change: setMode('help'),
	},
	{
		keys: ['ctrl-l'], shown: '^L', help: 'draw again', group: 'Program', mode: 'browse', effect: 'redraw',
	},
	{
		keys: ['ctrl-z'], shown: '^Z', help: 'suspend; fg comes back', group: 'Program', mode: 'browse', effect: 'suspend',
	},
	{
		keys: ['q'], shown: 'q ^C', help: 'quit', group: 'Program', mode: 'browse', hint: 'quit', effect: 'quit',
	},

	{
		keys: ['down', 'j'], shown: '↓ j', help: 'down', group: 'Move', mode: 'help', hint: 'scroll', change: scrollHelp(1),
	},
	{
		keys: ['up', 'k'], shown: '↑ k', help: 'up', group: 'Move', mode: 'help', change: scrollHelp(-1),
	},
	{
		keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page down', group: 'Move', mode: 'help', change: state => scrollHelp(pageOf(state))(state),
	},
	{
		keys: ['pageup'], shown: 'PgUp', help: 'a page up', group: 'Move', mode: 'help', change: state => scrollHelp(-pageOf(state))(state),
	},
	{
		keys: ['escape', '?', 'q', 'enter'], shown: 'Esc', help: 'close', group: 'Program', mode: 'help', hint: 'close', change: setMode('browse'),
	},

	{
		keys: ['down', 'j'], shown: '↓ j', help: 'next campaign', group: 'Move', mode: 'choose', hint: 'choose', change: choose(1),
	},
	{
		keys: ['up', 'k'], shown: '↑ k', help: 'campaign before', group: 'Move', mode: 'choose', change: choose(-1),
	},
	{
		keys: ['g', 'home'], shown: 'g', help: 'first', group: 'Move', mode: 'choose', change: choose(-Infinity),
	},
	{
		keys: ['G', 'end'], shown: 'G', help: 'last', group: 'Move', mode: 'choose', change: choose(Infinity),
	},
	{
		keys: ['enter', 'right', 'l'], shown: 'Enter', help: 'open the campaign', group: 'Screens', mode: 'choose', hint: 'open', effect: 'open',
	},
	{
		keys: ['q'], shown: 'q ^C', help: 'quit', group: 'Program', mode: 'choose', hint: 'quit', effect: 'quit',
	},

	{
		keys: ['down', 'j'], shown: '↓ j', help: 'down', group: 'Move', mode: 'sort', hint: 'choose', change: moveSort(1),
	},
	{
		keys: ['up', 'k'], shown: '↑ k', help: 'up', group: 'Move', mode: 'sort', change: moveSort(-1),
	},
	{
		keys: ['g', 'home'], shown: 'g', help: 'first', group: 'Move', mode: 'sort', change: moveSort(-Infinity),
	},
	{
		keys: ['G', 'end'], shown: 'G', help: 'last', group: 'Move', mode: 'sort', change: moveSort(Infinity),
	},
	{
		keys: ['enter', 's'], shown: 'Enter', help: 'sort by it', group: 'Look', mode: 'sort', hint: 'sort by it', change: chooseSort,
	},
	{
		keys: ['escape', 'q'], shown: 'Esc', help: 'leave the order as it is', group: 'Look', mode: 'sort', hint: 'cancel', change: setMode('browse'),
	},

	{
		keys: ['enter'], shown: 'Enter', help: 'keep the filter', group: 'Look', mode: 'filter', hint: 'keep', change: keepFilter,
	},
	{
		keys: ['escape'], shown: 'Esc', help: 'the filter as it was', group: 'Look', mode: 'filter', hint: 'cancel', change: cancelFilter,
	},
	{
		keys: ['down'], shown: '↓', help: 'next iteration', group: 'Move', mode: 'filter', change: move(1),
	},
	{
		keys: ['up'], shown: '↑', help: 'iteration before', group: 'Move', mode: 'filter', change: move(-1),
	},
];

const everywhere: readonly KeyRow[] = keymap.filter(row => row.effect === 'redraw' || row.effect === 'suspend');

/** The row that answers a key now; undefined where the key means nothing. */
export const rowFor = (state: State, key: string): KeyRow | undefined =>
	keymap.find(row => row.mode === state.mode && row.keys.includes(key) && isActive(row, state)) ?? everywhere.find(row => row.keys.includes(key));

/** Whether a row is about this screen and has something to do. */
export const isActive = (row: KeyRow, state: State): boolean =>
	(!row.screens || row.screens.includes(state.screen)) && (!row.applies || row.applies(state));

const order: readonly ScreenId[] = ['iterations', 'table', 'latency'];
const neighbour = (screen: ScreenId, by: number): ScreenId => order[(order.indexOf(screen) + by + order.length) % order.length] ?? 'iterations';
