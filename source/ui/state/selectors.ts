import {
	type Iteration, type LoadedIteration, type SideName, isLoaded, speakingSide,
} from '../../campaign/iteration.js';
import {sortIterations} from '../../campaign/sort.js';
import type {State} from './state.js';

let last: {iterations: State['iterations']; filter: State['filter']; sort: State['sort']; rows: readonly Iteration[]} | undefined;

/** The iterations that pass the filter, sorted. Computed once per change of one of the three. */
export function shownIterations({iterations, filter, sort}: Pick<State, 'iterations' | 'filter' | 'sort'>): readonly Iteration[] {
	if (last?.iterations === iterations && last.filter === filter && last.sort === sort) {
		return last.rows;
	}

	const kept = filter && !filter.mistake ? iterations.filter(one => filter.matches(one)) : iterations;
	const rows = sort ? sortIterations(kept, sort) : kept;
	last = {
		iterations, filter, sort, rows,
	};
	return rows;
}

/** Place of the selected iteration among the shown ones; the nearest earlier one where the filter hides it; −1 for none. */
export function cursorOf(state: State): number {
	const rows = shownIterations(state);
	const place = rows.findIndex(one => one.index === state.selected);
	return place === -1 ? Math.min(rows.length - 1, Math.max(0, rows.findLastIndex(one => one.index < state.selected))) : place;
}

/** The iteration under the cursor. */
export const selectedIteration = (state: State): Iteration | undefined => shownIterations(state)[cursorOf(state)];

/** The side whose latency is on screen. */
export const sideOf = ({side}: Pick<State, 'side'>, iteration: LoadedIteration): SideName => side === 'auto' ? speakingSide(iteration) : side;

/** Rows [first, first + height) that keep `cursor` in sight with two rows of context. */
export function windowAround(cursor: number, count: number, height: number): {readonly first: number; readonly end: number} {
	const first = Math.max(0, Math.min(cursor - Math.floor(height / 2), count - height));
	return {first, end: Math.min(count, first + height)};
}

export const countLoaded = (iterations: readonly Iteration[]): number => iterations.filter(one => isLoaded(one)).length;
