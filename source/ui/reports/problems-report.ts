import {problemTitles, type Problem} from '../../campaign/problems/problem.js';
import type {Iteration} from '../../campaign/iteration.js';
import {cleanText} from '../../text/clean.js';
import {amountOf} from './amount.js';
import {page} from './formats.js';
import type {Report} from './report.js';

/** What is wrong, with the iterations' names and what to do. */
export function problemsReport(problems: readonly Problem[], iterations: readonly Iteration[]): Report {
	const labels = (one: Problem) => one.iterations.map(index => iterations[index - 1]?.label ?? String(index));
	return {
		amount: amountOf(problems.length, 'problem'),
		text: ({glyphs}) => page(problems.flatMap(one => [
			`${problemTitles[one.kind]}: ${labels(one).join(' ')}`,
			`  ${one.sentence}`,
			`  What to do: ${one.remedy}`,
			...one.example === undefined ? [] : [`  Example: ${one.example}`],
		].map(line => cleanText(line))), glyphs),
		columns: ['kind', 'severity', 'iterations', 'count', 'sentence', 'remedy', 'example'],
		rows: () => problems.map(one => ({...one, iterations: labels(one).join(' ')})),
		json: () => problems.map(one => ({...one, iterations: labels(one)})),
	};
}
