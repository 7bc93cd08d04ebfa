import fuzzysort from 'fuzzysort';
import {columns} from '../campaign/columns.js';
import type {Change, State} from './state/state.js';

export type PickerItem = {readonly id: string; readonly text: string; readonly help: string};

export type Picker = {
	readonly title: string;
	readonly items: (state: State) => readonly PickerItem[];
	/** The item that holds now. */
	readonly current?: (state: State) => string | undefined;
	readonly choose: (id: string) => Change;
};

const meanLatency: PickerItem = {id: '', text: 'mean latency', help: 'of clients for rpc-call, of servers for all others'};
const runOrder: PickerItem = {id: '', text: 'run order', help: 'as the campaign ran'};

/** Every list to choose from; a row more is a picker more, with its own fuzzy search. */
export const pickers: Readonly<Record<string, Picker>> = {
	sort: {
		title: 'Sort by',
		items: () => [runOrder, ...columns.map(({id, help}) => ({id, text: id, help}))],
		current: ({sort}) => sort?.column ?? runOrder.id,
		choose: id => state => {
			const column = columns.find(one => one.id === id);
			return {...state, sort: column && {column: column.id, descending: state.sort?.column === id && state.sort.descending}};
		},
	},
	metric: {
		title: 'Trend of',
		items: () => [meanLatency, ...columns.filter(({kind}) => kind !== 'text').map(({id, help}) => ({id, text: id, help}))],
		current: ({trendMetric}) => trendMetric ?? meanLatency.id,
		choose: id => state => ({...state, trendMetric: columns.find(one => one.id === id)?.id}),
	},
};

/** What the open picker offers, narrowed to what has the typed letters in their order, best matches first. */
export function pickerItems(state: State): readonly PickerItem[] {
	const {id, query} = state.picking;
	const items = pickers[id]?.items(state) ?? [];
	return query.trim() === ''
		? items
		: fuzzysort.go(query, [...items], {keys: ['text', 'help'], limit: 0, threshold: 0}).map(({obj}) => obj);
}
