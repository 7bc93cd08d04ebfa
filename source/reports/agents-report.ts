import {agentColumns, type AgentColumn} from '../campaign/agents/agent-columns.js';
import type {AgentTable} from '../campaign/agents/agent-table.js';
import {alignPoints, widest} from '../text/align.js';
import {padEnd, padStart} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import type {Look} from './theme.js';
import {amountOf, page} from './formats.js';
import type {Report} from './report.js';

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
	const value = column.value(table, row);
	const number = typeof value === 'number' ? value : null;
	return column.unit === 'messages' || column.unit === undefined ? formatCount(number, glyphs) : formatNumber(number, glyphs);
}
