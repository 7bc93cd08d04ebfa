import fuzzysort from 'fuzzysort';
import {agentColumns} from '../campaign/agents/agent-columns.js';
import {allColumns, scrolledColumns} from '../campaign/query/columns.js';
import {metrics} from '../metrics/catalogue.js';
import {memoizeLast} from '../system/memoize.js';
import {paletteItems, takeFromPalette, type PickerItem} from './palette.js';
import {selectedMetric, showMetric} from './state/metrics-view.js';
import type {Change, State} from './state/state.js';
import {showAllColumns, tableColumns, toggleColumn} from './state/table-columns.js';

export type Picker = {
	readonly title: string;
	readonly items: (state: State) => readonly PickerItem[];
	/** The item that holds now. */
	readonly current?: (state: State) => string | undefined;
	/** Whether an item is on, in a list of several choices: such a list stays open until it is left. */
	readonly isOn?: (state: State, id: string) => boolean;
	readonly choose: (id: string) => Change;
};

const meanLatency: PickerItem = {id: '', text: 'mean latency', help: 'of clients for rpc-call, of servers for all others'};
const noneHidden: PickerItem = {id: '', text: 'all columns', help: 'none is left out'};
const runOrder: PickerItem = {id: '', text: 'run order', help: 'as the campaign ran'};

/** Every list to choose from; a row more is a picker more, with its own fuzzy search. */
export const pickers: Readonly<Record<string, Picker>> = {
	sort: {
		title: 'Sort by',
		items: () => [runOrder, ...allColumns.map(({id, help}) => ({id, text: id, help}))],
		current: ({sort}) => sort?.column ?? runOrder.id,
		choose: id => state => {
			const column = allColumns.find(item => item.id === id);
			const sort = column && {column: column.id, descending: state.sort?.column === id && state.sort.descending};
			const index = tableColumns(state).findIndex(item => item.id === id);
			// On the table the column comes into sight, with the arrow in its head.
			return {...state, sort, firstColumn: state.screen === 'table' && index !== -1 ? index : state.firstColumn};
		},
	},
	'agent-sort': {
		title: 'Sort agents by',
		items: () => [{...runOrder, text: 'log order', help: 'as in the logs'}, ...agentColumns.map(({id, help}) => ({id, text: id, help}))],
		current: ({agents}) => agents.sort?.column ?? runOrder.id,
		choose: id => state => {
			const column = agentColumns.find(agentColumn => agentColumn.id === id);
			const isSame = state.agents.sort?.column === id;
			return {
				...state,
				agents: {...state.agents, cursor: 0, sort: column && {column: column.id, descending: isSame && state.agents.sort?.descending}},
			};
		},
	},
	palette: {title: 'Find', items: paletteItems, choose: takeFromPalette},
	columns: {
		title: 'Columns of the table',
		items: () => [noneHidden, ...scrolledColumns.map(({id, help}) => ({id, text: id, help}))],
		isOn: ({hiddenColumns}, id) =>
			id === noneHidden.id ? hiddenColumns.size === 0 : scrolledColumns.some(item => item.id === id && !hiddenColumns.has(item.id)),
		choose: id => (id === noneHidden.id ? showAllColumns : toggleColumn(id)),
	},
	catalogue: {
		title: 'Metric',
		items: () => metrics.map(({name, title}) => ({id: name, text: name, help: title})),
		current: state => selectedMetric(state)?.name,
		choose: showMetric,
	},
	metric: {
		title: 'Trend of',
		items: () => [meanLatency, ...allColumns.filter(({kind}) => kind !== 'text').map(({id, help}) => ({id, text: id, help}))],
		current: ({trendMetric}) => trendMetric ?? meanLatency.id,
		choose: id => state => ({...state, trendMetric: allColumns.find(item => item.id === id)?.id}),
	},
};

const narrowed = memoizeLast((from: readonly PickerItem[], query: string): readonly PickerItem[] =>
	fuzzysort.go(query, [...from], {keys: ['text', 'help'], limit: 0, threshold: 0}).map(({obj}) => obj));

/** What the open picker offers, narrowed to what has the typed letters in their order, best matches first. */
export function pickerItems(state: State): readonly PickerItem[] {
	const {id, query} = state.picking;
	const from = pickers[id]?.items(state) ?? [];
	if (query.trim() === '') {
		return from;
	}

	return narrowed(from, query);
}

/** The index of the cursor in it. */
export function pickerCursor(state: State): number {
	const {id, cursor} = state.picking;
	const items = pickerItems(state);
	const current = pickers[id]?.current?.(state);
	return Math.min(cursor ?? Math.max(0, items.findIndex(item => item.id === current)), Math.max(0, items.length - 1));
}
