import {shortAgentName} from '../../../campaign/agents/agent-names.js';
import {agentColumnNamed} from '../../../campaign/agents/agent-columns.js';
import {agentNumber, type AgentTable, type DuplicateAgent} from '../../../campaign/agents/agent-table.js';
import {quietestAgents, slowestAgents, type AgentSorting} from '../../../campaign/agents/select-agents.js';
import {fairnessOf} from '../../../campaign/agents/fairness.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';
import type {Look} from '../../../reports/theme.js';
import {numberOfInterest} from './agent-histogram.js';

type Options = {
	readonly sort: AgentSorting | undefined;
	/** Names of this side that occur in several logs. */
	readonly duplicates: readonly DuplicateAgent[];
	readonly width: number;
};

const few = 3;
/** Names are cut to this width. */
const nameWidth = 48;

/** How evenly the load was distributed over the agents, by messages and by the sorted column; the slowest and the quietest agents. */
export function summaryLines(table: AgentTable, rows: Uint32Array, {sort, duplicates, width}: Options, look: Look): readonly string[] {
	const {theme, glyphs} = look;
	const interest = numberOfInterest(sort);
	const spreads = (['ok', interest === 'ok' || interest === 'shard' ? 'latency_mean' : interest] as const).map(name => {
		const {mean, jain, variation} = fairnessOf(table.columns[name], rows);
		const {help, unit, title: short} = agentColumnNamed(name) ?? {help: name, unit: undefined, title: name};
		const title = unit === 'messages' ? help : (unit === 'ms' ? `${short} latency, ms` : help);
		return `${title}: mean ${formatNumber(mean, glyphs)}, fairness ${jain === null ? '-' : jain.toFixed(3)} (Jain; 1 is even), variation ${variation === null ? '-' : `${(variation * 100).toFixed(0)}%`}`;
	});
	const list = (which: Uint32Array, value: (row: number) => string) =>
		[...which].map(row => `${cutEnd(cleanText(shortAgentName(table, row, glyphs)), nameWidth, glyphs.ellipsis)} ${value(row)}`).join(', ');
	const slow = list(slowestAgents(table, few, rows), row => `${formatNumber(agentNumber(table, row, 'latency_mean'), glyphs)} ms`);
	const quiet = list(quietestAgents(table, few, rows), row => formatCount(agentNumber(table, row, 'ok'), glyphs));
	return [
		...[...spreads, `slowest by mean: ${slow}`, `quietest: ${quiet}`].map(line => theme.faint(cutEnd(line, width, glyphs.ellipsis))),
		...duplicates.length > 0 ? [theme.warning(cutEnd(duplicatesText(duplicates, glyphs.ellipsis), width, glyphs.ellipsis))] : [],
	];
}

function duplicatesText(duplicates: readonly DuplicateAgent[], ellipsis: string): string {
	const names = duplicates.slice(0, few).map(({name, shards}) => `${cutEnd(cleanText(name), nameWidth, ellipsis)} in ${shards.length} shards`);
	const rest = duplicates.length > few ? `, ${formatCount(duplicates.length - few)} more` : '';
	return `names in several logs, of which the last counts: ${names.join(', ')}${rest}`;
}
