import {agentColumnsOf, type AgentColumn} from '../campaign/agents/agent-columns.js';
import {agentLatency, agentNumber, type AgentTable} from '../campaign/agents/agent-table.js';
import {rawParameter, type Iteration, type SideName} from '../campaign/model/iteration.js';
import {percentileOf} from '../campaign/model/percentiles.js';
import {alignPoints, tableLines} from '../text/align.js';
import {padEnd, padStart} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {
	formatAmount, formatCount, formatNumber, formatPercentile,
} from '../text/numbers.js';
import {textOutput} from './formats.js';
import type {Dataset, Report} from './report.js';
import {identify} from './table-rows.js';
import type {Look} from './theme.js';

/** Rows of a table of agents, hosts or topics, with the iteration and side they belong to. */
export type ChosenAgents = {readonly iteration: Iteration; readonly side: SideName; readonly table: AgentTable; readonly rows: Uint32Array};

const percents = [50, 90, 99] as const;

/** The rows of tables by agent, host or topic: latencies in ms, rates in messages/s; unknown values are null. */
export const agentsData = (chosen: readonly ChosenAgents[], by: AgentTable['by']): Dataset => ({
	columns: agentRowColumns(by), rows: () => agentRows(chosen), json: () => agentsJson(chosen),
});

const agentsJson = (chosen: readonly ChosenAgents[]) => chosen.flatMap(({iteration, side, table, rows}) => Array.from(rows, row => {
	const number = (name: Parameters<typeof agentNumber>[2]) => agentNumber(table, row, name);
	const latency = agentLatency(table, row);
	const estimates = percents.map(percent => [percent, percentileOf(latency, percent)] as const);
	return {
		index: iteration.index,
		iteration_id: rawParameter(iteration, 'iteration_id'),
		side,
		[table.by]: table.names[row] ?? null,
		agents: number('agents'),
		ok: number('ok'),
		failed: number('failed'),
		rate: number('rate'),
		mean: number('latency_mean'),
		stdev: number('latency_stdev'),
		min: number('latency_min'),
		max: number('latency_max'),
		...Object.fromEntries(estimates.map(([percent, estimate]) => [`p${percent}`, estimate?.value ?? null])),
		bounds: Object.fromEntries(estimates.map(([percent, estimate]) => [percent, estimate ? [estimate.low, estimate.high] : null])),
		errors: number('errors'),
		backup_dir: rawParameter(iteration, 'backup_dir'),
	};
}));

/** Column names of `agentRows`. */
const agentRowColumns = (by: AgentTable['by']): readonly string[] => [
	'index',
	'iteration_id',
	'side',
	by,
	'agents',
	'ok',
	'failed',
	'rate',
	'mean',
	'stdev',
	'min',
	'max',
	...percents.flatMap(percent => [`p${percent}`, `p${percent}_low`, `p${percent}_high`]),
	'errors',
	'backup_dir',
];

/** The rows of `agentsJson`, flattened: bounds become `p50_low`, `p50_high`. */
const agentRows = (chosen: readonly ChosenAgents[]) => agentsJson(chosen).map(({bounds, ...row}) => ({
	...row,
	...Object.fromEntries(percents.flatMap(percent => [[`p${percent}_low`, bounds[percent]?.[0] ?? null], [`p${percent}_high`, bounds[percent]?.[1] ?? null]])),
}));

/** These rows of a table with all columns, followed by their iteration and side. */
export function agentsReport({iteration, side, table, rows}: ChosenAgents): Report {
	const columns = agentColumnsOf(table);
	const owner = {...identify(iteration), side};
	return {
		amount: formatAmount(rows.length, table.by),
		text: look => textOutput(agentTableLines(table, rows, look), look.glyphs),
		columns: [...columns.map(({id}) => id), ...Object.keys(owner)],
		rows: () => Array.from(rows, row => ({...Object.fromEntries(columns.map(({id, value}) => [id, value(table, row)])), ...owner})),
	};
}

/** A text table with a column for everything known about the rows, units included. */
export function agentTableLines(table: AgentTable, rows: Uint32Array, look: Look): readonly string[] {
	return tableLines(agentColumnsOf(table).map(column => {
		const heads = [column.id === 'name' ? table.by : column.id, column.unit === '1' ? '' : column.unit ?? ''];
		const texts = Array.from(rows, row => column.kind === 'text' ? cleanText(String(column.value(table, row) ?? look.glyphs.dash)) : agentText(column, table, row, look));
		return column.kind === 'text' ? {cells: [...heads, ...texts], pad: padEnd} : {cells: [...heads, ...alignPoints(texts)], pad: padStart};
	}));
}

/** A value of an agent for display: counts in full, other numbers with three digits. */
export function agentText(column: AgentColumn, table: AgentTable, row: number, {glyphs}: Look): string {
	if (column.percentile) {
		return formatPercentile(column.percentile(table, row), glyphs);
	}

	const value = column.value(table, row);
	const number = typeof value === 'number' ? value : null;
	return column.unit === 'messages' || column.unit === undefined ? formatCount(number, glyphs) : formatNumber(number, glyphs);
}
