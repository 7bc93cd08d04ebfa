import {columns, type Column} from '../campaign/query/columns.js';
import {rawParameter, isLoaded, type Iteration} from '../campaign/model/iteration.js';
import {problemTitles, type Problem} from '../campaign/problems/problem.js';
import {cleanText} from '../text/clean.js';
import {formatAmount} from '../text/numbers.js';
import {textTable} from './table-text.js';
import type {Report} from './report.js';
import {textOutput} from './formats.js';
import {flatColumns, flatRow, tableRow} from './table-rows.js';

/** The statistics table of the usable iterations as printed by `table`: the notebook's columns, then the others that are on screen. */
export function iterationsReport(iterations: readonly Iteration[], onScreen: readonly Column[]): Report {
	const rows = iterations.filter(iteration => isLoaded(iteration));
	const shown: readonly Column[] = [...new Set([...columns, ...onScreen.filter(({id}) => columns.every(column => column.id !== id))])];
	const pending = rows.filter(row => shown.some(({isPending}) => isPending?.(row))).length;
	return {
		amount: `${formatAmount(rows.length, 'iteration')}${pending === 0 ? '' : ` (${pending} with metrics that are not loaded)`}`,
		text: ({glyphs: {ascii}}) => textTable(rows, {
			ascii, hasColour: false, width: Infinity, shown,
		}),
		columns: flatColumns(shown),
		rows: () => rows.map(row => flatRow(row, shown)),
		json: () => rows.map(row => tableRow(row, shown)),
	};
}

/** The problems, with the names of their iterations and remedies. */
export function problemsReport(problems: readonly Problem[], iterations: readonly Iteration[]): Report {
	const backupDirs = (problem: Problem) => problem.iterations.map(index => rawParameter(iterations[index - 1] ?? {parameters: {}}, 'backup_dir'));
	const labels = (problem: Problem) => problem.iterations.map(index => iterations[index - 1]?.label ?? String(index));
	return {
		amount: formatAmount(problems.length, 'problem'),
		text: ({glyphs}) => textOutput(problems.flatMap(problem => [
			`${problemTitles[problem.kind]}: ${labels(problem).join(' ')}`,
			`  ${problem.sentence}`,
			`  What to do: ${problem.remedy}`,
			...problem.example === undefined ? [] : [`  Example: ${problem.example}`],
			...problem.quote === undefined ? [] : [`  Console: ${problem.quote}`],
		].map(line => cleanText(line))), glyphs),
		columns: ['kind', 'severity', 'iterations', 'count', 'sentence', 'remedy', 'example', 'quote', 'index', 'backup_dir'],
		rows: () => problems.map(problem => ({
			...problem, iterations: labels(problem).join(' '), index: problem.iterations.join(' '), backup_dir: backupDirs(problem).join(' '),
		})),
		json: () => problems.map(problem => ({
			...problem, iterations: labels(problem), index: problem.iterations, backup_dir: backupDirs(problem),
		})),
	};
}
