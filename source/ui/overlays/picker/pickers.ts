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

/** Pickers of all screens; a screen has its own beside them. */
const commonPickers: Readonly<Record<string, Picker>> = {
	sort: {
		title: state => filteredList(state).sorting?.title ?? '',
		items(state) {
			const {sorting} = filteredList(state);
			return sorting ? [{id: '', ...sorting.unsorted}, ...columnItems(sorting.columns(state))] : [];
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

const narrowed = memoizeLast((from: readonly PickerItem[], query: string): readonly PickerItem[] =>
	fuzzysort.go(query, [...from], {keys: ['text', 'help'], limit: 0, threshold: 0}).map(({obj}) => obj));

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

/** Moves the cursor; it stops at the ends. */
export const movePick = (by: number): Change => state =>
	picking.set({cursor: clamp(pickerCursor(state) + by, pickerItems(state).length - 1)})(state);

/** Whether the open picker is for several choices: it stays open until it is closed. */
export const staysOpen = (state: State): boolean => openedPicker(state)?.isOn !== undefined;

/** Does what the row under the cursor stands for; a picker for one choice closes. */
export const takePick: Change = state => {
	const item = pickerItems(state)[pickerCursor(state)];
	const after = staysOpen(state) ? state : closeOverlay(state);
	return (item && openedPicker(state)?.choose(item.id)(after)) ?? after;
};
