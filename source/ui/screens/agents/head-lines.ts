import {agentNumber, type AgentTable, type DuplicateAgent} from '../../../campaign/agents/agent-table.js';
import {padEnd, cutEnd} from '../../../text/cells.js';
import type {Look} from '../../../reports/theme.js';
import {bodyHeight} from '../../layout.js';
import type {State} from '../../state/state.js';
import {shortAgentName} from '../../../campaign/agents/agent-names.js';
import {agentColumnNamed} from '../../../campaign/agents/agent-columns.js';
import {fewestOkAgents, slowestAgents, type AgentSorting} from '../../../campaign/agents/select-agents.js';
import {fairnessOf} from '../../../campaign/agents/fairness.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';
import {styled, type StyledText} from '../../../text/styled-text.js';
import {agentHistogram, histogramColumn} from './agent-histogram.js';

type Options = SummaryOptions & {readonly logCounts: boolean; readonly position: ReturnType<typeof histogramPosition>};

/** Height of the histogram: a title and seven bins. */
const histogramHeight = 8;

/** Where the histogram is: next to the summary, below it, or nowhere if the list needs the space. */
export const histogramPosition = (size: State['size']): 'beside' | 'below' | 'nowhere' =>
	bodyHeight(size) < 30 ? 'nowhere' : (size.columns < 160 ? 'below' : 'beside');

const maxHistogram = 64;
const gap = 3;

/** The lines above the list: the summary, and the histogram according to `position`. */
export function agentHeadLines(table: AgentTable, rows: Uint32Array, {logCounts, position, ...options}: Options, look: Look): readonly StyledText[] {
	const {width, sort} = options;
	const histogramWidth = Math.min(maxHistogram, Math.floor(width / 3));
	const histogram = (cells: number) => agentHistogram(table, rows, {
		sort, logCounts, width: cells, height: histogramHeight,
	}, look);
	if (position === 'nowhere' || rows.length === 0) {
		return summaryLines(table, rows, options, look);
	}

	if (position === 'below') {
		return [...summaryLines(table, rows, options, look), '', ...histogram(Math.min(width, maxHistogram)), ''];
	}

	const textWidth = width - histogramWidth - gap;
	const texts = summaryLines(table, rows, {...options, width: textWidth}, look);
	const bars = histogram(histogramWidth);
	return Array.from({length: Math.max(texts.length, bars.length)}, (_, row) => styled`${padEnd(texts[row] ?? '', textWidth + gap)}${bars[row] ?? ''}`);
}

type SummaryOptions = {
	readonly sort: AgentSorting | undefined;
	/** Names of this side that occur in several logs. */
	readonly duplicates: readonly DuplicateAgent[];
	readonly width: number;
};

const few = 3;
/** Names are cut to this width. */
const nameWidth = 48;

/** How evenly the load was distributed over the agents, by messages and by the sorted column; the slowest agents and those with the fewest messages. */
function summaryLines(table: AgentTable, rows: Uint32Array, {sort, duplicates, width}: SummaryOptions, look: Look): readonly StyledText[] {
	const {theme, glyphs} = look;
	const sortColumn = histogramColumn(sort);
	const spreads = (['ok', sortColumn === 'ok' || sortColumn === 'shard' ? 'latency_mean' : sortColumn] as const).map(name => {
		const {mean, jain, variation} = fairnessOf(table.columns[name], rows);
		const {help, unit, title: short} = agentColumnNamed(name) ?? {help: name, unit: undefined, title: name};
		const title = unit === 'messages' ? help : (unit === 'ms' ? `${short} latency, ms` : help);
		return `${title}: mean ${formatNumber(mean, glyphs)}, fairness ${jain === null ? '-' : jain.toFixed(3)} (Jain; 1 is even), variation ${variation === null ? '-' : `${(variation * 100).toFixed(0)}%`}`;
	});
	const list = (which: Uint32Array, value: (row: number) => string) =>
		[...which].map(row => `${cutEnd(cleanText(shortAgentName(table, row, glyphs)), nameWidth, glyphs.ellipsis)} ${value(row)}`).join(', ');
	const slowest = list(slowestAgents(table, few, rows), row => `${formatNumber(agentNumber(table, row, 'latency_mean'), glyphs)} ms`);
	const fewestOk = list(fewestOkAgents(table, few, rows), row => formatCount(agentNumber(table, row, 'ok'), glyphs));
	return [
		...[...spreads, `slowest by mean: ${slowest}`, `fewest ok: ${fewestOk}`].map(line => theme.faint(cutEnd(line, width, glyphs.ellipsis))),
		...duplicates.length > 0 ? [theme.warning(cutEnd(duplicatesText(duplicates, glyphs.ellipsis), width, glyphs.ellipsis))] : [],
	];
}

function duplicatesText(duplicates: readonly DuplicateAgent[], ellipsis: string): string {
	const names = duplicates.slice(0, few).map(({name, shards}) => `${cutEnd(cleanText(name), nameWidth, ellipsis)} in ${shards.length} shards`);
	const rest = duplicates.length > few ? `, ${formatCount(duplicates.length - few)} more` : '';
	return `names in several logs, of which the last counts: ${names.join(', ')}${rest}`;
}
