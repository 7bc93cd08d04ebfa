import {pageHeight} from '../layout.js';
import {iterationsList, shownIterations} from './iterations.js';
import {
	listState, moveBy, removeFilter, type Filter, type ListModel, type ListState,
} from './list.js';
import {currentScreen, type Change, type State} from './state.js';

/** The list that up and down move through. */
const cursorList = (state: State): ListModel<never> => currentScreen(state).list?.(state) ?? iterationsList;

/** The list that `/` filters and `s` sorts. */
export const filteredList = (state: State): ListModel<never> => currentScreen(state).filtered ?? iterationsList;

/** Moves the screen's cursor by rows; it stops at the ends. */
export const moveRow = (rows: number): Change => state => moveBy(cursorList(state), rows)(state);

/** Moves the screen's cursor by pages, which overlap by two rows. */
export const movePage = (pages: number): Change => state => moveRow(pages * pageHeight(state))(state);

/** Moves to another iteration shown on the screen. */
export const moveIteration = (by: number): Change => state => moveBy(currentScreen(state).siblings?.(state) ?? iterationsList, by)(state);

/** The filter of the rows on screen. */
export const filterOf = (state: State): Filter<never> | undefined => listState(state, filteredList(state)).filter;

/** The sort order of the rows on screen; undefined on a screen without sorting. */
export const sortOf = (state: State): ListState<never>['sort'] => listState(state, filteredList(state)).sort;

/** Number of rows that match the filter: `12 of 1000`. */
export function countsText(state: State): string {
	const list = filteredList(state);
	return `${list.keys(state).length} of ${list.total(state)}`;
}

/** The list whose filter can be cleared: that of the screen, otherwise that of the iterations if it hides all of them. */
function listToClear(state: State): ListModel<never> | undefined {
	if (filterOf(state)) {
		return filteredList(state);
	}

	return shownIterations(state).length === 0 && listState(state, iterationsList).filter ? iterationsList : undefined;
}

/** Whether there is a filter to clear. */
export const canClearFilter = (state: State): boolean => listToClear(state) !== undefined;

/** Removes the filter of the screen, or that of the iterations if it hides all of them. */
export const clearFilter: Change = state => {
	const list = listToClear(state);
	return list ? removeFilter(list)(state) : state;
};
