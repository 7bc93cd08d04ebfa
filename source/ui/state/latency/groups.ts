import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {clamp} from '../moving.js';
import {memoizeLast} from '../../../system/memoize.js';
import {groupOf, selectedIteration, shownIterations} from '../selectors.js';
import type {Change, State} from '../state.js';

/** The shown iterations of the selected one's driver and call type: as they are shown, or by their number of clients. Computed once per change of these. */
export function groupRows(state: State): readonly Iteration[] {
	const selected = selectedIteration(state);
	return selected ? rowsOf(shownIterations(state), groupOf(selected), state.latencyX) : [];
}

const rowsOf = memoizeLast((shown: readonly Iteration[], group: string, x: State['latencyX']) => {
	const rows = shown.filter(iteration => groupOf(iteration) === group);
	return x === 'clients' ? rows.sort((a, b) => (clientsOf(a) ?? Infinity) - (clientsOf(b) ?? Infinity) || 0) : rows;
});

/** How many clients an iteration had; null for a skipped one. */
export const clientsOf = (iteration: Iteration): number | null => isLoaded(iteration) ? iteration.clients.agents : null;

/** Goes to the driver and call type `by` groups on, to the row of the same place; it stops at the first and the last. */
export const nextGroup = (by: number): Change => state => {
	const selected = selectedIteration(state);
	if (!selected) {
		return state;
	}

	const position = groupRows(state).indexOf(selected);
	const names = [...new Set(shownIterations(state).map(iteration => groupOf(iteration)))];
	const name = names[clamp(names.indexOf(groupOf(selected)) + by, names.length - 1)] ?? '';
	const rows = rowsOf(shownIterations(state), name, state.latencyX);
	const {index} = rows[clamp(position, rows.length - 1)] ?? selected;
	return index === state.selected ? state : {...state, selected: index, detailTop: 0};
};

/** Orders the rows by iteration or by clients. */
export const nextLatencyX: Change = state => ({...state, latencyX: state.latencyX === 'clients' ? 'index' : 'clients'});
