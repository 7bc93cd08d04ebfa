import fuzzysort from 'fuzzysort';
import {memoizeLast} from '../../../system/memoize.js';
import {columnItems, type Picker, type PickerItem} from '../../definitions.js';
import {clamp, sortBy} from '../../state/list.js';
import {filteredList, sortOf} from '../../state/rows.js';
import {
	closeOverlay, currentScreen, sequence, unchanged, type Change, type State,
} from '../../state/state.js';
import {paletteItems, takeFromPalette} from './palette.js';
import {picking} from './state.js';

const sortItems = memoizeLast((columns: ReadonlyArray<Pick<PickerItem, 'id' | 'help'>>, unsorted: Omit<PickerItem, 'id'>): readonly PickerItem[] =>
	[{id: '', ...unsorted}, ...columnItems(columns)]);

/** Pickers of all screens; a screen has its own beside them. */
const commonPickers: Readonly<Record<string, Picker>> = {
	sort: {
		title: state => filteredList(state).sorting?.title ?? '',
		items(state) {
			const {sorting} = filteredList(state);
			return sorting ? sortItems(sorting.columns(state), sorting.unsorted) : [];
		},
		current: state => sortOf(state)?.column ?? '',
		choose: id => state => sequence(
			sortBy(filteredList(state), id === '' ? undefined : id),
			currentScreen(state).afterSort?.(id) ?? unchanged,
		)(state),
	},
	palette: {title: () => 'Find', items: paletteItems, choose: takeFromPalette},
};

/** The picker that is open. */
export function openedPicker(state: State): Picker | undefined {
	const {name} = picking.get(state);
	return commonPickers[name] ?? state.parts.screens.find(({pickers}) => pickers?.[name])?.pickers?.[name];
}

const narrowed = memoizeLast((from: readonly PickerItem[], query: string): readonly PickerItem[] => [
	...fuzzysort.go(query, from.filter(({isKept}) => isKept !== true), {keys: ['text', 'help'], limit: 0, threshold: 0}).map(({obj}) => obj),
	...from.filter(({isKept}) => isKept === true),
]);

/** What the open picker offers, narrowed to what has the typed letters in their order, best matches first. */
export function pickerItems(state: State): readonly PickerItem[] {
	const {query} = picking.get(state);
	const items = openedPicker(state)?.items(state) ?? [];
	return query.trim() === '' ? items : narrowed(items, query);
}

/** The index of the cursor in it. */
export function pickerCursor(state: State): number {
	const {cursor} = picking.get(state);
	const items = pickerItems(state);
	const current = openedPicker(state)?.current?.(state);
	return Math.min(cursor ?? Math.max(0, items.findIndex(({id}) => id === current)), Math.max(0, items.length - 1));
}

/** The item under the cursor. */
export const pickedItem = (state: State): PickerItem | undefined => pickerItems(state)[pickerCursor(state)];

/** Moves the cursor; it stops at the ends. */
export const movePick = (by: number): Change => state =>
	picking.set({cursor: clamp(pickerCursor(state) + by, pickerItems(state).length - 1)})(state);

/** Whether the open picker is for several choices: it stays open until it is closed. */
export const staysOpen = (state: State): boolean => openedPicker(state)?.isOn !== undefined;

/** Marks the item under the cursor, or takes its mark away. */
export const toggleMark: Change = state => {
	const item = pickedItem(state);
	return (item && openedPicker(state)?.marks?.toggle(item.id)(state)) ?? state;
};

/** Whether several items can be taken at once. */
export const hasMarks = (state: State): boolean => openedPicker(state)?.marks !== undefined;

/** Whether there is a step back. */
export const hasBack = (state: State): boolean => openedPicker(state)?.back !== undefined;
export const goBack: Change = state => openedPicker(state)?.back?.(state) ?? state;

/** Does what the row under the cursor stands for; a picker for one choice closes. Does nothing without a row, as while a list still loads. */
export const takePick: Change = state => {
	const item = pickedItem(state);
	return item ? openedPicker(state)?.choose(item.id)(staysOpen(state) ? state : closeOverlay(state)) ?? state : state;
};
