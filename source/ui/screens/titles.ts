import type {ScreenId} from '../state/state.js';

/** The screens in the order of their tabs, and what they are called. */
export const titles: ReadonlyArray<{readonly id: ScreenId; readonly title: string}> = [
	{id: 'iterations', title: 'Iterations'},
	{id: 'table', title: 'Table'},
	{id: 'latency', title: 'Latency'},
	{id: 'trends', title: 'Trends'},
];

export const screenTitle = (id: ScreenId): string => titles.find(one => one.id === id)?.title ?? id;

/** The screen `by` tabs on; after the last comes the first. */
export const neighbour = (id: ScreenId, by: number): ScreenId =>
	titles[(titles.findIndex(one => one.id === id) + by + titles.length) % titles.length]?.id ?? id;
