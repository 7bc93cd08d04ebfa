import {agentColumnNamed} from '../../../campaign/agents/agent-columns.js';
import {
	agentNumbers, type AgentGrouping, type AgentNumber, type AgentTable,
} from '../../../campaign/agents/agent-table.js';
import type {AgentSorting} from '../../../campaign/agents/select-agents.js';
import {drawValueHistogram} from '../../../plots/value-histogram.js';
import {cutEnd} from '../../../text/cells.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';
import type {Look} from '../../../reports/theme.js';
import type {StyledText} from '../../../text/styled-text.js';

type Options = {
	readonly sort: AgentSorting | undefined;
	readonly logCounts: boolean;
	/** A row of the table, whose bin is marked. */
	readonly marked?: number | undefined;
	readonly width: number;
	readonly height: number;
};

const rowTitles = {agent: 'Agents', host: 'Hosts', topic: 'Topics'} as const satisfies Record<AgentGrouping, string>;

const counted: ReadonlySet<AgentNumber> = new Set(['ok', 'failed', 'shard', 'errors']);

/** The number to show: the one the agents are sorted by, otherwise their mean latency. */
export const histogramColumn = (sort: AgentSorting | undefined): AgentNumber => agentNumbers.find(name => name === sort?.column) ?? 'latency_mean';

/** A histogram of the sorted number over the agents: a title, then equal bins. */
export function agentHistogram(
	table: AgentTable,
	rows: Uint32Array,
	{sort, logCounts, marked, width, height}: Options,
	{theme, glyphs}: Look,
): readonly StyledText[] {
	const name = histogramColumn(sort);
	const values = Float64Array.from(rows, row => table.columns[name][row] ?? Number.NaN);
	const known = values.filter(value => !Number.isNaN(value));
	const [first] = known;
	const unit = agentColumnNamed(name)?.unit ?? 'messages';
	const scale = logCounts ? ', counts on a log scale' : '';
	const unknown = known.length < values.length ? `, ${formatCount(values.length - known.length)} unknown` : '';
	const title = theme.strong(cutEnd(`${rowTitles[table.by]} by ${name}${unit === 'messages' ? '' : `, ${unit}`}${scale}${unknown}`, width, glyphs.ellipsis));
	if (first !== undefined && known.every(value => value === first)) {
		return [
			title,
			cutEnd(
				`  all ${formatCount(known.length)}: ${counted.has(name) ? formatCount(first) : formatNumber(first, glyphs)}`,
				width,
				glyphs.ellipsis,
			),
		];
	}

	return [
		title,
		...drawValueHistogram(values, {
			width,
			height: Math.max(1, height - 1),
			log: logCounts,
			marked: marked === undefined ? null : (table.columns[name][marked] ?? null),
			isWhole: counted.has(name),
			ascii: glyphs.ascii,
		}),
	];
}
