import type {Iteration} from '../../../campaign/iteration.js';
import {rememberLast} from '../remember.js';
import {selectedIteration, shownIterations} from '../selectors.js';
import type {Change, CompareMeasure, State} from '../state.js';

/** Fewer make no comparison: the selected iteration joins them. */
const enough = 2;
const mostDrawn = 6;

/** What is compared: all marked iterations in the order of the run, also those that the filter hides; fewer than two, and the selected one is among them. */
export function comparedIterations(state: State): readonly Iteration[] {
	return compared(state.iterations, state.marked, state.marked.size < enough ? selectedIteration(state) : undefined);
}

const compared = rememberLast((iterations: readonly Iteration[], marked: ReadonlySet<number>, selected: Iteration | undefined) => {
	const found = iterations.filter(one => marked.has(one.index));
	return selected && !found.includes(selected) ? [...found, selected] : found;
});

/** The compared iterations that are drawn: six, the selected one among them. */
export function drawnIterations(state: State): readonly Iteration[] {
	const all = comparedIterations(state);
	return all.length > mostDrawn ? drawn(all, all.findIndex(({index}) => index === selectedIteration(state)?.index)) : all;
}

const drawn = rememberLast((all: readonly Iteration[], selected: number) =>
	all.filter((_, place) => selected < mostDrawn ? place < mostDrawn : place < mostDrawn - 1 || place === selected));

/** The iterations that the cursor can be on while comparing: compared and shown, or all that are shown while one is still to be chosen. */
export const comparedRows = (state: State): readonly Iteration[] =>
	state.marked.size < enough ? shownIterations(state) : reachable(comparedIterations(state), shownIterations(state));

const reachable = rememberLast((all: readonly Iteration[], shown: readonly Iteration[]) => {
	const known = new Set(shown);
	return all.filter(one => known.has(one));
});

const measures: readonly CompareMeasure[] = ['counts', 'share', 'cumulative'];
export const nextMeasure: Change = state => ({...state, compareMeasure: measures[(measures.indexOf(state.compareMeasure) + 1) % measures.length] ?? 'share'});
