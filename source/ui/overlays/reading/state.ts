import {shownText} from '../../../system/paths.js';
import type {Binding} from '../../definitions.js';
import {defineSlice} from '../../state/slice.js';
import {clamp} from '../../state/list.js';
import {
	closeOverlay, openOverlay, sequence, type Change,
} from '../../state/state.js';

/** A text to show, wrapped when displayed: not cleaned. `keys` are actions on what it is about. */
export type Text = {readonly title: string; readonly lines: readonly string[]; readonly keys?: readonly Binding[] | undefined};

/** The text, its first visible line, and the search text that its lines must contain. */
export const reading = defineSlice<{readonly text: Text; readonly top: number; readonly query: string}>('reading', {
	text: {title: '', lines: []}, top: 0, query: '',
});

/** Shows a text in place of the screen. */
export const read = (text: Text): Change => sequence(
	reading.set({text: {...text, lines: text.lines.map(line => shownText(line))}, top: 0, query: ''}),
	openOverlay('reading'),
);

/** Edits the search text. */
export const editReadingSearch = (edit: (text: string) => string): Change => reading.update(({query}) => ({query: edit(query), top: 0}));

export const clearReadingSearch: Change = sequence(reading.set({query: '', top: 0}), openOverlay('reading'));

/** Goes one step back: clears the search, or returns to the screen. */
export const leaveReading: Change = state => reading.get(state).query === '' ? closeOverlay(state) : clearReadingSearch(state);

/** Shows the messages in full. */
export const readMessages: Change = state => read({title: 'Messages', lines: state.messages.map(({text}) => text)})(state);

const maxLines = 100_000;

/** Scrolls the text; the view limits this to its length. */
export const scrollReading = (by: number): Change => reading.update(({top}) => ({top: clamp(top + by, maxLines)}));
