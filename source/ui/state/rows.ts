import {iterationsList, shownIterations} from './iterations.js';
import {
	listState, moveBy, removeFilter, type Filter, type ListModel, type ListState,
} from './list.js';
import {currentScreen, type Change, type State} from './state.js';
import {pageHeight} from './scroll.js';

/** The list that up and down move through. */
const cursorList = (state: State): ListModel<never> => currentScreen(state).list?.(state) ?? iterationsList;

/** The list that `/` narrows and `s` sorts. */
export const filteredList = (state: State): ListModel<never> => currentScreen(state).filtered ?? iterationsList;

/** Moves the cursor of the screen by rows; it stops at the ends. */
export const moveRow = (rows: number): Change => state => moveBy(cursorList(state), rows)(state);

/** Moves the cursor of the screen by pages: by the rows in sight, but for two. */
export const movePage = (pages: number): Change => state => moveRow(pages * pageHeight(state))(state);

/** Goes to another of the iterations that the screen shows. */
export const moveIteration = (by: number): Change => state => moveBy(currentScreen(state).siblings?.(state) ?? iterationsList, by)(state);

/** The filter of the rows on screen. */
export const filterOf = (state: State): Filter<never> | undefined => listState(state, filteredList(state)).filter;

/** The order of the rows on screen; undefined on a screen whose rows have none. */
export const sortOf = (state: State): ListState<never>['sort'] => listState(state, filteredList(state)).sort;

/** How many rows the filter leaves: `12 of 1000`. */
export function countsText(state: State): string {
	const list = filteredList(state);
	return `${list.keys(state).length} of ${list.total(state)}`;
}

/** The list whose filter is in the way: that of the screen, else that of the iterations where it hides them all. */
function listInTheWay(state: State): ListModel<never> | undefined {
	if (filterOf(state)) {
		return filteredList(state);
	}

	return shownIterations(state).length === 0 && listState(state, iterationsList).filter ? iterationsList : undefined;
}

export const canClearFilter = (state: State): boolean => listInTheWay(state) !== undefined;
export const clearFilter: Change = state => {
	const list = listInTheWay(state);
	return list ? removeFilter(list)(state) : state;
};
