import {clamp} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import {openOverlay, sequence, type Change} from '../../state/state.js';

/** What is searched in the help, the first line in sight, and the overlay that it was asked for in. */
export const help = defineSlice<{readonly query: string; readonly top: number; readonly from: string | undefined}>('help', {query: '', top: 0, from: undefined});

export const openHelp: Change = state => sequence(help.set({query: '', top: 0, from: state.overlay}), openOverlay('help'))(state);

/** Edits what is searched. */
export const editSearch = (edit: (text: string) => string): Change => help.update(({query}) => ({query: edit(query), top: 0}));

export const clearSearch: Change = sequence(help.set({query: '', top: 0}), openOverlay('help'));

/** One step out of the help: first out of the search, then back to where it was asked for. */
export const leaveHelp: Change = state => help.get(state).query === '' ? {...state, overlay: help.get(state).from} : clearSearch(state);

const maxLines = 10_000;

/** Scrolls the help; the view knows how long it is, and shows its end at the most. */
export const scrollHelp = (by: number): Change => help.update(({top}) => ({top: clamp(top + by, maxLines)}));
