import {toggleAgentHistogram} from '../state/agents-view.js';
import {clearFilter, filterOf, openFilter} from '../state/filtering.js';
import {nextMeasure} from '../state/latency/compared.js';
import {nextLatencyX} from '../state/latency/groups.js';
import {clearMarks, toggleMark} from '../state/marking.js';
import {toggleOverlay} from '../state/metrics-view.js';
import {openPicker} from '../state/picking.js';
import {shownIterations} from '../state/selectors.js';
import {reverseSort, sortOf} from '../state/sorting.js';
import type {ScreenId, State} from '../state/state.js';
import {
	nextTrendCallType, nextTrendX, toggleTrendLog, trendCallTypes,
} from '../state/trending.js';
import {nextSide, nextView, toggleLog} from '../state/viewing.js';
import type {Action} from './action.js';

/** The screens whose rows have an order to choose. */
const sorted: readonly ScreenId[] = ['iterations', 'table', 'latency', 'agents'];
/** The views of one driver and call type. */
const showsGroup = ({latencyView}: State): boolean => latencyView === 'boxes' || latencyView === 'heatmap';

/** What changes how the rows and pictures look. */
export const lookActions = {
	'toggle-agent-histogram': {
		help: 'how many agents have how much of what orders them',
		group: 'Look',
		screens: ['agents'],
		hint: 'histogram',
		change: toggleAgentHistogram,
	},
	'clear-filter': {
		help: 'clear the filter',
		group: 'Look',
		hint: 'clear filter',
		applies: state => (filterOf(state) ?? (shownIterations(state).length === 0 ? state.filter : undefined)) !== undefined,
		change: clearFilter,
	},
	'clear-marks': {
		help: 'take all marks away', group: 'Look', hint: 'clear marks', applies: state => state.marked.size > 0, change: clearMarks,
	},
	'open-columns': {
		help: 'choose the columns of the table',
		group: 'Look',
		screens: ['table'],
		hint: 'choose columns',
		change: openPicker('columns'),
	},
	'toggle-mark': {
		help: 'mark the iteration, or not: for comparing', group: 'Look', hint: 'mark', change: toggleMark,
	},
	'toggle-groups': {help: 'group by driver and call type, or run order', group: 'Look', change: state => ({...state, grouped: !state.grouped})},
	'open-filter': {
		help: 'filter: words, driver=broker, client_fail>0, joined by & and |', group: 'Look', hint: 'filter', change: openFilter,
	},
	'open-sort': {
		help: 'sort by a column',
		group: 'Look',
		screens: sorted,
		hint: 'sort',
		change: state => openPicker(state.screen === 'agents' ? 'agent-sort' : 'sort')(state),
	},
	'reverse-sort': {
		help: 'reverse the order',
		group: 'Look',
		screens: sorted,
		blocked: state => (sortOf(state) ? undefined : 'nothing is sorted yet: s chooses a column'),
		change: reverseSort,
	},
	'next-side': {
		help: 'latency of: the primary side, clients, servers',
		group: 'Look',
		screens: ['iterations', 'latency', 'agents'],
		hint: 'side',
		change: nextSide,
	},
	'next-view': {
		help: 'latency as: distribution, compare, boxes, heatmap, multiples',
		group: 'Look',
		screens: ['latency'],
		hint: 'view',
		change: nextView,
	},
	'next-latency-x': {
		help: 'boxes and heatmap against iterations, clients',
		group: 'Look',
		screens: ['latency'],
		hint: 'x axis',
		applies: showsGroup,
		change: nextLatencyX,
	},
	'next-measure': {
		help: 'compare counts, share, cumulative share',
		group: 'Look',
		screens: ['latency'],
		hint: 'measure',
		applies: state => state.latencyView === 'compare',
		change: nextMeasure,
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
		help: 'all iterations of the driver and call type over each other, or one',
		group: 'Look',
		screens: ['metrics'],
		hint: 'overlay',
		change: toggleOverlay,
	},
	'next-trend-x': {
		help: 'against clients, servers, iterations', group: 'Look', screens: ['trends'], hint: 'x axis', change: nextTrendX,
	},
	'next-call-type': {
		help: 'next call type',
		group: 'Look',
		screens: ['trends'],
		hint: 'call type',
		blocked: state => (trendCallTypes(state).length > 1 ? undefined : 'there is only one call type here'),
		change: nextTrendCallType,
	},
	'toggle-trend-log': {
		help: 'y on a log scale', group: 'Look', screens: ['trends'], hint: 'log y', change: toggleTrendLog,
	},
} as const satisfies Readonly<Record<string, Action>>;
