import {neighbour} from './screens/titles.js';
import {
	cancelFilter, clearFilter, filterOf, keepFilter, openFilter,
} from './state/filtering.js';
import {
	clearSearch, leaveHelp, openHelp, scrollHelp,
} from './state/helping.js';
import {clearMarks, toggleMark} from './state/marking.js';
import {moveRow, pageDown, pageUp} from './state/lists.js';
import {nextMeasure} from './state/latency/compared.js';
import {nextGroup, nextLatencyX} from './state/latency/groups.js';
import {nextOnScreen} from './state/latency/moves.js';
import {choose, pageOf, scrollDetail} from './state/moving.js';
import {movePick, openPicker, takePick} from './state/picking.js';
import {openProblem} from './state/problems-view.js';
import {reverseSort, sortOf} from './state/sorting.js';
import type {Change, ScreenId, State} from './state/state.js';
import {
	nextTrendCallType, nextTrendX, toggleTrendLog, trendCallTypes,
} from './state/trending.js';
import {
	dismiss, nextSide, nextView, scrollColumns, setMode, show, showDistribution, toggleLog,
} from './state/viewing.js';

/** What no change of state can do: `run` does it. */
export type Effect = 'open' | 'quit' | 'redraw' | 'suspend' | 'reload';

export const groups = ['Screens', 'Move', 'Look', 'Program'] as const;

export type Action = {
	readonly help: string;
	readonly group: (typeof groups)[number];
	/** A word for the footer; what has none is in the help alone. */
	readonly hint?: string;
	/** The screens that know it; all where absent. */
	readonly screens?: readonly ScreenId[];
	/** Whether it means anything now; where not, its key is free for others. */
	readonly applies?: (state: State) => boolean;
	/** Why it cannot be done now, for the person who asks for it. */
	readonly blocked?: (state: State) => string | undefined;
} & ({readonly change: Change} | {readonly effect: Effect});

/** The screens whose rows have an order to choose. */
const sorted: readonly ScreenId[] = ['iterations', 'table', 'latency', 'agents'];
/** The views of one driver and call type. */
const showsGroup = ({latencyView}: State): boolean => latencyView === 'boxes' || latencyView === 'heatmap';
const hasMessage = ({messages}: State): boolean => messages.length > 0;

/** Everything that can be done; keys, footer and help refer to these rows. */
export const actions = {
	'show-iterations': {help: 'Iterations: list and details', group: 'Screens', change: show('iterations')},
	'show-table': {help: 'Table: every column', group: 'Screens', change: show('table')},
	'show-latency': {help: 'Latency: the distribution, large', group: 'Screens', change: show('latency')},
	'show-trends': {help: 'Trends: a column against clients, servers or iterations', group: 'Screens', change: show('trends')},
	'show-metrics': {help: 'Metrics: what the machines did meanwhile', group: 'Screens', change: show('metrics')},
	'show-agents': {help: 'Agents: each client and server of the iteration', group: 'Screens', change: show('agents')},
	'show-problems': {help: 'Problems: what is wrong, and what to do', group: 'Screens', change: show('problems')},
	'next-screen': {help: 'next screen', group: 'Screens', change: state => show(neighbour(state.screen, 1))(state)},
	'previous-screen': {help: 'screen before', group: 'Screens', change: state => show(neighbour(state.screen, -1))(state)},
	'open-latency': {
		help: 'open the latency of the iteration', group: 'Screens', screens: ['iterations', 'table', 'trends'], hint: 'latency', change: show('latency'),
	},
	'open-agent': {
		help: 'open the agent: its own distribution and errors',
		group: 'Screens',
		screens: ['agents'],
		hint: 'open',
		applies: state => !state.agents.isOpen,
		change: state => ({...state, agents: {...state.agents, isOpen: true}}),
	},
	'close-agent': {
		help: 'back to all agents',
		group: 'Screens',
		screens: ['agents'],
		hint: 'all agents',
		applies: state => state.agents.isOpen,
		change: state => ({...state, agents: {...state.agents, isOpen: false}}),
	},
	'open-problem': {
		help: 'go to the iteration of the problem', group: 'Screens', screens: ['problems'], hint: 'go to it', change: openProblem,
	},
	'dismiss-message': {
		help: 'dismiss the message', group: 'Program', hint: 'dismiss', applies: hasMessage, change: dismiss,
	},
	'clear-filter': {
		help: 'clear the filter', group: 'Look', hint: 'clear filter', applies: state => filterOf(state) !== undefined, change: clearFilter,
	},
	'clear-marks': {
		help: 'take all marks away', group: 'Look', hint: 'clear marks', applies: state => state.marked.size > 0, change: clearMarks,
	},
	'back-to-list': {
		help: 'back to the list', group: 'Screens', screens: ['table', 'latency', 'trends', 'metrics', 'agents', 'problems'], hint: 'back', change: show('iterations'),
	},
	'back-to-campaigns': {
		help: 'back to the campaigns', group: 'Screens', screens: ['iterations'], hint: 'campaigns', applies: state => state.choices.length > 0, change: setMode('choose'),
	},
	next: {
		help: 'next row', group: 'Move', hint: 'next', change: moveRow(1),
	},
	previous: {help: 'row before', group: 'Move', change: moveRow(-1)},
	'page-down': {help: 'a page down', group: 'Move', change: pageDown},
	'page-up': {help: 'a page up', group: 'Move', change: pageUp},
	first: {help: 'first row', group: 'Move', change: moveRow(-Infinity)},
	last: {help: 'last row', group: 'Move', change: moveRow(Infinity)},
	'next-group': {
		help: 'next driver and call type (boxes, heatmap)', group: 'Move', screens: ['latency'], hint: 'group', applies: showsGroup, change: nextGroup(1),
	},
	'previous-group': {
		help: 'driver and call type before (boxes, heatmap)', group: 'Move', screens: ['latency'], applies: showsGroup, change: nextGroup(-1),
	},
	'next-iteration': {
		help: 'next iteration', group: 'Move', screens: ['latency', 'trends', 'agents'], hint: 'iteration', change: nextOnScreen(1),
	},
	'previous-iteration': {
		help: 'iteration before', group: 'Move', screens: ['latency', 'trends', 'agents'], change: nextOnScreen(-1),
	},
	'columns-right': {
		help: 'columns to the right', group: 'Move', screens: ['table'], hint: 'columns', change: scrollColumns(1),
	},
	'columns-left': {
		help: 'columns to the left', group: 'Move', screens: ['table'], change: scrollColumns(-1),
	},
	'detail-down': {
		help: 'scroll the detail', group: 'Move', screens: ['iterations'], hint: 'detail', change: scrollDetail(1),
	},
	'detail-up': {
		help: 'scroll the detail back', group: 'Move', screens: ['iterations'], change: scrollDetail(-1),
	},
	'toggle-mark': {
		help: 'mark the iteration, or not: for comparing', group: 'Look', hint: 'mark', change: toggleMark,
	},
	'toggle-groups': {
		help: 'group by driver and call type, or run order', group: 'Look', change: state => ({...state, grouped: !state.grouped}),
	},
	'open-filter': {
		help: 'filter: words, driver=broker, client_fail>0, joined by & and |', group: 'Look', hint: 'filter', change: openFilter,
	},
	'open-sort': {
		help: 'sort by a column', group: 'Look', screens: sorted, hint: 'sort', change: state => openPicker(state.screen === 'agents' ? 'agent-sort' : 'sort')(state),
	},
	'reverse-sort': {
		help: 'reverse the order',
		group: 'Look',
		screens: sorted,
		blocked: state => sortOf(state) ? undefined : 'nothing is sorted yet: s chooses a column',
		change: reverseSort,
	},
	'next-side': {
		help: 'latency of: the side that speaks, clients, servers', group: 'Look', screens: ['iterations', 'latency', 'agents'], hint: 'side', change: nextSide,
	},
	'next-view': {
		help: 'latency as: distribution, compare, boxes, heatmap, multiples', group: 'Look', screens: ['latency'], hint: 'view', change: nextView,
	},
	'show-distribution': {
		help: 'the distribution of the iteration', group: 'Screens', screens: ['latency'], hint: 'distribution', applies: state => state.latencyView !== 'distribution', change: showDistribution,
	},
	'next-latency-x': {
		help: 'boxes and heatmap against iterations, clients', group: 'Look', screens: ['latency'], hint: 'x axis', applies: showsGroup, change: nextLatencyX,
	},
	'next-measure': {
		help: 'compare counts, share, cumulative share', group: 'Look', screens: ['latency'], hint: 'measure', applies: state => state.latencyView === 'compare', change: nextMeasure,
	},
	'toggle-log': {
		help: 'counts on a log scale', group: 'Look', screens: ['iterations', 'latency', 'agents'], hint: 'log counts', change: toggleLog,
	},
	'open-metric': {
		help: 'choose the column of the trend', group: 'Look', screens: ['trends'], hint: 'metric', change: openPicker('metric'),
	},
	'next-trend-x': {
		help: 'against clients, servers, iterations', group: 'Look', screens: ['trends'], hint: 'x axis', change: nextTrendX,
	},
	'next-call-type': {
		help: 'next call type',
		group: 'Look',
		screens: ['trends'],
		hint: 'call type',
		blocked: state => trendCallTypes(state).length > 1 ? undefined : 'there is only one call type here',
		change: nextTrendCallType,
	},
	'toggle-trend-log': {
		help: 'y on a log scale', group: 'Look', screens: ['trends'], hint: 'log y', change: toggleTrendLog,
	},
	reload: {help: 'read the campaign again', group: 'Program', effect: 'reload'},
	'open-help': {
		help: 'this help', group: 'Program', hint: 'help', change: openHelp,
	},
	redraw: {help: 'draw again', group: 'Program', effect: 'redraw'},
	suspend: {help: 'suspend; fg comes back', group: 'Program', effect: 'suspend'},
	quit: {
		help: 'quit', group: 'Program', hint: 'quit', effect: 'quit',
	},

	'help-down': {
		help: 'down', group: 'Move', hint: 'scroll', change: scrollHelp(1),
	},
	'help-up': {help: 'up', group: 'Move', change: scrollHelp(-1)},
	'help-page-down': {help: 'a page down', group: 'Move', change: state => scrollHelp(pageOf(state))(state)},
	'help-page-up': {help: 'a page up', group: 'Move', change: state => scrollHelp(-pageOf(state))(state)},
	'help-top': {help: 'to the top', group: 'Move', change: scrollHelp(-Infinity)},
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
		help: 'open the campaign', group: 'Screens', hint: 'open', effect: 'open',
	},

	'pick-down': {
		help: 'down', group: 'Move', hint: 'choose', change: movePick(1),
	},
	'pick-up': {help: 'up', group: 'Move', change: movePick(-1)},
	'pick-page-down': {help: 'a page down', group: 'Move', change: state => movePick(pageOf(state))(state)},
	'pick-page-up': {help: 'a page up', group: 'Move', change: state => movePick(-pageOf(state))(state)},
	'take-pick': {
		help: 'take it', group: 'Look', hint: 'take', change: takePick,
	},
	'leave-picker': {
		help: 'leave all as it is', group: 'Look', hint: 'cancel', change: setMode('browse'),
	},

	'keep-filter': {
		help: 'keep the filter', group: 'Look', hint: 'keep', change: keepFilter,
	},
	'cancel-filter': {
		help: 'the filter as it was', group: 'Look', hint: 'cancel', change: cancelFilter,
	},
} as const satisfies Readonly<Record<string, Action>>;

export type ActionId = keyof typeof actions;

/** An action by its name. */
export const actionOf = (id: ActionId): Action => actions[id];
