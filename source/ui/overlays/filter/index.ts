import {cleanText} from '../../../text/clean.js';
import type {Overlay} from '../../definitions.js';
import {filteringNames, loadedText} from '../../figures/wanted.js';
import {iterationsList} from '../../state/iterations.js';
import {
	countsText, filteredList, filterOf, moveRow,
} from '../../state/rows.js';
import {cancelFilter, editFilter, keepFilter} from './state.js';

/** Edits the filter of the rows; the screen below shows the matching rows. */
export const filterOverlay: Overlay = {
	keys: [
		{
			id: 'keep-filter', keys: ['enter'], help: 'keep the filter', group: 'Look', hint: 'keep', run: keepFilter,
		},
		{
			id: 'cancel-filter', keys: ['escape'], help: 'the filter as it was', group: 'Look', hint: 'cancel', run: cancelFilter,
		},
		{
			id: 'next', keys: ['down'], help: 'next row', group: 'Move', hint: 'next', run: moveRow(1),
		},
		{
			id: 'previous', keys: ['up'], help: 'row before', group: 'Move', run: moveRow(-1),
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
