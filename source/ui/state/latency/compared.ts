import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeLast} from '../../../system/memoize.js';
import {selectedIteration, shownIterations} from '../selectors.js';
import type {Change, CompareMeasure, State} from '../state.js';

/** Fewer make no comparison: the selected iteration joins them. */
const enough = 2;
const maxDrawn = 6;

/** What is compared: all marked iterations in the order of the run, also those that the filter hides; fewer than two, and the selected one is among them. */
export function comparedIterations(state: State): readonly Iteration[] {
	return compared(state.iterations, state.marked, state.marked.size < enough ? selectedIteration(state) : undefined);
}

const compared = memoizeLast((iterations: readonly Iteration[], marked: ReadonlySet<number>, selected: Iteration | undefined) => {
	const found = iterations.filter(iteration => marked.has(iteration.index));
	return selected && !found.includes(selected) ? [...found, selected] : found;
});

/** The compared iterations that are drawn: six, the selected one among them. */
export function drawnIterations(state: State): readonly Iteration[] {
	const all = comparedIterations(state);
	return all.length > maxDrawn ? drawn(all, all.findIndex(({index}) => index === selectedIteration(state)?.index)) : all;
}

const drawn = memoizeLast((all: readonly Iteration[], selected: number) =>
	all.filter((_, position) => selected < maxDrawn ? position < maxDrawn : position < maxDrawn - 1 || position === selected));

/** The iterations that the cursor can be on while comparing: compared and shown, or all that are shown while one is still to be chosen. */
export const comparedRows = (state: State): readonly Iteration[] =>
	state.marked.size < enough ? shownIterations(state) : reachable(comparedIterations(state), shownIterations(state));

const reachable = memoizeLast((all: readonly Iteration[], shown: readonly Iteration[]) => {
	const known = new Set(shown);
	return all.filter(iteration => known.has(iteration));
});

const measures: readonly CompareMeasure[] = ['counts', 'share', 'cumulative'];
export const nextMeasure: Change = state => ({...state, compareMeasure: measures[(measures.indexOf(state.compareMeasure) + 1) % measures.length] ?? 'share'});
