import {currentIteration} from './problems-view.js';
import type {Change} from './state.js';

/** Marks the iteration under the cursor, or takes its mark away. Marks outlive filters, sorts and screens. */
export const toggleMark: Change = state => {
	const selected = currentIteration(state);
	if (!selected) {
		return state;
	}

	const marked = new Set(state.marked);
	if (!marked.delete(selected.index)) {
		marked.add(selected.index);
	}

	return {...state, marked};
};

export const clearMarks: Change = state => ({...state, marked: new Set()});
