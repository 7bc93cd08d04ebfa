import {agentColumnsOf, type AgentColumn} from '../../../campaign/agents/agent-columns.js';
import {shortAgentName} from '../../../campaign/agents/agent-names.js';
import {
	agentLatency, agentNumbers, type AgentGrouping, type AgentNumber, type AgentTable,
} from '../../../campaign/agents/agent-table.js';
import type {AgentSorting} from '../../../campaign/agents/select-agents.js';
import {latencyDensity} from '../../../campaign/model/density.js';
import {
	densityHead, densityMinimum, drawRowDensity, maxDensityWidth, rowScale, type RowScale,
} from '../../../plots/row-density.js';
import {widest} from '../../../text/align.js';
import {
	cutEnd, padEnd, padStart,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {agentText} from '../../../reports/agents-report.js';
import type {Look} from '../../../reports/theme.js';
import {maxOf, minOf} from '../../../system/lists.js';
import type {StyledText} from '../../../text/styled-text.js';

/** The columns that fit, and their widths. */
export type AgentLayout = {
	/** What the rows represent. */
	readonly by: AgentGrouping;
	readonly nameWidth: number;
	readonly columns: readonly NumberColumn[];
	/** The density at the end of a line, for hosts and topics if it fits. */
	readonly density: {readonly scale: RowScale; readonly width: number} | undefined;
};

/** `fraction`: width from the decimal point on, to align numbers. */
type NumberColumn = {readonly column: AgentColumn; readonly width: number; readonly fraction: number};

/** Names up to this length are shown in full before any column; longer ones get at least the second width. */
const [shortName, minName] = [36, 16];
const maxName = 60;
const gap = 2;
/** Most important first; the last ones are dropped first when space is short. */
const byImportance: ReadonlyArray<AgentColumn['id'] | 'density'> = [
	'agents',
	'latency_mean',
	'latency_p99',
	'ok',
	'failed',
	'fairness',
	'density',
	'latency_max',
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
/** Columns of hosts or topics that are omitted if there are no failures. */
const failureColumns: ReadonlySet<AgentColumn['id']> = new Set(['failed', 'errors']);
const sample = 200;

const headOf = ({title, unit}: AgentColumn, {glyphs}: Look): string =>
	`${glyphs.ascii && title === 'σ' ? 'stdev' : title}${unit === 'ms' || unit === 's' ? ` ${unit}` : (unit === 'messages/s' ? ' /s' : '')}`;

/** The layout for the rows of a table in `width` cells; the column they are sorted by has priority. */
export function layoutAgents(table: AgentTable, {width, sort}: {readonly width: number; readonly sort?: AgentSorting | undefined}, look: Look): AgentLayout {
	const rows = Array.from({length: Math.min(sample, table.rows)}, (_, index) => Math.floor(index * table.rows / Math.min(sample, table.rows)));
	const numbers = agentColumnsOf(table).filter(column => column.kind === 'number' && isShown(column, table)).map(column => numberColumn(column, table, rows, look));
	const names = Math.min(maxName, Math.max(table.by.length + 1, widest(rows.map(row => cleanText(shortAgentName(table, row, look.glyphs))))));
	const scale = rowScale(table.by === 'agent' ? [] : [...table.columns.latency_min, ...table.columns.latency_max], look.glyphs.ascii);
	const widths = new Map<string, number>(numbers.map(({column, width: cells}) => [column.id, cells]));
	if (table.by !== 'agent') {
		widths.set('density', densityMinimum(scale));
	}

	const kept = new Set<string>();
	const minNameWidth = names <= shortName ? names : minName;
	let used = gap + minNameWidth;
	for (const id of sort ? [sort.column, ...byImportance] : byImportance) {
		const cells = (widths.get(id) ?? Infinity) + gap;
		if (used + cells <= width && !kept.has(id)) {
			used += cells;
			kept.add(id);
		}
	}

	const nameWidth = Math.min(names, minNameWidth + width - used);
	const left = width - used - nameWidth + minNameWidth;
	return {
		by: table.by,
		nameWidth,
		columns: numbers.filter(({column}) => kept.has(column.id)),
		density: kept.has('density') ? {scale, width: Math.min(maxDensityWidth(scale), densityMinimum(scale) + left)} : undefined,
	};
}

const isShown = ({id}: AgentColumn, {by, columns}: AgentTable): boolean =>
	by === 'agent' || !failureColumns.has(id) || columns[id as AgentNumber].some(value => value > 0);

function numberColumn(column: AgentColumn, table: AgentTable, rows: readonly number[], look: Look): NumberColumn {
	const texts = [...rows, ...extremeRows(column, table)].map(row => agentText(column, table, row, look));
	const fraction = Math.max(0, ...texts.map(text => fractionOf(text)));
	return {column, fraction, width: Math.max(headOf(column, look).length + 1, ...texts.map(text => text.length - fractionOf(text) + fraction))};
}

const fractionOf = (text: string): number => text.includes('.') ? text.length - text.indexOf('.') : 0;

/** The rows with the longest numbers: the maximum, and the minimum above zero. */
function extremeRows({id}: AgentColumn, {columns}: AgentTable): readonly number[] {
	const values = agentNumbers.includes(id as AgentNumber) ? columns[id as AgentNumber] : new Float64Array(0);
	const positive = values.filter(value => value > 0);
	return positive.length === 0
		? []
		: [minOf(positive), maxOf(positive)].map(value => values.indexOf(value));
}

/** The header of the list, with an arrow at the sorted column. */
export function agentHead({by, nameWidth, columns, density}: AgentLayout, sort: AgentSorting | undefined, width: number, look: Look): StyledText {
	const {theme, glyphs} = look;
	const arrow = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const heads = columns.map(({column, width: cells}) => `  ${padStart(headOf(column, look) + arrow(column.id), cells)}`);
	const last = density ? `  ${densityHead(density.scale, density.width, glyphs.ascii)}` : '';
	return theme.faint(cutEnd(`  ${padEnd(`${by}${arrow('name')}`, nameWidth)}${heads.join('')}${last}`, width, glyphs.ellipsis));
}

/** One agent, `width` cells wide. */
export function agentLine(
	table: AgentTable,
	row: number,
	{layout, width, isSelected}: {layout: AgentLayout; width: number; isSelected: boolean},
	look: Look,
): StyledText {
	const {theme, glyphs} = look;
	const name = padEnd(cutEnd(cleanText(shortAgentName(table, row, glyphs)), layout.nameWidth, glyphs.ellipsis), layout.nameWidth);
	const cells = layout.columns.map(({column, width: cellWidth, fraction}) => {
		const text = agentText(column, table, row, look);
		return `  ${padStart(padEnd(text, text.length + fraction - fractionOf(text)), cellWidth)}`;
	});
	const {density} = layout;
	const last = density ? `  ${drawRowDensity(latencyDensity(agentLatency(table, row)), density.scale, {width: density.width, ascii: glyphs.ascii})}` : '';
	const line = cutEnd(`${isSelected ? '>' : ' '} ${name}${cells.join('')}${last}`, width, glyphs.ellipsis);
	if (isSelected) {
		return theme.cursor(padEnd(line, width));
	}

	return (table.columns.failed[row] ?? 0) > 0 ? theme.bad(line) : line;
}
