import {defineSlice} from '../../state/slice.js';
import {clamp} from '../../state/list.js';
import {openOverlay, sequence, type Change} from '../../state/state.js';

/** A text to read, wrapped where it is shown: not clean. */
export type Text = {readonly title: string; readonly lines: readonly string[]};

/** The text, and its first line in sight. */
export const reading = defineSlice<{readonly text: Text; readonly top: number}>('reading', {text: {title: '', lines: []}, top: 0});

/** Shows a text in place of the screen. */
export const read = (text: Text): Change => sequence(reading.set({text, top: 0}), openOverlay('reading'));

/** The messages, whole. */
export const readMessages: Change = state => read({title: 'Messages', lines: state.messages.map(({text}) => text)})(state);

const maxLines = 100_000;

/** Scrolls the text; the view knows how long it is, and shows its end at the most. */
export const scrollReading = (by: number): Change => reading.update(({top}) => ({top: clamp(top + by, maxLines)}));
