import type {Binding} from '../../definitions.js';
import {defineSlice} from '../../state/slice.js';
import {clamp} from '../../state/list.js';
import {
	closeOverlay, openOverlay, sequence, type Change,
} from '../../state/state.js';

/** A text to read, wrapped where it is shown: not clean. Keys are what can be done with what it is about. */
export type Text = {readonly title: string; readonly lines: readonly string[]; readonly keys?: readonly Binding[] | undefined};

/** The text, its first line in sight, and what its lines must contain to be shown. */
export const reading = defineSlice<{readonly text: Text; readonly top: number; readonly query: string}>('reading', {
	text: {title: '', lines: []}, top: 0, query: '',
});

/** Shows a text in place of the screen. */
export const read = (text: Text): Change => sequence(reading.set({text, top: 0, query: ''}), openOverlay('reading'));

/** Edits what is searched. */
export const editReadingSearch = (edit: (text: string) => string): Change => reading.update(({query}) => ({query: edit(query), top: 0}));

export const clearReadingSearch: Change = sequence(reading.set({query: '', top: 0}), openOverlay('reading'));

/** One step out: first out of the search, then back to the screen. */
export const leaveReading: Change = state => reading.get(state).query === '' ? closeOverlay(state) : clearReadingSearch(state);

/** The messages, whole. */
export const readMessages: Change = state => read({title: 'Messages', lines: state.messages.map(({text}) => text)})(state);

const maxLines = 100_000;

/** Scrolls the text; the view knows how long it is, and shows its end at the most. */
export const scrollReading = (by: number): Change => reading.update(({top}) => ({top: clamp(top + by, maxLines)}));
