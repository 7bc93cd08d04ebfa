import {columns} from '../../campaign/columns.js';
import {UsageError} from '../../campaign/errors.js';
import {parseFilter} from '../../campaign/filter.js';
import type {Iteration} from '../../campaign/iteration.js';
import type {Progress} from '../../campaign/load.js';
import {cursorOf, shownIterations} from './selectors.js';
import type {
	Filter, Message, Mode, ScreenId, Sort, State,
} from './state.js';

/** A change of state: pure, so that a test needs no terminal. */
export type Change = (state: State) => State;

export const append = (more: readonly Iteration[]): Change => state => ({...state, iterations: [...state.iterations, ...more]});
export const showProgress = (progress: Progress): Change => state => ({...state, progress});
export const finishLoading: Change = state => ({...state, loading: false, progress: undefined});
/** Begins a campaign; what the person set for the one before (screen, sort, filter) stays, as after a reload. */
export const startCampaign = (campaign: Pick<State, 'campaign' | 'folder' | 'expected' | 'parameterNames'>): Change => state => ({
	...state,
	...campaign,
	mode: 'browse',
	loading: true,
	progress: undefined,
	iterations: [],
	selected: campaign.folder === state.folder ? state.selected : 1,
	message: undefined,
});
export const choose = (by: number): Change => state =>
	({...state, choice: Math.max(0, Math.min(state.choices.length - 1, state.choice + by))});
export const tell = (message: Message | undefined): Change => state => ({...state, message});
export const resize = (size: State['size']): Change => state => ({...state, size});
export const show = (screen: ScreenId): Change => state => ({...state, screen, mode: 'browse'});
export const setMode = (mode: Mode): Change => state => ({...state, mode, helpTop: 0});

/** Moves the cursor by rows; it stops at the ends. */
export const move = (rows: number): Change => state => {
	const shown = shownIterations(state);
	const place = Math.max(0, Math.min(shown.length - 1, cursorOf(state) + rows));
	const selected = shown[place]?.index ?? state.selected;
	return selected === state.selected ? state : {...state, selected};
};

/** Rows that a page key moves by. */
export const pageOf = ({size}: State): number => Math.max(1, size.rows - 8);

export const scrollColumns = (by: number): Change => state =>
	({...state, firstColumn: Math.max(0, Math.min(columns.length - 2, state.firstColumn + by))});

export const scrollHelp = (by: number): Change => state => ({...state, helpTop: Math.max(0, state.helpTop + by)});

const sides = ['auto', 'clients', 'servers'] as const;
export const nextSide: Change = state => ({...state, side: sides[(sides.indexOf(state.side) + 1) % sides.length] ?? 'auto'});
export const toggleLog: Change = state => ({...state, logCounts: !state.logCounts});

/** Places in the list of the sort popup: run order, then every column. */
export const sortChoices = [undefined, ...columns] as const;

export const openSort: Change = state => ({
	...state,
	mode: 'sort',
	sortCursor: Math.max(0, sortChoices.findIndex(choice => choice?.id === state.sort?.column)),
});
export const moveSort = (by: number): Change => state =>
	({...state, sortCursor: Math.max(0, Math.min(sortChoices.length - 1, state.sortCursor + by))});
export const chooseSort: Change = state => {
	const choice = sortChoices[state.sortCursor];
	const sort: Sort | undefined = choice && {column: choice.id, descending: state.sort?.column === choice.id && state.sort.descending};
	return {...state, mode: 'browse', sort};
};

export const reverseSort: Change = state => ({...state, sort: state.sort && {...state.sort, descending: !state.sort.descending}});

export const openFilter: Change = state => ({...state, mode: 'filter', filterBefore: state.filter});
export const keepFilter: Change = state => ({...state, mode: 'browse', filter: state.filter?.text.trim() ? state.filter : undefined});
export const cancelFilter: Change = state => ({...state, mode: 'browse', filter: state.filterBefore});
export const clearFilter: Change = state => ({...state, filter: undefined});

export const typeFilter = (edit: (text: string) => string): Change => state => {
	const text = edit(state.filter?.text ?? '');
	return {...state, filter: filterFrom(text, state.parameterNames)};
};

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
