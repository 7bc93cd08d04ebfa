import type {Iteration} from '../../campaign/model/iteration.js';
import type {Problem} from '../../campaign/problems/problem.js';
import {problemsOf} from '../../campaign/problems/problems.js';
import {memoizeLast} from '../../system/memoize.js';
import {selectedIteration, shownIterations} from './selectors.js';
import type {Change, State} from './state.js';

const found = memoizeLast((iterations: readonly Iteration[]) => problemsOf(iterations));
let read: Pick<State, 'folder' | 'iterations'> | undefined;

/** What is wrong with the campaign, worst first; found once all is read, and once per reading. While it is read again, what was found before. */
export function problemRows({folder, iterations, loading}: Pick<State, 'folder' | 'iterations' | 'loading'>): readonly Problem[] {
	read = loading ? read : {folder, iterations};
	return read?.folder === folder ? found(read.iterations) : [];
}

/** Those that touch an iteration which the filter shows. */
export function shownProblems(state: State): readonly Problem[] {
	const problems = problemRows(state);
	return state.filter ? touching(problems, shownIterations(state)) : problems;
}

const touching = memoizeLast((problems: readonly Problem[], shown: readonly Iteration[]) => {
	const indices = new Set(shown.map(({index}) => index));
	return problems.filter(({iterations}) => iterations.some(index => indices.has(index)));
});

/** The problem under the cursor. */
export const selectedProblem = (state: State): Problem | undefined =>
	shownProblems(state)[Math.min(state.problemCursor, shownProblems(state).length - 1)];

/** The iteration that the cursor is about: on the problems the first one that the problem touches. */
export const currentIteration = (state: State): Iteration | undefined => state.screen === 'problems'
	? state.iterations[(selectedProblem(state)?.iterations[0] ?? 0) - 1]
	: selectedIteration(state);

/** Goes to the first iteration that the problem touches, of those that the filter shows. */
export const openProblem: Change = state => {
	const touched = selectedProblem(state)?.iterations ?? [];
	const index = touched.find(value => shownIterations(state).some(shown => shown.index === value)) ?? touched[0];
	return index === undefined
		? state
		: {
			...state, screen: 'iterations', selected: index, detailTop: 0,
		};
};
