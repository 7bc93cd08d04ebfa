import {
	beginFilter, listState, restoreFilter, typeFilter,
} from '../state/list.js';
import {
	clearFilter, filteredList, filterOf, countsText, moveRow,
} from '../state/rows.js';
import {
	closeOverlay, openOverlay, sequence, unchanged, type Change,
} from '../state/state.js';
import {cleanText} from '../../text/clean.js';
import type {Overlay} from '../definitions.js';
import {filteringNames, loadedText} from '../figures/in-use.js';
import {iterationsList} from '../state/iterations.js';

/** Starts editing the filter of the rows on screen. */
export const openFilter: Change = state => sequence(beginFilter(filteredList(state)), openOverlay('filter'))(state);

/** Applies the filter immediately if it is valid. */
const editFilter = (edit: (text: string) => string): Change => state => typeFilter(filteredList(state), edit)(state);

/** Accepts the filter unless it is invalid, in which case editing continues. An empty text is no filter. */
const keepFilter: Change = state => {
	if (filterOf(state)?.mistake) {
		return state;
	}

	const isEmpty = !listState(state, filteredList(state)).filter?.text.trim();
	return sequence(isEmpty ? clearFilter : unchanged, closeOverlay)(state);
};

/** Restores the previous filter. */
const cancelFilter: Change = state => sequence(restoreFilter(filteredList(state)), closeOverlay)(state);

/** Edits the filter of the rows; the screen below shows the matching rows. */
export const filterOverlay: Overlay = {
	keys: [
		{
			id: 'keep-filter', keys: ['enter'], help: 'keep the filter', group: 'View', hint: 'keep', run: keepFilter,
		},
		{
			id: 'cancel-filter', keys: ['escape'], help: 'restore the previous filter', group: 'View', hint: 'cancel', run: cancelFilter,
		},
		{
			id: 'next', keys: ['down'], help: 'next row', group: 'Move', hint: 'next', run: moveRow(1),
		},
		{
			id: 'previous', keys: ['up'], help: 'previous row', group: 'Move', run: moveRow(-1),
		},
	],
	field: {
		prompt: '/',
		edit: editFilter,
		text: state => filterOf(state)?.text ?? '',
		note(state, {theme}) {
			const mistake = filterOf(state)?.mistake;
			const loaded = filteredList(state).name === iterationsList.name ? loadedText(state, filteringNames(state)) : '';
			return mistake ? theme.warning(cleanText(mistake)) : [countsText(state), loaded].filter(Boolean).join(', ');
		},
	},
};
