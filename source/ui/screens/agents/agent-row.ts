import {agentColumnsOf, type AgentColumn} from '../../../campaign/agents/agent-columns.js';
import {shortAgentName} from '../../../campaign/agents/agent-names.js';
import {
	agentNumbers, type AgentGrouping, type AgentNumber, type AgentTable,
} from '../../../campaign/agents/agent-table.js';
import type {AgentSorting} from '../../../campaign/agents/select-agents.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, padEnd, padStart,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {agentText} from '../../../reports/agents-report.js';
import type {Look} from '../../../reports/theme.js';

/** The columns that fit, and their widths; the name takes what the numbers leave. */
export type AgentLayout = {
	/** What the rows are. */
	readonly by: AgentGrouping;
	readonly nameWidth: number;
	/** `fraction`: the cells from the point on, so that numbers stand below each other by their points. */
	readonly columns: ReadonlyArray<{readonly column: AgentColumn; readonly width: number; readonly fraction: number}>;
};

const minName = 16;
const maxName = 60;
/** The first to go where room is short come last. */
const byImportance: readonly string[] = [
	'agents',
	'latency_mean',
	'latency_p99',
	'ok',
	'failed',
	'latency_max',
	'fairness',
	'rate',
	'latency_p50',
	'latency_stdev',
	'latency_p95',
	'errors',
	'start_offset',
	'duration',
	'shard',
	'latency_min',
];
const sample = 200;

const headOf = ({title, unit}: AgentColumn, {glyphs}: Look): string =>
	`${glyphs.ascii && title === 'σ' ? 'stdev' : title}${unit === 'ms' || unit === 's' ? ` ${unit}` : (unit === 'messages/s' ? ' /s' : '')}`;

/** The layout in which the agents of a table fit `width` cells. */
export function layoutAgents(table: AgentTable, width: number, look: Look): AgentLayout {
	const rows = Array.from({length: Math.min(sample, table.rows)}, (_, index) => Math.floor(index * table.rows / Math.min(sample, table.rows)));
	const numbers = agentColumnsOf(table).filter(({kind}) => kind === 'number').map(column => {
		const texts = [...rows, ...extremeRows(column, table)].map(row => agentText(column, table, row, look));
		const fraction = Math.max(0, ...texts.map(text => fractionOf(text)));
		return {column, fraction, width: Math.max(headOf(column, look).length + 1, ...texts.map(text => text.length - fractionOf(text) + fraction))};
	});
	const names = Math.min(maxName, Math.max(minName, widest(rows.map(row => cleanText(shortAgentName(table, row, look.glyphs))))));
	const kept = new Set<string>();
	let used = 2 + minName;
	for (const id of byImportance) {
		const cells = (numbers.find(({column}) => column.id === id)?.width ?? 0) + 2;
		if (used + cells <= width) {
			used += cells;
			kept.add(id);
		}
	}

	return {by: table.by, nameWidth: Math.min(names, minName + width - used), columns: numbers.filter(({column}) => kept.has(column.id))};
}

const fractionOf = (text: string): number => text.includes('.') ? text.length - text.indexOf('.') : 0;

/** The rows with the longest numbers: the greatest, and the least above zero. */
function extremeRows({id}: AgentColumn, {columns}: AgentTable): readonly number[] {
	const values = agentNumbers.includes(id as AgentNumber) ? columns[id as AgentNumber] : new Float64Array(0);
	const positive = values.filter(value => value > 0);
	return positive.length === 0
		? []
		: [positive.reduce((a, b) => Math.min(a, b)), positive.reduce((a, b) => Math.max(a, b))].map(value => values.indexOf(value));
}

/** The head of the list, with an arrow at the column that orders it. */
export function agentHead({by, nameWidth, columns}: AgentLayout, sort: AgentSorting | undefined, width: number, look: Look): string {
	const {theme, glyphs} = look;
	const arrow = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const heads = columns.map(({column, width: cells}) => `  ${padStart(headOf(column, look) + arrow(column.id), cells)}`);
	return theme.faint(cutEnd(`  ${padEnd(`${by}${arrow('name')}`, nameWidth)}${heads.join('')}`, width, glyphs.ellipsis));
}

/** One agent, `width` cells. */
export function agentLine(
	table: AgentTable,
	row: number,
	{layout, width, isSelected}: {layout: AgentLayout; width: number; isSelected: boolean},
	look: Look,
): string {
	const {theme, glyphs} = look;
	const name = padEnd(cutEnd(cleanText(shortAgentName(table, row, glyphs)), layout.nameWidth, glyphs.ellipsis), layout.nameWidth);
	const cells = layout.columns.map(({column, width: room, fraction}) => {
		const text = agentText(column, table, row, look);
		return `  ${padStart(padEnd(text, text.length + fraction - fractionOf(text)), room)}`;
	});
	const line = cutEnd(`${isSelected ? '>' : ' '} ${name}${cells.join('')}`, width, glyphs.ellipsis);
	if (isSelected) {
		return theme.cursor(padEnd(line, width));
	}

	return (table.columns.failed[row] ?? 0) > 0 ? theme.bad(line) : line;
}
