import fuzzysort from 'fuzzysort';
import {memoizeLast} from '../../../system/memoize.js';
import {columnItems, type Picker, type PickerItem} from '../../definitions.js';
import {clamp, sortBy} from '../../state/list.js';
import {filteredList, sortOf} from '../../state/rows.js';
import {
	closeOverlay, currentScreen, sequence, unchanged, type Change, type State,
} from '../../state/state.js';
import {paletteItems, runPaletteEntry} from './palette.js';
import {picking} from './state.js';

const sortItems = memoizeLast((columns: ReadonlyArray<Pick<PickerItem, 'id' | 'help'>>, unsorted: Omit<PickerItem, 'id'>): readonly PickerItem[] =>
	[{id: '', ...unsorted}, ...columnItems(columns)]);

/** Pickers common to all screens; a screen may have further ones. */
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
	palette: {title: () => 'Find', items: paletteItems, choose: runPaletteEntry},
};

/** The open picker. */
export function openedPicker(state: State): Picker | undefined {
	const {name} = picking.get(state);
	return commonPickers[name] ?? state.definitions.screens.find(({pickers}) => pickers?.[name])?.pickers?.[name];
}

const filteredItems = memoizeLast((from: readonly PickerItem[], query: string): readonly PickerItem[] => [
	...fuzzysort.go(query, from.filter(({isKept}) => isKept !== true), {keys: ['text', 'help'], limit: 0, threshold: 0}).map(({obj}) => obj),
	...from.filter(({isKept}) => isKept === true),
]);

/** The items of the open picker that contain the typed letters in order, best matches first. */
export function pickerItems(state: State): readonly PickerItem[] {
	const {query} = picking.get(state);
	const items = openedPicker(state)?.items(state) ?? [];
	return query.trim() === '' ? items : filteredItems(items, query);
}

/** Index of the item under the cursor. */
export function pickerCursor(state: State): number {
	const {cursor} = picking.get(state);
	const items = pickerItems(state);
	const current = openedPicker(state)?.current?.(state);
	return Math.min(cursor ?? Math.max(0, items.findIndex(({id}) => id === current)), Math.max(0, items.length - 1));
}

/** The item under the cursor. */
export const selectedItem = (state: State): PickerItem | undefined => pickerItems(state)[pickerCursor(state)];

/** Moves the cursor; it stops at the ends. */
export const movePickerCursor = (by: number): Change => state =>
	picking.set({cursor: clamp(pickerCursor(state) + by, pickerItems(state).length - 1)})(state);

/** Whether the open picker is a multi-select list, which stays open until it is closed. */
export const isMultiSelect = (state: State): boolean => openedPicker(state)?.isOn !== undefined;

/** Toggles the mark of the item under the cursor. */
export const togglePickerMark: Change = state => {
	const item = selectedItem(state);
	return (item && openedPicker(state)?.marks?.toggle(item.id)(state)) ?? state;
};

/** Whether items can be marked. */
export const hasMarks = (state: State): boolean => openedPicker(state)?.marks !== undefined;

/** Whether the open picker has a previous step. */
export const hasBack = (state: State): boolean => openedPicker(state)?.back !== undefined;

/** Returns to the previous step of the open picker; does nothing if there is none. */
export const goBack: Change = state => openedPicker(state)?.back?.(state) ?? state;

/** Applies the item under the cursor, and closes the picker unless it is a multi-select list. Does nothing without items, as while a list is loading. */
export const applySelectedItem: Change = state => {
	const item = selectedItem(state);
	return item ? openedPicker(state)?.choose(item.id)(isMultiSelect(state) ? state : closeOverlay(state)) ?? state : state;
};
