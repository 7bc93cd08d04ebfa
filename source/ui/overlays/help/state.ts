import {clamp} from '../../state/list.js';
import {
	defineSlice, openOverlay, sequence, type Change,
} from '../../state/state.js';

/** The search text, the first visible line, and the overlay from which the help was opened. */
export const help = defineSlice<{readonly query: string; readonly top: number; readonly from: string | undefined}>('help', {query: '', top: 0, from: undefined});

/** Opens the help, with an empty search. */
export const openHelp: Change = state => sequence(help.set({query: '', top: 0, from: state.overlay}), openOverlay('help'))(state);

/** Edits the search text. */
export const editSearch = (edit: (text: string) => string): Change => help.update(({query}) => ({query: edit(query), top: 0}));

/** Clears the search text. */
export const clearSearch: Change = sequence(help.set({query: '', top: 0}), openOverlay('help'));

/** Goes one step back: clears the search, or returns to where the help was opened. */
export const leaveHelp: Change = state => help.get(state).query === '' ? {...state, overlay: help.get(state).from} : clearSearch(state);

const maxLines = 10_000;

/** Scrolls the help; the view limits this to its length. */
export const scrollHelp = (by: number): Change => help.update(({top}) => ({top: clamp(top + by, maxLines)}));
