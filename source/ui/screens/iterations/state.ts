import type {Iteration} from '../../../campaign/model/iteration.js';
import {requestedAgents, type RequestedAgents} from '../../../campaign/problems/requested-agents.js';
import {memoizeLast} from '../../../system/memoize.js';
import {bodyHeight} from '../../layout.js';
import {groupOf, selectedIteration, shownIterations} from '../../state/iterations.js';
import {clamp} from '../../state/list.js';
import {defineSlice, type Change, type State} from '../../state/state.js';

/** Scroll offset of an iteration's detail, which resets with another iteration. */
const detail = defineSlice('iterations', {of: 0, top: 0});

/** Scroll offset of the selected iteration's detail, in lines. */
export const detailTop = (state: State): number => {
	const {of, top} = detail.get(state);
	return of === selectedIteration(state)?.index ? top : 0;
};

const maxDetail = 1000;

/** Scrolls the detail; the view limits this to its length. */
export const scrollDetail = (by: number): Change => state =>
	detail.set({of: selectedIteration(state)?.index ?? 0, top: clamp(detailTop(state) + by, maxDetail)})(state);

/** The minimum terminal size for the side pane. */
const minSidePaneSize: State['size'] = {columns: 160, rows: 40};

/** Whether the terminal is large enough for the side pane: the sweep and the message bus next to the detail. */
export const hasSidePane = ({size}: Pick<State, 'size'>): boolean => size.columns >= minSidePaneSize.columns && size.rows >= minSidePaneSize.rows;

/** Fraction of the screen for a long list. */
const listShare = 0.42;
const minListHeight = 5;

/** Height of the list including its header: based on all iterations, filtered or not, so that nothing moves while a filter is typed. */
export function listHeight(state: State): number {
	const {iterations, expected, loading, size} = state;
	const all = loading ? Math.max(expected, iterations.length) : iterations.length;
	const heads = listEntries(state).length - shownIterations(state).length;
	return Math.min(all + heads + 1, Math.max(minListHeight, Math.floor(bodyHeight(size) * listShare)));
}

/** The rows of the list, each group of iterations below its name. */
export const listEntries = (state: State): ReadonlyArray<Iteration | string> => entries(shownIterations(state), state.grouped);

const entries = memoizeLast((shown: readonly Iteration[], grouped: boolean): ReadonlyArray<Iteration | string> => grouped
	? shown.flatMap((iteration, index) => {
		const before = shown[index - 1];
		return before && groupOf(iteration) === groupOf(before) ? [iteration] : [groupOf(iteration), iteration];
	})
	: shown);

/** The agents requested for an iteration. Computed for all iterations together, as increments add up, and memoized. */
export const requestedAgentsOf = ({iterations}: Pick<State, 'iterations'>, iteration: Iteration): RequestedAgents | undefined => requestedByIteration(iterations).get(iteration);

const requestedByIteration = memoizeLast((iterations: readonly Iteration[]): ReadonlyMap<Iteration, RequestedAgents> => {
	const all = requestedAgents(iterations);
	return new Map(iterations.flatMap((iteration, index) => all[index] ? [[iteration, all[index]]] : []));
});
