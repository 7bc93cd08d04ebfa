import {
	beginFilter, listState, restoreFilter, typeFilter,
} from '../../state/list.js';
import {clearFilter, filteredList, filterOf} from '../../state/rows.js';
import {
	closeOverlay, openOverlay, sequence, unchanged, type Change,
} from '../../state/state.js';

/** Starts editing the filter of the rows on screen. */
export const openFilter: Change = state => sequence(beginFilter(filteredList(state)), openOverlay('filter'))(state);

/** Applies the filter immediately if it is valid. */
export const editFilter = (edit: (text: string) => string): Change => state => typeFilter(filteredList(state), edit)(state);

/** Accepts the filter unless it is invalid, in which case editing continues. An empty text is no filter. */
export const keepFilter: Change = state => {
	if (filterOf(state)?.mistake) {
		return state;
	}

	const isEmpty = !listState(state, filteredList(state)).filter?.text.trim();
	return sequence(isEmpty ? clearFilter : unchanged, closeOverlay)(state);
};

/** Restores the previous filter. */
export const cancelFilter: Change = state => sequence(restoreFilter(filteredList(state)), closeOverlay)(state);
