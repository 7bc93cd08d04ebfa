import type {Iteration} from '../../../campaign/model/iteration.js';
import {problemTitles, type Problem} from '../../../campaign/problems/problem.js';
import {problemsOf} from '../../../campaign/problems/problems.js';
import {unevenRules} from '../../../campaign/problems/uneven-problems.js';
import {problemsReport} from '../../../reports/list-reports.js';
import {memoizeLast} from '../../../system/memoize.js';
import {wrapWords} from '../../../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, widthOf,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {emptyIterations} from '../../components/empty.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {
	hasIterations, iterationsList, markedIterations, shownIterations,
} from '../../state/iterations.js';
import {
	listState, moveTo, positionOf, type ListModel,
} from '../../state/list.js';
import {
	sequence, show, type Change, type State,
} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';

/** The problems of the campaign, worst first: determined when loading completes; during a reload, the previous ones. */
const allProblems = ({readIterations, unlisted}: State): readonly Problem[] => found(readIterations, unlisted);
const found = memoizeLast((iterations: readonly Iteration[], unlisted: readonly string[]) => problemsOf(iterations, unlisted));

/** Problems of iterations that pass the filter. */
const shownProblems = (state: State): readonly Problem[] =>
	listState(state, iterationsList).filter ? affecting(allProblems(state), shownIterations(state)) : allProblems(state);

const affecting = memoizeLast((problems: readonly Problem[], shown: readonly Iteration[]) => {
	const indexes = new Set(shown.map(({index}) => index));
	return problems.filter(({iterations}) => iterations.some(index => indexes.has(index)));
});

const keysOf = memoizeLast((all: readonly Problem[], shown: readonly Problem[]) => shown.map(problem => all.indexOf(problem)));

/** The problems shown; keys are their indexes among all problems. */
const problemsList: ListModel<Problem> = {
	name: 'problems',
	keys: state => keysOf(allProblems(state), shownProblems(state)),
	total: state => allProblems(state).length,
};

/** The problem under the cursor. */
const selectedProblem = (state: State): Problem | undefined => shownProblems(state)[positionOf(state, problemsList)];

/** Goes to the first iteration affected by the problem that passes the filter. */
const openProblem: Change = state => {
	const touched = selectedProblem(state)?.iterations ?? [];
	const index = touched.find(candidate => shownIterations(state).some(shown => shown.index === candidate)) ?? touched[0];
	return index === undefined ? state : sequence(show('iterations'), moveTo(iterationsList, index))(state);
};

const detailHeight = 8;
const labelWidth = 14;

/** The problems, each kind below its title. */
const entriesOf = memoizeLast((problems: readonly Problem[]) => problems.flatMap((problem, index): ReadonlyArray<Problem | string> =>
	problem.kind === problems[index - 1]?.kind ? [problem] : [problemTitles[problem.kind], problem]));

function windowSpec(state: State): WindowSpec {
	const entries = entriesOf(shownProblems(state));
	const selected = selectedProblem(state);
	return {cursor: selected ? entries.indexOf(selected) : 0, count: entries.length, height: bodyHeight(state.size) - detailHeight};
}

/** The problems of the campaign by kind, worst first; the selected one in full below the list. */
function ProblemsView({state, width, height}: ViewProps) {
	const {look} = state;
	const selected = selectedProblem(state);
	if (!selected) {
		return <Lines lines={wrapWords(emptyReason(state), width - 2).map(line => `  ${line}`)}/>;
	}

	const {first, end} = visibleRows(state, windowSpec(state));
	const rows = entriesOf(shownProblems(state)).slice(first, end).map(entry => typeof entry === 'string'
		? look.theme.strong(entry)
		: problemLine(entry, state, {width, isSelected: entry === selected}));
	const blanks = Array.from({length: Math.max(0, height - detailHeight - rows.length)}, () => '');
	return <Lines lines={[...rows, ...blanks, look.glyphs.rule.repeat(width), ...detailOf(selected, state, width)]}/>;
}

function emptyReason(state: State): string {
	if (state.loading) {
		return 'Problems are listed when all iterations are read.';
	}

	const {length} = allProblems(state);
	return length > 0
		? `None of the ${length} problems is of an iteration that matches "${cleanText(listState(state, iterationsList).filter?.text ?? '')}": Esc clears the filter.`
		: 'No problems: every iteration is usable, no message failed or was lost, the agents are those requested.';
}

function problemLine(problem: Problem, state: State, {width, isSelected}: {readonly width: number; readonly isSelected: boolean}): StyledText {
	const {theme, glyphs} = state.look;
	const marked = markedIterations(state);
	const labels = padEnd(cutEnd(labelsOf(problem, state), labelWidth, glyphs.ellipsis), labelWidth);
	const isMarked = problem.iterations.every(index => marked.has(index));
	const start = `${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${problem.severity === 'error' ? glyphs.warning : ' '} ${labels}  `;
	// The mistake is at the end, after the name of a file.
	const line = start + cutMiddle(cleanText(problem.sentence), width - widthOf(start), glyphs.ellipsis);
	return isSelected ? theme.cursor(padEnd(line, width)) : (problem.severity === 'error' ? theme.bad(line) : theme.warning(line));
}

const labelsOf = ({iterations}: Problem, {iterations: all}: State): string =>
	iterations.map(index => cleanText(all[index - 1]?.label ?? String(index))).join(' ');

function detailOf(problem: Problem, state: State, width: number): readonly StyledText[] {
	const {glyphs, theme} = state.look;
	const wrapped = (text: string) => wrapWords(cleanText(text), width).map(line => cutEnd(line, width, glyphs.ellipsis));
	const lines = [
		...wrapped(problem.sentence),
		...wrapped(`What to do: ${problem.remedy}`),
		...wrapped(`Iterations: ${labelsOf(problem, state)}`),
		...problem.example === undefined ? [] : wrapped(`Example: ${problem.example}`),
		...problem.quote === undefined ? [] : wrapped(`Console: ${problem.quote}`),
	];
	return [theme.strong(cutEnd(`${problemTitles[problem.kind]}  ${labelsOf(problem, state)}`, width, glyphs.ellipsis)), ...lines].slice(0, detailHeight - 1);
}

/** The problems of the campaign, with evidence and remedies. */
export const problemsScreen: Screen = {
	id: 'problems',
	title: 'Problems',
	help: 'what is wrong, and what to do',
	View: ProblemsView,
	keys: {
		open: [{
			id: 'open-problem',
			keys: ['enter'],
			help: 'go to the iteration of the problem',
			group: 'Screens',
			hint: 'go to it',
			applies: state => selectedProblem(state) !== undefined,
			run: openProblem,
		}],
	},
	list: () => problemsList,
	window: windowSpec,
	iteration: state => selectedProblem(state)?.iterations[0],
	empty: state => state.iterations.length > 0 ? undefined : emptyIterations(state),
	report: state => hasIterations(state) ? problemsReport(shownProblems(state), state.iterations) : undefined,
	formulas: () => ['Found in params.json and in the logs. Errors are grouped by their texts, with ids, addresses and numbers masked.'],
	rules: unevenRules,
	position: state => `${positionOf(state, problemsList) + 1}/${shownProblems(state).length} problems`,
	badge: state => allProblems(state).length,
};
