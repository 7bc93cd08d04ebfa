import type {Problem} from '../../campaign/problems/problem.js';
import {problemsOf} from '../../campaign/problems/problems.js';
import type {Change, State} from './state.js';

let last: {readonly folder: string; readonly iterations: State['iterations']; readonly problems: readonly Problem[]} | undefined;

/** What is wrong with the campaign, worst first; found once all is read, and once per reading. While it is read again, what was found before. */
export function problemRows({folder, iterations, loading}: Pick<State, 'folder' | 'iterations' | 'loading'>): readonly Problem[] {
	if (loading) {
		return last?.folder === folder ? last.problems : [];
	}

	if (last?.iterations !== iterations) {
		last = {folder, iterations, problems: problemsOf(iterations)};
	}

	return last.problems;
}

/** The problem under the cursor. */
export const selectedProblem = (state: State): Problem | undefined =>
	problemRows(state)[Math.min(state.problemCursor, problemRows(state).length - 1)];

/** Goes to the first iteration that the problem touches. */
export const openProblem: Change = state => {
	const index = selectedProblem(state)?.iterations[0];
	return index === undefined
		? state
		: {
			...state, screen: 'iterations', selected: index, filter: undefined, detailTop: 0,
		};
};
