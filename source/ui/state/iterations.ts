import {
	type Iteration, type SideName, isLoaded, primarySide,
} from '../../campaign/model/iteration.js';
import type {CampaignColumns} from '../../campaign/query/campaign-columns.js';
import type {Column} from '../../campaign/query/column.js';
import {parseFilter} from '../../campaign/query/filter.js';
import {sortIterations} from '../../campaign/query/sort.js';
import {memoizeEach, memoizeOptions} from '../../system/memoize.js';
import {naturalOrder} from '../../text/names.js';
import {
	clearMarks, keyUnderCursor, listState, positionOf, toggleMark, type ListModel, type ListState,
} from './list.js';
import {currentScreen, type Change, type State} from './state.js';

/** The list of iterations, shared by most screens; keys are indexes in params.json. */
export const iterationsList: ListModel<Iteration> = {
	name: 'iterations',
	keys: state => indexesOf(shownIterations(state)),
	total: ({iterations}) => iterations.length,
	parseFilter: (text, {columns}) => parseFilter(text, columns),
	sorting: {
		title: 'Sort by',
		columns: ({columns}) => sortableColumns(columns),
		unsorted: {text: 'run order', help: 'as the campaign ran'},
	},
};

const sortableColumns = memoizeEach(({all, metrics}: CampaignColumns) => [...all, ...metrics]);

/** A subset of the iterations in its own order, sharing the cursor of the full list. */
export const iterationsAmong = (rows: (state: State) => readonly Iteration[]): ListModel<Iteration> => ({
	...iterationsList,
	keys: state => indexesOf(rows(state)),
	cursor: state => keyUnderCursor(state, iterationsList),
});

const indexesOf = memoizeEach((iterations: readonly Iteration[]): readonly number[] => iterations.map(({index}) => index));

/** The iterations that pass the filter, sorted, and optionally grouped by driver and call type. Memoized. */
export const shownIterations = (state: State): readonly Iteration[] => {
	const {filter, sort} = listState(state, iterationsList);
	return shown({
		iterations: state.iterations, column: sort && state.columns.named(sort.column), filter, sort, grouped: state.grouped,
	});
};

type ShownOptions = Pick<State, 'iterations' | 'grouped'> & Pick<ListState<Iteration>, 'filter' | 'sort'> & {readonly column: Column | undefined};

const shown = memoizeOptions(({
	iterations, column, filter, sort, grouped,
}: ShownOptions): readonly Iteration[] => {
	const kept = filter && !filter.mistake ? iterations.filter(iteration => filter.matches(iteration)) : iterations;
	const sorted = sort && column ? sortIterations(kept, {column, descending: sort.descending}) : kept;
	return grouped ? [...sorted].sort((a, b) => naturalOrder(groupOf(a), groupOf(b))) : sorted;
});

/** The group of an iteration: its driver and the test that ran. */
export const groupOf = ({driver, ranAs}: Pick<Iteration, 'driver' | 'ranAs'>): string => `${driver ?? ''} ${ranAs ?? ''}`.trim();

/** Index of the selected iteration among the shown ones; the nearest earlier one if it is filtered out; −1 for none. */
export const cursorOf = (state: State): number => positionOf(state, iterationsList);

/** The iteration under the cursor. */
export const selectedIteration = (state: State): Iteration | undefined => shownIterations(state)[cursorOf(state)];

/** Whether any iteration is shown. */
export const hasIterations = (state: State): boolean => shownIterations(state).length > 0;

/** The iteration that the screen's cursor refers to. */
export function currentIteration(state: State): Iteration | undefined {
	const {iteration} = currentScreen(state);
	return iteration ? state.iterations[(iteration(state) ?? 0) - 1] : selectedIteration(state);
}

/** The side whose latency is shown. */
export const sideOf = ({side}: Pick<State, 'side'>, iteration: Pick<Iteration, 'ranAs'>): SideName => side === 'auto' ? primarySide(iteration) : side;

/** Switches to the other side; back again, each iteration shows its primary side. */
export const nextSide: Change = state => {
	const selected = selectedIteration(state);
	const other = selected && sideOf(state, selected) === 'clients' ? 'servers' : 'clients';
	return {...state, side: selected && other === primarySide(selected) ? 'auto' : other};
};

/** The number of usable iterations. */
export const countLoaded = (iterations: readonly Iteration[]): number => iterations.filter(iteration => isLoaded(iteration)).length;

/** Indexes of the marked iterations. */
export const markedIterations = (state: Pick<State, 'lists'>): ReadonlySet<number> => listState(state, iterationsList).marked;

/** Toggles the mark of the iteration that the cursor refers to. */
export const toggleIterationMark: Change = state => {
	const current = currentIteration(state);
	return current ? toggleMark(iterationsList, current.index)(state) : state;
};

/** Removes the marks of all iterations. */
export const clearIterationMarks: Change = clearMarks(iterationsList);
