import {problemTitles, type Problem} from '../campaign/problems/problem.js';
import type {Iteration} from '../campaign/model/iteration.js';
import {cleanText} from '../text/clean.js';
import {amountOf, page} from './formats.js';
import type {Report} from './report.js';

/** What is wrong, with the iterations' names and what to do. */
export function problemsReport(problems: readonly Problem[], iterations: readonly Iteration[]): Report {
	const labels = (problem: Problem) => problem.iterations.map(index => iterations[index - 1]?.label ?? String(index));
	return {
		amount: amountOf(problems.length, 'problem'),
		text: ({glyphs}) => page(problems.flatMap(problem => [
			`${problemTitles[problem.kind]}: ${labels(problem).join(' ')}`,
			`  ${problem.sentence}`,
			`  What to do: ${problem.remedy}`,
			...problem.example === undefined ? [] : [`  Example: ${problem.example}`],
		].map(line => cleanText(line))), glyphs),
		columns: ['kind', 'severity', 'iterations', 'count', 'sentence', 'remedy', 'example'],
		rows: () => problems.map(problem => ({...problem, iterations: labels(problem).join(' ')})),
		json: () => problems.map(problem => ({...problem, iterations: labels(problem)})),
	};
}
