import {UsageError} from '../../campaign/errors.js';
import {parseFilter} from '../../campaign/filter.js';
import type {Change, Filter} from './state.js';

export const openFilter: Change = state => ({...state, mode: 'filter', filterBefore: state.filter});
export const keepFilter: Change = state => ({...state, mode: 'browse', filter: state.filter?.text.trim() ? state.filter : undefined});
export const cancelFilter: Change = state => ({...state, mode: 'browse', filter: state.filterBefore});
export const clearFilter: Change = state => ({...state, filter: undefined});

/** Edits the text of the filter, and narrows at once by what can be understood. */
export const typeFilter = (edit: (text: string) => string): Change => state =>
	({...state, filter: filterFrom(edit(state.filter?.text ?? ''), state.parameterNames), detailTop: 0});

function filterFrom(text: string, parameterNames: readonly string[]): Filter {
	if (text.trim() === '') {
		return {text, matches: () => true, mistake: undefined};
	}

	try {
		return {text, matches: parseFilter(text, parameterNames), mistake: undefined};
	} catch (error) {
		if (error instanceof UsageError) {
			return {text, matches: () => true, mistake: error.message};
		}

		throw error;
	}
}
