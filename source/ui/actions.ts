import {neighbour} from './screens/titles.js';
import {selectedAgent, showAgents, toggleAgentHistogram} from './state/agents-view.js';
import {
	cancelFilter, clearFilter, filterOf, keepFilter, openFilter,
} from './state/filtering.js';
import {
	clearSearch, leaveHelp, openHelp, scrollHelp,
} from './state/helping.js';
import {clearMarks, toggleMark} from './state/marking.js';
import {moveRow, pageDown, pageUp} from './state/lists.js';
import {openPicker} from './state/picking.js';
import {openChoice, want} from './state/effects.js';
import {
	exportAs, exportMistake, leaveExport, nextFormat, openExport, writeExport,
} from './state/exporting.js';
import {nextMeasure} from './state/latency/compared.js';
import {nextGroup, nextLatencyX} from './state/latency/groups.js';
import {nextOnScreen} from './state/latency/moves.js';
import {
	askAgain, canAskAgain, hasMoreCharts, isAskingMetrics, scrollCharts, stopMetrics, toggleOverlay,
} from './state/metrics-view.js';
import {choose, pageOf, scrollDetail} from './state/moving.js';
import {currentIteration, openProblem} from './state/problems-view.js';
import {isMessageCut, readMessages, scrollReading} from './state/reading.js';
import {shownIterations} from './state/selectors.js';
import {reverseSort, sortOf} from './state/sorting.js';
import type {Change, ScreenId, State} from './state/state.js';
import {scrollColumns} from './state/table-columns.js';
import {
	nextTrendCallType, nextTrendX, toggleTrendLog, trendCallTypes,
} from './state/trending.js';
import {
	dismiss, nextSide, nextView, setMode, show, showDistribution, tell, toggleLog,
} from './state/viewing.js';

export const groups = ['Screens', 'Move', 'Look', 'Program'] as const;

export type Action = {
	readonly help: string;
	readonly group: (typeof groups)[number];
	/** A word for the footer; what has none is in the help alone. */
	readonly hint?: string;
	/** Its hint stays where others have no room. */
	readonly isKept?: boolean;
	/** The screens that know it; all where absent. */
	readonly screens?: readonly ScreenId[];
	/** Whether it means anything now; where not, its key is free for others. */
	readonly applies?: (state: State) => boolean;
	/** Whether there is such a thing here at all; where not, the help is silent about it. */
	readonly exists?: (state: State) => boolean;
	/** Why it cannot be done now, for the person who asks for it. */
	readonly blocked?: (state: State) => string | undefined;
	readonly change: Change;
};

/** The screens whose rows have an order to choose. */
const sorted: readonly ScreenId[] = ['iterations', 'table', 'latency', 'agents'];
/** The views of one driver and call type. */
const showsGroup = ({latencyView}: State): boolean => latencyView === 'boxes' || latencyView === 'heatmap';
const hasIterations = (state: State): boolean => shownIterations(state).length > 0;
/** One agent by itself is left by Esc alone. */
const canLeaveIteration = (state: State): boolean => hasIterations(state) && !(state.screen === 'agents' && state.agents.view === 'one');
const hasChoices = ({choices}: State): boolean => choices.length > 0;
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
		help: 'open the latency of the iteration', group: 'Screens', screens: ['iterations', 'table', 'trends'], hint: 'latency', applies: hasIterations, change: show('latency'),
	},
	'open-agent': {
		help: 'open the agent: its own distribution and errors',
		group: 'Screens',
		screens: ['agents'],
		hint: 'open',
		applies: state => state.agents.view === 'list' && selectedAgent(state) !== undefined,
		change: showAgents('one'),
	},
	'toggle-agent-histogram': {
		help: 'how many agents have how much of what orders them', group: 'Look', screens: ['agents'], hint: 'histogram', change: toggleAgentHistogram,
	},
	'close-agent': {
		help: 'back to all agents',
		group: 'Screens',
		screens: ['agents'],
		hint: 'all agents',
		applies: state => state.agents.view !== 'list',
		change: showAgents('list'),
	},
	'open-problem': {
		help: 'go to the iteration of the problem', group: 'Screens', screens: ['problems'], hint: 'go to it', applies: state => currentIteration(state) !== undefined, change: openProblem,
	},
	'dismiss-message': {
		help: 'dismiss the message', group: 'Program', hint: 'dismiss', applies: hasMessage, change: dismiss,
	},
	'clear-filter': {
		help: 'clear the filter', group: 'Look', hint: 'clear filter', applies: state => (filterOf(state) ?? (shownIterations(state).length === 0 ? state.filter : undefined)) !== undefined, change: clearFilter,
	},
	'clear-marks': {
		help: 'take all marks away', group: 'Look', hint: 'clear marks', applies: state => state.marked.size > 0, change: clearMarks,
	},
	'back-to-list': {
		help: 'back to the list', group: 'Screens', screens: ['table', 'latency', 'trends', 'metrics', 'agents', 'problems'], hint: 'back', change: show('iterations'),
	},
	'back-to-campaigns': {
		help: 'back to the campaigns', group: 'Screens', screens: ['iterations'], hint: 'campaigns', applies: hasChoices, exists: hasChoices, change: setMode('choose'),
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
		help: 'next iteration', group: 'Move', screens: ['latency', 'trends', 'metrics', 'agents'], hint: 'iteration', applies: canLeaveIteration, change: nextOnScreen(1),
	},
	'previous-iteration': {
		help: 'iteration before', group: 'Move', screens: ['latency', 'trends', 'metrics', 'agents'], applies: canLeaveIteration, change: nextOnScreen(-1),
	},
	'columns-right': {
		help: 'columns to the right', group: 'Move', screens: ['table'], hint: 'columns', change: scrollColumns(1),
	},
	'columns-left': {
		help: 'columns to the left', group: 'Move', screens: ['table'], change: scrollColumns(-1),
	},
	'open-columns': {
		help: 'choose the columns of the table', group: 'Look', screens: ['table'], hint: 'choose columns', change: openPicker('columns'),
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
		help: 'choose the column of the trend, or the metric',
		group: 'Look',
		screens: ['trends', 'metrics'],
		hint: 'metric',
		change: state => openPicker(state.screen === 'metrics' ? 'catalogue' : 'metric')(state),
	},
	'toggle-overlay': {
		help: 'all iterations of the driver and call type over each other, or one', group: 'Look', screens: ['metrics'], hint: 'overlay', change: toggleOverlay,
	},
	'charts-down': {
		help: 'next chart', group: 'Move', screens: ['metrics'], hint: 'charts', applies: hasMoreCharts, change: scrollCharts(1),
	},
	'charts-up': {
		help: 'chart before', group: 'Move', screens: ['metrics'], applies: hasMoreCharts, change: scrollCharts(-1),
	},
	'stop-metrics': {
		help: 'stop asking for metrics', group: 'Program', screens: ['metrics'], hint: 'stop', applies: isAskingMetrics, change: stopMetrics,
	},
	'ask-again': {
		help: 'ask again for the metrics that failed', group: 'Program', screens: ['metrics'], hint: 'ask again', applies: canAskAgain, change: askAgain,
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
		help: 'copy what is shown to the terminal\'s clipboard', group: 'Program', hint: 'copy', change: want({kind: 'copy'}),
	},
	inspect: {help: 'where this comes from: files and formulas', group: 'Program', change: want({kind: 'inspect'})},
	'open-palette': {
		help: 'find any action, column or iteration by some letters', group: 'Program', hint: 'palette', change: openPicker('palette'),
	},
	'read-messages': {
		help: 'read the whole message', group: 'Program', hint: 'whole message', applies: isMessageCut, change: readMessages,
	},
	reload: {help: 'read the campaign again', group: 'Program', change: want({kind: 'reload'})},
	'open-help': {
		help: 'this help', group: 'Program', hint: 'help', isKept: true, change: openHelp,
	},
	redraw: {help: 'draw again', group: 'Program', change: want({kind: 'redraw'})},
	suspend: {help: 'suspend; fg comes back', group: 'Program', change: want({kind: 'suspend'})},
	quit: {
		help: 'quit', group: 'Program', hint: 'quit', isKept: true, change: want({kind: 'quit'}),
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

	'reading-down': {
		help: 'down', group: 'Move', hint: 'scroll', change: scrollReading(1),
	},
	'reading-up': {help: 'up', group: 'Move', change: scrollReading(-1)},
	'reading-page-down': {help: 'a page down', group: 'Move', change: state => scrollReading(pageOf(state))(state)},
	'reading-page-up': {help: 'a page up', group: 'Move', change: state => scrollReading(-pageOf(state))(state)},
	'reading-top': {help: 'to the top', group: 'Move', change: scrollReading(-Infinity)},
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

export type ActionId = keyof typeof actions;

/** What an action does to the state: its change, or why there is none now. */
export const perform = (action: Action): Change => state => {
	const reason = action.applies?.(state) === false ? `nothing to do now: ${action.help}` : action.blocked?.(state);
	return reason === undefined ? action.change(state) : tell({kind: 'info', text: reason})(state);
};
