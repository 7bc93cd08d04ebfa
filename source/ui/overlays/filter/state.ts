import {
	beginFilter, listState, restoreFilter, typeFilter,
} from '../../state/list.js';
import {clearFilter, filteredList, filterOf} from '../../state/rows.js';
import {
	closeOverlay, openOverlay, sequence, unchanged, type Change,
} from '../../state/state.js';

/** Begins to type a filter of the rows on screen. */
export const openFilter: Change = state => sequence(beginFilter(filteredList(state)), openOverlay('filter'))(state);

/** Narrows at once by what can be understood. */
export const editFilter = (edit: (text: string) => string): Change => state => typeFilter(filteredList(state), edit)(state);

/** What cannot be understood is not kept: typing goes on. An empty text is no filter. */
export const keepFilter: Change = state => {
	if (filterOf(state)?.mistake) {
		return state;
	}

	const isEmpty = !listState(state, filteredList(state)).filter?.text.trim();
	return sequence(isEmpty ? clearFilter : unchanged, closeOverlay)(state);
};

/** The filter as it was before. */
export const cancelFilter: Change = state => sequence(restoreFilter(filteredList(state)), closeOverlay)(state);
