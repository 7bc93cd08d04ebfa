import type {ScreenId} from '../state/state.js';

/** The screens in the order of their tabs, what they are called, and the key that opens each. */
export const titles: ReadonlyArray<{readonly id: ScreenId; readonly title: string; readonly key: string}> = [
	{id: 'iterations', title: 'Iterations', key: '1'},
	{id: 'table', title: 'Table', key: '2'},
	{id: 'latency', title: 'Latency', key: '3'},
	{id: 'trends', title: 'Trends', key: '4'},
	{id: 'metrics', title: 'Metrics', key: '5'},
	{id: 'agents', title: 'Agents', key: '6'},
	{id: 'problems', title: 'Problems', key: '7'},
];

export const screenTitle = (id: ScreenId): string => titles.find(item => item.id === id)?.title ?? id;

/** The screen `by` tabs on; after the last comes the first. */
export const neighbour = (id: ScreenId, by: number): ScreenId =>
	titles[(titles.findIndex(item => item.id === id) + by + titles.length) % titles.length]?.id ?? id;
