import {problemTitles, type Problem} from '../../campaign/problems/problem.js';
import {wrapWords} from '../../text/align.js';
import {cutEnd, cutMiddle, padEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {widthOf} from '../../text/width.js';
import {Lines} from '../components/lines.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {problemRows, selectedProblem, shownProblems} from '../state/problems-view.js';
import type {State} from '../state/state.js';
import type {ScreenProps} from './screen-props.js';

const detailHeight = 8;
const labelWidth = 14;

/** What is wrong with the campaign, worst first and by kind; the selected problem whole below the list. */
export function ProblemsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const problems = shownProblems(state);
	const entries = problems.flatMap((problem, position): ReadonlyArray<Problem | string> =>
		problem.kind === problems[position - 1]?.kind ? [problem] : [problemTitles[problem.kind], problem]);
	const selected = selectedProblem(state);
	const {first, end} = useWindow(selected ? entries.indexOf(selected) : 0, entries.length, height - detailHeight);
	if (!selected) {
		return <Lines lines={wrapWords(whyNone(state), width - 2).map(line => `  ${line}`)}/>;
	}

	const rows = entries.slice(first, end).map(entry => typeof entry === 'string'
		? look.theme.strong(entry)
		: problemLine(entry, {state, width, isSelected: entry === selected}, look));
	const blanks = Array.from({length: Math.max(0, height - detailHeight - rows.length)}, () => '');
	return <Lines lines={[...rows, ...blanks, look.glyphs.rule.repeat(width), ...detailOf(selected, state, width, look)]}/>;
}

function whyNone(state: State): string {
	if (state.loading) {
		return 'Problems are listed when all iterations are read.';
	}

	return problemRows(state).length > 0
		? `None of the ${problemRows(state).length} problems is of an iteration that matches "${cleanText(state.filter?.text ?? '')}": Esc clears the filter.`
		: 'No problems: every iteration is usable, no message failed, the agents are those asked for.';
}

function problemLine(problem: Problem, {state, width, isSelected}: {state: State; width: number; isSelected: boolean}, {theme, glyphs}: Look): string {
	const where = padEnd(cutEnd(labelsOf(problem, state), labelWidth, glyphs.ellipsis), labelWidth);
	const isMarked = problem.iterations.every(index => state.marked.has(index));
	const start = `${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${problem.severity === 'error' ? glyphs.warning : ' '} ${where}  `;
	// What is wrong stands at the end, behind the name of a file.
	const line = start + cutMiddle(cleanText(problem.sentence), width - widthOf(start), glyphs.ellipsis);
	return isSelected ? theme.cursor(padEnd(line, width)) : (problem.severity === 'error' ? theme.bad(line) : theme.warning(line));
}

const labelsOf = ({iterations}: Problem, {iterations: all}: State): string =>
	iterations.map(index => cleanText(all[index - 1]?.label ?? String(index))).join(' ');

function detailOf(problem: Problem, state: State, width: number, {glyphs, theme}: Look): readonly string[] {
	const wrapped = (text: string) => wrapWords(cleanText(text), width).map(line => cutEnd(line, width, glyphs.ellipsis));
	const lines = [
		...wrapped(problem.sentence),
		...wrapped(`What to do: ${problem.remedy}`),
		...wrapped(`Iterations: ${labelsOf(problem, state)}`),
		...problem.example === undefined ? [] : wrapped(`Example: ${problem.example}`),
	];
	return [theme.strong(cutEnd(`${problemTitles[problem.kind]}  ${labelsOf(problem, state)}`, width, glyphs.ellipsis)), ...lines].slice(0, detailHeight - 1);
}
