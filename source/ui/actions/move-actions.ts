import {nextGroup} from '../state/latency/groups.js';
import {nextOnScreen} from '../state/latency/moves.js';
import {moveRow, pageDown, pageUp} from '../state/lists.js';
import {hasMoreCharts, scrollCharts} from '../state/metrics-view.js';
import {scrollDetail} from '../state/moving.js';
import {shownIterations} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {scrollColumns} from '../state/table-columns.js';
import type {Action} from './action.js';

/** The views of one driver and call type. */
const showsGroup = ({latencyView}: State): boolean => latencyView === 'boxes' || latencyView === 'heatmap';
const hasIterations = (state: State): boolean => shownIterations(state).length > 0;
/** One agent by itself is left by Esc alone. */
const canLeaveIteration = (state: State): boolean => hasIterations(state) && !(state.screen === 'agents' && state.agents.view === 'one');

/** What moves the cursor, and what is in sight. */
export const moveActions = {
	next: {
		help: 'next row', group: 'Move', hint: 'next', change: moveRow(1),
	},
	previous: {help: 'row before', group: 'Move', change: moveRow(-1)},
	'page-down': {help: 'a page down', group: 'Move', change: pageDown},
	'page-up': {help: 'a page up', group: 'Move', change: pageUp},
	first: {help: 'first row', group: 'Move', change: moveRow(-Infinity)},
	last: {help: 'last row', group: 'Move', change: moveRow(Infinity)},
	'next-group': {
		help: 'next driver and call type (boxes, heatmap)',
		group: 'Move',
		screens: ['latency'],
		hint: 'group',
		applies: showsGroup,
		change: nextGroup(1),
	},
	'previous-group': {
		help: 'driver and call type before (boxes, heatmap)',
		group: 'Move',
		screens: ['latency'],
		applies: showsGroup,
		change: nextGroup(-1),
	},
	'next-iteration': {
		help: 'next iteration',
		group: 'Move',
		screens: ['latency', 'trends', 'metrics', 'agents'],
		hint: 'iteration',
		applies: canLeaveIteration,
		change: nextOnScreen(1),
	},
	'previous-iteration': {
		help: 'iteration before',
		group: 'Move',
		screens: ['latency', 'trends', 'metrics', 'agents'],
		applies: canLeaveIteration,
		change: nextOnScreen(-1),
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
	'charts-down': {
		help: 'next chart', group: 'Move', screens: ['metrics'], hint: 'charts', applies: hasMoreCharts, change: scrollCharts(1),
	},
	'charts-up': {
		help: 'chart before', group: 'Move', screens: ['metrics'], applies: hasMoreCharts, change: scrollCharts(-1),
	},
} as const satisfies Readonly<Record<string, Action>>;
