import {
	type Iteration, type SideName, isLoaded, primarySide,
} from '../../campaign/model/iteration.js';
import {sortIterations} from '../../campaign/query/sort.js';
import {naturalOrder} from '../../text/natural-order.js';
import {memoizeBy} from '../../system/memoize.js';
import type {State} from './state.js';

type Shown = Pick<State, 'iterations' | 'filter' | 'sort' | 'grouped'>;

/** The iterations that pass the filter, sorted, and together by driver and call type where they are grouped. Computed once per change of these. */
export const shownIterations: (state: Shown) => readonly Iteration[] = memoizeBy(
	({iterations, filter, sort, grouped}) => [iterations, filter, sort, grouped],
	({iterations, filter, sort, grouped}) => {
		const kept = filter && !filter.mistake ? iterations.filter(iteration => filter.matches(iteration)) : iterations;
		const sorted = sort ? sortIterations(kept, sort) : kept;
		return grouped ? [...sorted].sort((a, b) => naturalOrder(groupOf(a), groupOf(b))) : sorted;
	},
);

/** The group of an iteration: its driver and call type. */
export const groupOf = ({driver, callType}: Pick<Iteration, 'driver' | 'callType'>): string => `${driver ?? ''} ${callType ?? ''}`.trim();

/** Place of the selected iteration among the shown ones; the nearest earlier one where the filter hides it; −1 for none. */
export function cursorOf(state: State): number {
	const rows = shownIterations(state);
	const position = rows.findIndex(iteration => iteration.index === state.selected);
	return position === -1 ? Math.min(rows.length - 1, Math.max(0, rows.findLastIndex(iteration => iteration.index < state.selected))) : position;
}

/** The iteration under the cursor. */
export const selectedIteration = (state: State): Iteration | undefined => shownIterations(state)[cursorOf(state)];

/** The side whose latency is on screen. */
export const sideOf = ({side}: Pick<State, 'side'>, iteration: Pick<Iteration, 'callType'>): SideName => side === 'auto' ? primarySide(iteration) : side;

export const countLoaded = (iterations: readonly Iteration[]): number => iterations.filter(iteration => isLoaded(iteration)).length;
