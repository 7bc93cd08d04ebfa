import {columns} from '../campaign/query/columns.js';
import {isLoaded, type Iteration} from '../campaign/model/iteration.js';
import {problemTitles, type Problem} from '../campaign/problems/problem.js';
import {cleanText} from '../text/clean.js';
import {agentColumns, type AgentColumn} from '../campaign/agents/agent-columns.js';
import type {AgentTable} from '../campaign/agents/agent-table.js';
import {alignPoints, widest} from '../text/align.js';
import {padEnd, padStart} from '../text/cells.js';
import {formatCount, formatNumber, formatPercentile} from '../text/numbers.js';
import {textTable} from './table-text.js';
import type {Report} from './report.js';
import {amountOf, page} from './formats.js';
import {flatRow, tableRow} from './notebook-json.js';
import type {Look} from './theme.js';

/** The names of a row's numbers, spreads as `per_client_ok.mean`, `.min`, `.max`. */
export const tableColumns: readonly string[] = columns.flatMap(({id, kind}) => kind === 'spread' ? [`${id}.mean`, `${id}.min`, `${id}.max`] : [id]);

/** The statistics table of the usable ones, as the command `table` prints it. */
export function iterationsReport(iterations: readonly Iteration[]): Report {
	const rows = iterations.filter(iteration => isLoaded(iteration));
	return {
		amount: amountOf(rows.length, 'iteration'),
		text: ({glyphs: {ascii}}) => textTable(rows, {ascii, hasColour: false, width: Infinity}),
		columns: tableColumns,
		rows: () => rows.map(row => flatRow(row)),
		json: () => rows.map(row => tableRow(row)),
	};
}

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

/** The agents in these rows of a table, with every column. */
export const agentsReport = (table: AgentTable, rows: Uint32Array): Report => ({
	amount: amountOf(rows.length, 'agent'),
	text: look => agentsText(table, rows, look),
	columns: agentColumns.map(({id}) => id),
	rows: () => Array.from(rows, row => Object.fromEntries(agentColumns.map(({id, value}) => [id, value(table, row)]))),
});

function agentsText(table: AgentTable, rows: Uint32Array, look: Look): string {
	const columns = agentColumns.map(column => {
		const heads = [column.id, column.unit ?? ''];
		const texts = Array.from(rows, row => column.kind === 'text' ? cleanText(table.names[row] ?? '') : agentText(column, table, row, look));
		const cells = column.kind === 'text' ? texts : alignPoints(texts);
		const width = widest([...heads, ...cells]);
		return [...heads, ...cells].map(text => (column.kind === 'text' ? padEnd : padStart)(text, width));
	});
	return page(Array.from({length: rows.length + 2}, (_, line) => columns.map(cells => cells[line] ?? '').join('  ')), look.glyphs);
}

/** A number of an agent for people: counts whole, the others with three digits. */
export function agentText(column: AgentColumn, table: AgentTable, row: number, {glyphs}: Look): string {
	if (column.percentile) {
		return formatPercentile(column.percentile(table, row), glyphs);
	}

	const value = column.value(table, row);
	const number = typeof value === 'number' ? value : null;
	return column.unit === 'messages' || column.unit === undefined ? formatCount(number, glyphs) : formatNumber(number, glyphs);
}
